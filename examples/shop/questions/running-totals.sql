-- metrics
with
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $1::timestamptz[]) as cell,
      t.customer_no as entity,
      count(*) as v1,
      sum(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) as v2,
      count(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) as v3
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
      sum(a.r1_contributed) as r1_contributed,
      sum(a.r2) as r2,
      sum(a.r2_contributed) as r2_contributed,
      sum(a.r3) as r3,
      sum(a.r3_contributed) as r3_contributed,
      sum(a.r4) as r4,
      sum(a.r5) as r5,
      sum(a.r6) as r6,
      sum(a.r7) as r7
    from (
      select n.sample, c.v2, c.v3, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $7::int + 1) over w as next,
          sum(sum(d.v2)) over w as v2,
          sum(sum(d.v3)) over w as v3
        from purchase_reduced as s
        cross join lateral (values
          (($8::int[])[s.cell], s.v2, s.v3),
          (($9::int[])[s.cell], -s.v2, -s.v3)
        ) as d (sample, v2, v3)
        where ($8::int[])[s.cell] < ($9::int[])[s.cell] and d.sample <= $7::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select n.sample, null, null, c.v2, c.v3, null, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $7::int + 1) over w as next,
          sum(sum(d.v2)) over w as v2,
          sum(sum(d.v3)) over w as v3
        from purchase_reduced as s
        cross join lateral (values
          (($8::int[])[s.cell], s.v2, s.v3),
          (($10::int[])[s.cell], -s.v2, -s.v3)
        ) as d (sample, v2, v3)
        where ($8::int[])[s.cell] < ($10::int[])[s.cell] and d.sample <= $7::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select n.sample, null, null, null, null, c.v2, c.v3, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $7::int + 1) over w as next,
          sum(sum(d.v2)) over w as v2,
          sum(sum(d.v3)) over w as v3
        from purchase_reduced as s
        cross join lateral (values
          (($8::int[])[s.cell], s.v2, s.v3),
          (($11::int[])[s.cell], -s.v2, -s.v3)
        ) as d (sample, v2, v3)
        where ($8::int[])[s.cell] < ($11::int[])[s.cell] and d.sample <= $7::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select n.sample, null, null, null, null, null, null, c.v1, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $7::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from purchase_reduced as s
        cross join lateral (values
          (($8::int[])[s.cell], s.v1),
          (($12::int[])[s.cell], -s.v1)
        ) as d (sample, v1)
        where ($8::int[])[s.cell] < ($12::int[])[s.cell] and d.sample <= $7::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select n.sample, null, null, null, null, null, null, null, c.v1, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $7::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from purchase_reduced as s
        cross join lateral (values
          (($8::int[])[s.cell], s.v1),
          (($13::int[])[s.cell], -s.v1)
        ) as d (sample, v1)
        where ($8::int[])[s.cell] < ($13::int[])[s.cell] and d.sample <= $7::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select n.sample, null, null, null, null, null, null, null, null, c.v1, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $7::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from (
          select a.start, a.stop, count(*) as v1
          from (
            select ($8::int[])[s.cell] as start, least(($14::int[])[s.cell], lead(($8::int[])[s.cell]) over (partition by s.entity order by s.cell)) as stop
            from purchase_reduced as s
            where s.entity is not null and ($8::int[])[s.cell] < ($14::int[])[s.cell]
          ) as a
          group by 1, 2
        ) as s
        cross join lateral (values
          (s.start, s.v1),
          (s.stop, -s.v1)
        ) as d (sample, v1)
        where s.start < s.stop and d.sample <= $7::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select n.sample, null, null, null, null, null, null, null, null, null, c.v1
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $7::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from (
          select a.start, a.stop, count(*) as v1
          from (
            select ($8::int[])[s.cell] as start, least(($15::int[])[s.cell], lead(($8::int[])[s.cell]) over (partition by s.entity order by s.cell)) as stop
            from purchase_reduced as s
            where s.entity is not null and ($8::int[])[s.cell] < ($15::int[])[s.cell]
          ) as a
          group by 1, 2
        ) as s
        cross join lateral (values
          (s.start, s.v1),
          (s.stop, -s.v1)
        ) as d (sample, v1)
        where s.start < s.stop and d.sample <= $7::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select s.slot, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from generate_series(1, $7::int) as s (slot)
    ) as a (slot, r1, r1_contributed, r2, r2_contributed, r3, r3_contributed, r4, r5, r6, r7)
    group by 1
  ),
  totals as (
    select
      1 as slot,
      sum(a.r1) as r1,
      sum(a.r1_contributed) as r1_contributed,
      sum(a.r2) as r2,
      sum(a.r2_contributed) as r2_contributed,
      sum(a.r3) as r3,
      sum(a.r3_contributed) as r3_contributed,
      sum(a.r4) as r4,
      sum(a.r5) as r5,
      sum(a.r6) as r6,
      sum(a.r7) as r7
    from (
      select n.sample, c.v2, c.v3, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $16::int + 1) over w as next,
          sum(sum(d.v2)) over w as v2,
          sum(sum(d.v3)) over w as v3
        from purchase_reduced as s
        cross join lateral (values
          (($17::int[])[s.cell], s.v2, s.v3),
          (($18::int[])[s.cell], -s.v2, -s.v3)
        ) as d (sample, v2, v3)
        where ($17::int[])[s.cell] < ($18::int[])[s.cell] and d.sample <= $16::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select n.sample, null, null, c.v2, c.v3, null, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $16::int + 1) over w as next,
          sum(sum(d.v2)) over w as v2,
          sum(sum(d.v3)) over w as v3
        from purchase_reduced as s
        cross join lateral (values
          (($17::int[])[s.cell], s.v2, s.v3),
          (($19::int[])[s.cell], -s.v2, -s.v3)
        ) as d (sample, v2, v3)
        where ($17::int[])[s.cell] < ($19::int[])[s.cell] and d.sample <= $16::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select n.sample, null, null, null, null, c.v2, c.v3, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $16::int + 1) over w as next,
          sum(sum(d.v2)) over w as v2,
          sum(sum(d.v3)) over w as v3
        from purchase_reduced as s
        cross join lateral (values
          (($17::int[])[s.cell], s.v2, s.v3),
          (($19::int[])[s.cell], -s.v2, -s.v3)
        ) as d (sample, v2, v3)
        where ($17::int[])[s.cell] < ($19::int[])[s.cell] and d.sample <= $16::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select n.sample, null, null, null, null, null, null, c.v1, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $16::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from purchase_reduced as s
        cross join lateral (values
          (($17::int[])[s.cell], s.v1),
          (($20::int[])[s.cell], -s.v1)
        ) as d (sample, v1)
        where ($17::int[])[s.cell] < ($20::int[])[s.cell] and d.sample <= $16::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select n.sample, null, null, null, null, null, null, null, c.v1, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $16::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from purchase_reduced as s
        cross join lateral (values
          (($17::int[])[s.cell], s.v1),
          (($21::int[])[s.cell], -s.v1)
        ) as d (sample, v1)
        where ($17::int[])[s.cell] < ($21::int[])[s.cell] and d.sample <= $16::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select n.sample, null, null, null, null, null, null, null, null, c.v1, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $16::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from (
          select a.start, a.stop, count(*) as v1
          from (
            select ($17::int[])[s.cell] as start, least(($22::int[])[s.cell], lead(($17::int[])[s.cell]) over (partition by s.entity order by s.cell)) as stop
            from purchase_reduced as s
            where s.entity is not null and ($17::int[])[s.cell] < ($22::int[])[s.cell]
          ) as a
          group by 1, 2
        ) as s
        cross join lateral (values
          (s.start, s.v1),
          (s.stop, -s.v1)
        ) as d (sample, v1)
        where s.start < s.stop and d.sample <= $16::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select n.sample, null, null, null, null, null, null, null, null, null, c.v1
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $16::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from (
          select a.start, a.stop, count(*) as v1
          from (
            select ($17::int[])[s.cell] as start, least(($23::int[])[s.cell], lead(($17::int[])[s.cell]) over (partition by s.entity order by s.cell)) as stop
            from purchase_reduced as s
            where s.entity is not null and ($17::int[])[s.cell] < ($23::int[])[s.cell]
          ) as a
          group by 1, 2
        ) as s
        cross join lateral (values
          (s.start, s.v1),
          (s.stop, -s.v1)
        ) as d (sample, v1)
        where s.start < s.stop and d.sample <= $16::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
    ) as a (slot, r1, r1_contributed, r2, r2_contributed, r3, r3_contributed, r4, r5, r6, r7)
  ),
  answer as (
    select
      c.slot as __slot,
      case when ($24::int[])[c.slot] > 0 then coalesce(c.r1, 0) end as takings_7d,
      case when ($24::int[])[c.slot] > 0 then coalesce(c.r2, 0) end as takings_month_to_date,
      case when ($24::int[])[c.slot] > 0 then coalesce(c.r3, 0) end as takings_quarter_to_date,
      case when ($24::int[])[c.slot] > 0 then coalesce(c.r4, 0) end as orders_28d,
      case when ($24::int[])[c.slot] > 0 then coalesce(c.r5, 0) end as orders_year_to_date,
      case when ($24::int[])[c.slot] > 0 then coalesce(c.r6, 0) end as buyers_30d,
      case when ($24::int[])[c.slot] > 0 then coalesce(c.r7, 0) end as buyers_ever
    from cells as c
  )
