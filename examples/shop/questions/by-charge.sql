-- by_charge
with
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $1::timestamptz[]) as cell,
      t.customer_no as entity,
      width_bucket(case when t.charged > -1e24 and t.charged < 1e24 then case when scale(t.charged) > 24 then round(t.charged, 24) else t.charged end end, $2::numeric[]) as k1,
      count(*) as v1,
      sum(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) as v2
    from (
      select s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
      from (
        select s.tenant as tenant, s.order_no as order_no, s.customer_no as customer_no, s.channel as channel, s.pay_method::text as method, s.charged as charged, s.rehearsal as rehearsal, (s.placed_at at time zone $3::text) as bought_at
        from (
          select s.tenant, s.order_no, s.customer_no, s.channel, s.order_state, s.pay_method, s.charged, s.rehearsal, s.placed_at, s.shipped_on
          from sales.web_order as s
          where s.order_state::text is distinct from $4::text
        ) as s
        union all
        select s.tenant as tenant, s.receipt_no as order_no, s.customer_no as customer_no, s.channel as channel, s.paid_by as method, s.charged as charged, s.rehearsal as rehearsal, s.rung_at as bought_at
        from (
          select s.tenant, s.receipt_no, s.customer_no, s.channel, s.paid_by, s.charged, s.rehearsal, s.voided, s.rung_at
          from sales.till_receipt as s
          where s.voided is distinct from $5::boolean
        ) as s
      ) as s
      where s.rehearsal is distinct from $5::boolean
    ) as t
    where t.bought_at >= $6::timestamptz
    and t.bought_at < $7::timestamptz
    group by 1, 2, 3
  ),
  cells as (
    select
      a.slot,
      a.k1,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r2_contributed) as r2_contributed
    from (
      select s.cell, s.k1, count(s.entity), sum(s.v2), count(s.v2)
      from purchase_reduced as s
      group by 1, 2
    ) as a (slot, k1, r1, r2, r2_contributed)
    group by 1, 2
    having sum(a.r1) > 0 or sum(a.r2_contributed) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as charge,
      coalesce(c.r1, 0) as buyers,
      coalesce(c.r2, 0) as takings
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.charge asc nulls last
limit $8::int;
-- $1 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = ["20","50","100"]
-- $3 = Europe/Berlin
-- $4 = cart
-- $5 = true
-- $6 = 2026-02-28T23:00:00.000Z
-- $7 = 2026-04-09T07:30:00.000001Z
-- $8 = 10001

-- from_20_to_50
with
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $1::timestamptz[]) as cell,
      t.customer_no as entity,
      count(*) as v1,
      sum(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) as v2
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
    and (case when t.charged > -1e24 and t.charged < 1e24 then case when scale(t.charged) > 24 then round(t.charged, 24) else t.charged end end >= $7::numeric and case when t.charged > -1e24 and t.charged < 1e24 then case when scale(t.charged) > 24 then round(t.charged, 24) else t.charged end end < $8::numeric)
    group by 1, 2
  ),
  cells as (
    select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r2_contributed) as r2_contributed
    from (
      select s.cell, count(s.entity), sum(s.v2), count(s.v2)
      from purchase_reduced as s
      group by 1
      union all
      select s.slot, null::numeric, null::numeric, null::numeric
      from generate_series(1, $9::int) as s (slot)
    ) as a (slot, r1, r2, r2_contributed)
    group by 1
  ),
  answer as (
    select
      c.slot as __slot,
      coalesce(c.r1, 0) as buyers,
      coalesce(c.r2, 0) as takings
    from cells as c
  )
select a.*
from answer as a
order by a.__slot
limit $10::int;
-- $1 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = Europe/Berlin
-- $3 = cart
-- $4 = true
-- $5 = 2026-02-28T23:00:00.000Z
-- $6 = 2026-04-09T07:30:00.000001Z
-- $7 = 20
-- $8 = 50
-- $9 = 1
-- $10 = 10001

