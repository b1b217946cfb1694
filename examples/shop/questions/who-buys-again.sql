-- by_month
with
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $1::timestamptz[]) as cell,
      t.customer_no as entity,
      count(*) as v1
    from (
      select s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
      from (
        select s.tenant as tenant, s.order_no as order_no, s.customer_no as customer_no, s.channel as channel, s.pay_method::text as method, s.charged as charged, s.rehearsal as rehearsal, (s.placed_at at time zone $2::text) as bought_at
        from (
          select s.tenant, s.order_no, s.customer_no, s.channel, s.order_state, s.pay_method, s.charged, s.rehearsal, s.placed_at, s.shipped_on
          from sales.web_order as s
          where s.order_state::text is distinct from $3::text
        ) as s
        union all
        select s.tenant as tenant, s.receipt_no as order_no, s.customer_no as customer_no, s.channel as channel, s.paid_by as method, s.charged as charged, s.rehearsal as rehearsal, s.rung_at as bought_at
        from (
          select s.tenant, s.receipt_no, s.customer_no, s.channel, s.paid_by, s.charged, s.rehearsal, s.voided, s.rung_at
          from sales.till_receipt as s
          where s.voided is distinct from $4::boolean
        ) as s
      ) as s
      where s.rehearsal is distinct from $4::boolean
    ) as t
    where t.bought_at >= $5::timestamptz
    and t.bought_at < $6::timestamptz
    group by 1, 2
  ),
  cells as (
    select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r3) as r3,
      sum(a.r4) as r4,
      sum(a.r5) as r5
    from (
      select ($7::int[])[s.cell], null::numeric, null::numeric, null::numeric, null::numeric, count(s.entity)
      from purchase_reduced as s
      where s.cell between $8::int and $9::int
      group by 1
      union all
      select ($10::int[])[m.number], count(*), null, null, null, null
      from (
        select
          a.*,
          coalesce(
            max(a.number) over (
              partition by a.entity order by a.number asc
              range between unbounded preceding and 1 preceding
            ),
            0
          ) as other
        from (
          select s.cell as number, s.entity
          from purchase_reduced as s
          where s.entity is not null
        ) as a
      ) as m
      where (m.other = 0 and m.number between $11::int and $12::int)
      group by 1
      union all
      select ($13::int[])[m.number], null, count(*), null, null, null
      from (
        select
          a.*,
          coalesce(
            max(a.number) over (
              partition by a.entity order by a.number asc
              range between unbounded preceding and 1 preceding
            ),
            0
          ) as other
        from (
          select ($14::int[])[s.cell] as number, s.entity
          from purchase_reduced as s
          where (s.entity is not null and s.cell between $8::int and $12::int)
        ) as a
      ) as m
      where (m.other = m.number - 1 and m.number between $8::int and $9::int)
      group by 1
      union all
      select ($10::int[])[m.number], null, null, count(*), null, null
      from (
        select
          a.*,
          coalesce(
            max(a.number) over (
              partition by a.entity order by a.number asc
              range between unbounded preceding and 1 preceding
            ),
            0
          ) as other
        from (
          select s.cell as number, s.entity
          from purchase_reduced as s
          where s.entity is not null
        ) as a
      ) as m
      where (m.other between 1 and m.number - 2 and m.number between $11::int and $12::int)
      group by 1
      union all
      select ($15::int[])[m.number], null, null, null, count(*), null
      from (
        select
          a.*,
          coalesce(
            min(a.number) over (
              partition by a.entity order by a.number desc
              range between unbounded preceding and 1 preceding
            ),
            0
          ) as other
        from (
          select ($14::int[])[s.cell] as number, s.entity
          from purchase_reduced as s
          where (s.entity is not null and s.cell between $8::int and $12::int)
        ) as a
      ) as m
      where (m.other <> m.number + 1 and m.number between $16::int and $17::int)
      group by 1
      union all
      select s.slot, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from generate_series(1, $17::int) as s (slot)
    ) as a (slot, r1, r2, r3, r4, r5)
    group by 1
  ),
  answer as (
    select
      c.slot as __slot,
      coalesce(c.r1, 0) as buyers_new,
      coalesce(c.r2, 0) as buyers_kept,
      coalesce(c.r3, 0) as buyers_back,
      coalesce(c.r4, 0) as buyers_silent,
      coalesce(c.r5, 0) as buyers_month_before,
      round(coalesce(c.r2, 0) * 1.000000000000000000000000000000 / nullif(coalesce(c.r5, 0), 0), 12) as buyers_kept_share,
      coalesce(c.r2, 0) as __numerator_of_buyers_kept_share,
      coalesce(c.r5, 0) as __denominator_of_buyers_kept_share,
      (coalesce(c.r2, 0) > 0 or coalesce(c.r5, 0) > 0)::int as __contributed_of_buyers_kept_share
    from cells as c
  )