select r.*
from (
  (
    select 0 as __part, row_number() over (order by a.__slot) as __nth, a.__slot, a.takings_7d, a.takings_month_to_date, a.takings_quarter_to_date, a.orders_28d, a.orders_year_to_date, a.buyers_30d, a.buyers_ever, null::bigint
    from answer as a
    order by 2
    limit $25::int
  )
  union all
  (
    select 1, 0, 1, a.takings_7d, a.takings_month_to_date, a.takings_quarter_to_date, a.orders_28d, a.orders_year_to_date, a.buyers_30d, a.buyers_ever, null::bigint
    from (
      select
        c.slot as __slot,
        coalesce(c.r1, 0) as takings_7d,
        coalesce(c.r2, 0) as takings_month_to_date,
        coalesce(c.r3, 0) as takings_quarter_to_date,
        coalesce(c.r4, 0) as orders_28d,
        coalesce(c.r5, 0) as orders_year_to_date,
        coalesce(c.r6, 0) as buyers_30d,
        coalesce(c.r7, 0) as buyers_ever
      from totals as c
    ) as a
  )
) as r
order by r.__part, r.__nth;
-- $1 = ["0001-01-01T00:00:00.000Z","2025-12-31T23:00:00.000Z","2026-02-28T23:00:00.000Z","2026-03-01T23:00:00.000Z","2026-03-02T23:00:00.000Z","2026-03-03T23:00:00.000Z","2026-03-04T23:00:00.000Z","2026-03-05T23:00:00.000Z","2026-03-06T23:00:00.000Z","2026-03-07T23:00:00.000Z","2026-03-08T23:00:00.000Z","2026-03-09T23:00:00.000Z","2026-03-10T23:00:00.000Z","2026-03-11T23:00:00.000Z","2026-03-12T23:00:00.000Z","2026-03-23T23:00:00.000Z","2026-03-24T23:00:00.000Z","2026-03-25T23:00:00.000Z","2026-03-26T23:00:00.000Z","2026-03-27T23:00:00.000Z","2026-03-28T23:00:00.000Z","2026-03-29T22:00:00.000Z","2026-03-30T22:00:00.000Z","2026-03-31T22:00:00.000Z","2026-04-01T22:00:00.000Z","2026-04-02T22:00:00.000Z","2026-04-03T22:00:00.000Z","2026-04-04T22:00:00.000Z","2026-04-05T22:00:00.000Z","2026-04-06T22:00:00.000Z","2026-04-07T22:00:00.000Z","2026-04-08T22:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = Europe/Berlin
-- $3 = cart
-- $4 = true
-- $5 = 0001-01-01T00:00:00.000Z
-- $6 = 2026-04-09T07:30:00.000001Z
-- $7 = 11
-- $8 = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2,3,4,5,6,7,8,9,10,11]
-- $9 = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2,3,4,5,6,7,8,9,10,11,12,12,12,12,12,12,12]
-- $10 = [1,1,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,12,12,12,12,12,12,12,12,12]
-- $11 = [1,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,12,12,12,12,12,12,12,12,12]
-- $12 = [1,1,1,1,2,3,4,5,6,7,8,9,10,11,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12]
-- $13 = [1,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12]
-- $14 = [1,1,2,3,4,5,6,7,8,9,10,11,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12]
-- $15 = [12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12]
-- $16 = 1
-- $17 = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]
-- $18 = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2,2,2,2,2,2,2]
-- $19 = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2,2,2,2,2,2,2,2,2]
-- $20 = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2]
-- $21 = [1,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2]
-- $22 = [1,1,1,1,1,1,1,1,1,1,1,1,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2]
-- $23 = [2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2]
-- $24 = [1,1,1,1,1,1,1,1,1,1,1,0]
-- $25 = 10001