-- series
with
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $1::timestamptz[]) as cell,
      t.customer_no as entity,
      width_bucket(case when t.charged > -1e24 and t.charged < 1e24 then case when scale(t.charged) > 24 then round(t.charged, 24) else t.charged end end, $2::numeric[]) as k1,
      count(*) as v1
    from (
      select s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
      from (
        select s.tenant as tenant, s.order_no as order_no, s.customer_no as customer_no, s.channel as channel, s.pay_method::text as method, s.charged as charged, s.rehearsal as rehearsal, (s.placed_at at time zone $3::text) as bought_at
        from (
          select s.tenant, s.order_no, s.customer_no, s.channel, s.order_state, s.pay_method, s.charged, s.rehearsal, s.placed_at, s.shipped_on
          from sales.web_order as s
          where s.order_state::text is distinct from $4::text
        ) as s
        union all
        select s.tenant as tenant, s.receipt_no as order_no, s.customer_no as customer_no, s.channel as channel, s.paid_by as method, s.charged as charged, s.rehearsal as rehearsal, s.rung_at as bought_at
        from (
          select s.tenant, s.receipt_no, s.customer_no, s.channel, s.paid_by, s.charged, s.rehearsal, s.voided, s.rung_at
          from sales.till_receipt as s
          where s.voided is distinct from $5::boolean
        ) as s
      ) as s
      where s.rehearsal is distinct from $5::boolean
    ) as t
    where t.bought_at >= $6::timestamptz
    and t.bought_at < $7::timestamptz
    group by 1, 2, 3
  ),
  cells as (
    select
      a.slot,
      a.k1,
      sum(a.r1) as r1
    from (
      select s.cell, s.k1, count(s.entity)
      from purchase_reduced as s
      group by 1, 2
    ) as a (slot, k1, r1)
    group by 1, 2
    having sum(a.r1) > 0
  ),
  filled as (
    select
      a.slot,
      a.k1,
      sum(a.r1) as r1
    from (
      select * from cells
      union all
      select s.slot, g.k1, null
      from (select distinct k1 from cells) as g
      cross join generate_series(1, $8::int) as s (slot)
    ) as a (slot, k1, r1)
    group by 1, 2
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as charge,
      coalesce(c.r1, 0) as buyers
    from filled as c
  ),
  range_total_cells as (
    select
      a.slot,
      a.k1,
      sum(a.r1) as r1
    from (
      select d.sample, d.k1, count(d.entity)
      from (
        select ($9::int[])[s.cell] as sample, s.k1, s.entity
        from purchase_reduced as s
        group by 1, 2, 3
      ) as d
      group by 1, 2
    ) as a (slot, k1, r1)
    group by 1, 2
  ),
  range_total as (
    select
      a.slot,
      a.k1,
      sum(a.r1) as r1,
      sum(a.has_rows) as has_rows
    from (
      select distinct 1, c.k1, null::numeric, 1 from filled as c
      union all
      select f.*, null from range_total_cells as f
    ) as a (slot, k1, r1, has_rows)
    group by 1, 2
  ),
  range_total_answer as (
    select
      c.slot as __slot,
      c.k1 as charge,
      c.has_rows as __has_rows,
      coalesce(c.r1, 0) as buyers
    from range_total as c
  ),
  overall as (
    select a.* from range_total_answer as a where a.__has_rows is not null
  )
select r.*
from (
  (
    select 0 as __part, row_number() over (order by a.__slot, a.charge asc nulls last) as __nth, a.__slot, a.charge, a.buyers, null::bigint
    from answer as a
    order by 2
    limit $10::int
  )
  union all
  (
    select 1, row_number() over (order by a.charge asc nulls last, a.__slot), a.__slot, a.charge, a.buyers, null::bigint
    from overall as a
    order by 2
  )
) as r
order by r.__part, r.__nth;
-- $1 = ["2026-02-28T23:00:00.000Z","2026-03-31T22:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = ["20","50","100"]
-- $3 = Europe/Berlin
-- $4 = cart
-- $5 = true
-- $6 = 2026-02-28T23:00:00.000Z
-- $7 = 2026-04-09T07:30:00.000001Z
-- $8 = 2
-- $9 = [1,1]
-- $10 = 10001