select a.*
from answer as a
order by a.__slot
limit $18::int;
-- $1 = ["0001-01-01T00:00:00.000Z","2025-11-30T23:00:00.000Z","2025-12-31T23:00:00.000Z","2026-01-31T23:00:00.000Z","2026-02-28T23:00:00.000Z","2026-03-31T22:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = Europe/Berlin
-- $3 = cart
-- $4 = true
-- $5 = 0001-01-01T00:00:00.000Z
-- $6 = 2026-04-09T07:30:00.000001Z
-- $7 = [0,1,2,3,4,0]
-- $8 = 2
-- $9 = 5
-- $10 = [0,0,1,2,3,4]
-- $11 = 3
-- $12 = 6
-- $13 = [0,1,2,3,4]
-- $14 = [0,1,2,3,4,5]
-- $15 = [1,2,3,4,0]
-- $16 = 1
-- $17 = 4
-- $18 = 10001

-- by_channel
with
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $1::timestamptz[]) as cell,
      t.customer_no as entity,
      t.channel as k1,
      count(*) as v1
    from (
      select s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
      from (
        select s.tenant as tenant, s.order_no as order_no, s.customer_no as customer_no, s.channel as channel, s.pay_method::text as method, s.charged as charged, s.rehearsal as rehearsal, (s.placed_at at time zone $2::text) as bought_at
        from (
          select s.tenant, s.order_no, s.customer_no, s.channel, s.order_state, s.pay_method, s.charged, s.rehearsal, s.placed_at, s.shipped_on
          from sales.web_order as s
          where s.order_state::text is distinct from $3::text
        ) as s
        union all
        select s.tenant as tenant, s.receipt_no as order_no, s.customer_no as customer_no, s.channel as channel, s.paid_by as method, s.charged as charged, s.rehearsal as rehearsal, s.rung_at as bought_at
        from (
          select s.tenant, s.receipt_no, s.customer_no, s.channel, s.paid_by, s.charged, s.rehearsal, s.voided, s.rung_at
          from sales.till_receipt as s
          where s.voided is distinct from $4::boolean
        ) as s
      ) as s
      where s.rehearsal is distinct from $4::boolean
    ) as t
    where t.bought_at >= $5::timestamptz
    and t.bought_at < $6::timestamptz
    group by 1, 2, 3
  ),
  cells as (
    select
      a.slot,
      a.k1,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r3) as r3
    from (
      select ($7::int[])[m.number], m.k1, count(*), null::numeric, null::numeric
      from (
        select
          a.*,
          coalesce(
            max(a.number) over (
              partition by a.entity, a.k1 order by a.number asc
              range between unbounded preceding and 1 preceding
            ),
            0
          ) as other
        from (
          select s.cell as number, s.entity, s.k1
          from purchase_reduced as s
          where s.entity is not null
        ) as a
      ) as m
      where (m.other = 0 and m.number between $8::int and $8::int)
      group by 1, 2
      union all
      select ($9::int[])[m.number], m.k1, null, count(*), null
      from (
        select
          a.*,
          coalesce(
            max(a.number) over (
              partition by a.entity, a.k1 order by a.number asc
              range between unbounded preceding and 1 preceding
            ),
            0
          ) as other
        from (
          select ($10::int[])[s.cell] as number, s.entity, s.k1
          from purchase_reduced as s
          where (s.entity is not null and s.cell between $11::int and $8::int)
        ) as a
      ) as m
      where (m.other = m.number - 1 and m.number between $11::int and $11::int)
      group by 1, 2
      union all
      select ($12::int[])[m.number], m.k1, null, null, count(*)
      from (
        select
          a.*,
          coalesce(
            min(a.number) over (
              partition by a.entity, a.k1 order by a.number desc
              range between unbounded preceding and 1 preceding
            ),
            0
          ) as other
        from (
          select ($10::int[])[s.cell] as number, s.entity, s.k1
          from purchase_reduced as s
          where (s.entity is not null and s.cell between $11::int and $8::int)
        ) as a
      ) as m
      where (m.other <> m.number + 1 and m.number between $13::int and $13::int)
      group by 1, 2
    ) as a (slot, k1, r1, r2, r3)
    group by 1, 2
    having sum(a.r1) > 0 or sum(a.r2) > 0 or sum(a.r3) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as channel,
      coalesce(c.r1, 0) as buyers_new,
      coalesce(c.r2, 0) as buyers_kept,
      coalesce(c.r3, 0) as buyers_silent
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.channel collate "C" asc nulls last
limit $14::int;
-- $1 = ["0001-01-01T00:00:00.000Z","2026-01-31T23:00:00.000Z","2026-02-28T23:00:00.000Z","2026-03-31T22:00:00.000Z"]
-- $2 = Europe/Berlin
-- $3 = cart
-- $4 = true
-- $5 = 0001-01-01T00:00:00.000Z
-- $6 = 2026-03-31T22:00:00.000Z
-- $7 = [0,0,1]
-- $8 = 3
-- $9 = [0,1]
-- $10 = [0,1,2]
-- $11 = 2
-- $12 = [1,0]
-- $13 = 1
-- $14 = 10001