-- weeks
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
      sum(a.r4) as r4
    from (
      select ($7::int[])[s.cell], sum(s.v1), null::numeric, null::numeric, count(s.entity) filter (where s.cell between $8::int and $9::int)
      from purchase_reduced as s
      where s.cell between $8::int and $10::int
      group by 1
      union all
      select ($11::int[])[s.cell], null, sum(s.v1), null, null
      from purchase_reduced as s
      where s.cell between $12::int and $13::int
      group by 1
      union all
      select d.sample, null, null, count(d.entity), null
      from (
        select ($7::int[])[s.cell] as sample, s.entity
        from purchase_reduced as s
        where s.cell between $8::int and $10::int
        group by 1, 2
      ) as d
      group by 1
      union all
      select s.slot, null::numeric, null::numeric, null::numeric, null::numeric
      from generate_series(1, $14::int) as s (slot)
    ) as a (slot, r1, r2, r3, r4)
    group by 1
  ),
  answer as (
    select
      c.slot as __slot,
      coalesce(c.r1, 0) as orders,
      coalesce(c.r2, 0) as orders_week_before,
      coalesce(c.r3, 0) as buyers,
      round(coalesce(c.r4, 0) * 1.000000000000000000000000000000 / nullif(($15::int[])[c.slot], 0), 12) as buyers_daily
    from cells as c
  )
select a.*
from answer as a
order by a.__slot
limit $16::int;
-- $1 = ["2026-03-01T23:00:00.000Z","2026-03-08T23:00:00.000Z","2026-03-09T23:00:00.000Z","2026-03-10T23:00:00.000Z","2026-03-11T23:00:00.000Z","2026-03-12T23:00:00.000Z","2026-03-13T23:00:00.000Z","2026-03-14T23:00:00.000Z","2026-03-15T23:00:00.000Z","2026-03-16T23:00:00.000Z","2026-03-17T23:00:00.000Z","2026-03-18T23:00:00.000Z","2026-03-19T23:00:00.000Z","2026-03-20T23:00:00.000Z","2026-03-21T23:00:00.000Z","2026-03-22T23:00:00.000Z","2026-03-23T23:00:00.000Z","2026-03-24T23:00:00.000Z","2026-03-25T23:00:00.000Z","2026-03-26T23:00:00.000Z","2026-03-27T23:00:00.000Z","2026-03-28T23:00:00.000Z","2026-03-29T22:00:00.000Z","2026-03-30T22:00:00.000Z","2026-03-31T22:00:00.000Z","2026-04-01T22:00:00.000Z","2026-04-02T22:00:00.000Z","2026-04-03T22:00:00.000Z","2026-04-04T22:00:00.000Z","2026-04-05T22:00:00.000Z","2026-04-06T22:00:00.000Z","2026-04-07T22:00:00.000Z","2026-04-08T22:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = Europe/Berlin
-- $3 = cart
-- $4 = true
-- $5 = 2026-03-01T23:00:00.000Z
-- $6 = 2026-04-09T07:30:00.000001Z
-- $7 = [0,1,1,1,1,1,1,1,2,2,2,2,2,2,2,3,3,3,3,3,3,3,4,4,4,4,4,4,4,5,5,5,5]
-- $8 = 2
-- $9 = 32
-- $10 = 33
-- $11 = [1,2,2,2,2,2,2,2,3,3,3,3,3,3,3,4,4,4,4,4,4,4,5,5,5,5,5,5,5,0,0,0,0]
-- $12 = 1
-- $13 = 29
-- $14 = 5
-- $15 = [7,7,7,7,3]
-- $16 = 10001
