-- by_month
with
  basket_reduced as (
    select
      width_bucket((t.booked_at at time zone $1::text), $2::timestamptz[]) as cell,
      t.worth as entity,
      count(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v2,
      max(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v3,
      min(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v4,
      sum(t.pieces) as v5,
      count(t.pieces) as v6
    from sales.basket as t
    where t.booked_at >= $3::date
    and t.booked_at <= $4::date
    and (t.booked_at at time zone $1::text) >= $5::timestamptz
    and (t.booked_at at time zone $1::text) < $6::timestamptz
    group by 1, 2
  ),
  basket_reduced_2 as (
    select
      width_bucket((t.booked_at at time zone $1::text), $2::timestamptz[]) as cell,
      t.pieces as entity,
      count(t.pieces) as v1
    from sales.basket as t
    where t.booked_at >= $3::date
    and t.booked_at <= $4::date
    and (t.booked_at at time zone $1::text) >= $5::timestamptz
    and (t.booked_at at time zone $1::text) < $6::timestamptz
    group by 1, 2
  ),
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $7::timestamptz[]) as cell,
      t.customer_no as entity,
      sum(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) as v1,
      count(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) as v2
    from (
      select s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
      from (
        select s.tenant as tenant, s.order_no as order_no, s.customer_no as customer_no, s.channel as channel, s.pay_method::text as method, s.charged as charged, s.rehearsal as rehearsal, (s.placed_at at time zone $1::text) as bought_at
        from (
          select s.tenant, s.order_no, s.customer_no, s.channel, s.order_state, s.pay_method, s.charged, s.rehearsal, s.placed_at, s.shipped_on
          from sales.web_order as s
          where s.order_state::text is distinct from $8::text
        ) as s
        union all
        select s.tenant as tenant, s.receipt_no as order_no, s.customer_no as customer_no, s.channel as channel, s.paid_by as method, s.charged as charged, s.rehearsal as rehearsal, s.rung_at as bought_at
        from (
          select s.tenant, s.receipt_no, s.customer_no, s.channel, s.paid_by, s.charged, s.rehearsal, s.voided, s.rung_at
          from sales.till_receipt as s
          where s.voided is distinct from $9::boolean
        ) as s
      ) as s
      where s.rehearsal is distinct from $9::boolean
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
      sum(a.r4_contributed) as r4_contributed,
      sum(a.r5) as r5,
      sum(a.r5_contributed) as r5_contributed,
      sum(a.r6) as r6,
      sum(a.r6_contributed) as r6_contributed,
      sum(a.r7) as r7,
      sum(a.r7_contributed) as r7_contributed,
      sum(a.r8) as r8,
      sum(a.r8_contributed) as r8_contributed,
      sum(a.r9) as r9,
      sum(a.r9_contributed) as r9_contributed,
      sum(a.r10) as r10,
      sum(a.r10_contributed) as r10_contributed,
      sum(a.r11) as r11,
      sum(a.r11_contributed) as r11_contributed,
      sum(a.r12) as r12,
      sum(a.r12_contributed) as r12_contributed
    from (
      select p.slot, p.value, p.n, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from (
        select v.slot, v.n, round(min(v.x) filter (where v.upto > floor(((v.n - 1) * $10::numeric))) + (((v.n - 1) * $10::numeric) - floor(((v.n - 1) * $10::numeric))) * (min(v.x) filter (where v.upto > ceil(((v.n - 1) * $10::numeric))) - min(v.x) filter (where v.upto > floor(((v.n - 1) * $10::numeric)))), 12) as value
        from (
          select
            s.slot,
            s.x,
            sum(s.n) over (partition by s.slot order by s.x) as upto,
            sum(s.n) over (partition by s.slot) as n
          from (
            select s.cell as slot, s.entity::numeric as x, s.v1 as n
            from basket_reduced as s
            where s.v1 > 0
          ) as s
        ) as v
        group by 1, 2
      ) as p
      union all
      select p.slot, null, null, p.value, p.n, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
      from (
        select v.slot, v.n, round(min(v.x) filter (where v.upto > floor(((v.n - 1) * $11::numeric))) + (((v.n - 1) * $11::numeric) - floor(((v.n - 1) * $11::numeric))) * (min(v.x) filter (where v.upto > ceil(((v.n - 1) * $11::numeric))) - min(v.x) filter (where v.upto > floor(((v.n - 1) * $11::numeric)))), 12) as value
        from (
          select
            s.slot,
            s.x,
            sum(s.n) over (partition by s.slot order by s.x) as upto,
            sum(s.n) over (partition by s.slot) as n
          from (
            select s.cell as slot, s.entity::numeric as x, s.v1 as n
            from basket_reduced as s
            where s.v1 > 0
          ) as s
        ) as v
        group by 1, 2
      ) as p
      union all
      select s.cell, null, null, null, null, round(sum(s.v2) * 1.000000000000000000000000000000 / nullif(sum(s.v1), 0), 12), sum(s.v1), null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
      from basket_reduced as s
      where s.v1 > 0
      group by 1
      union all
      select s.cell, null, null, null, null, null, null, round(max(s.v3), 12), sum(s.v1), null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
      from basket_reduced as s
      where s.v1 > 0
      group by 1
      union all
      select s.cell, null, null, null, null, null, null, null, null, round(min(s.v4), 12), sum(s.v1), null, null, null, null, null, null, null, null, null, null, null, null, null, null
      from basket_reduced as s
      where s.v1 > 0
      group by 1
      union all
      select s.cell, null, null, null, null, null, null, null, null, null, null, round(sum(s.v5) * 1.000000000000000000000000000000 / nullif(sum(s.v6), 0), 12), sum(s.v6), null, null, null, null, null, null, null, null, null, null, null, null
      from basket_reduced as s
      where s.v6 > 0
      group by 1
      union all
      select p.slot, null, null, null, null, null, null, null, null, null, null, null, null, p.value, p.n, null, null, null, null, null, null, null, null, null, null
      from (
        select v.slot, v.n, round(min(v.x) filter (where v.upto >= v.n * $10::numeric), 12) as value
        from (
          select
            s.slot,
            s.x,
            sum(s.n) over (partition by s.slot order by s.x) as upto,
            sum(s.n) over (partition by s.slot) as n
          from (
            select s.cell as slot, s.entity::numeric as x, s.v1 as n
            from basket_reduced_2 as s
            where s.v1 > 0
          ) as s
        ) as v
        group by 1, 2
      ) as p
      union all
      select p.slot, null, null, null, null, null, null, null, null, null, null, null, null, null, null, p.value, p.n, null, null, null, null, null, null, null, null
      from (
        select v.slot, v.n, round(min(v.x) filter (where v.upto > floor(((v.n - 1) * $10::numeric))) + (((v.n - 1) * $10::numeric) - floor(((v.n - 1) * $10::numeric))) * (min(v.x) filter (where v.upto > ceil(((v.n - 1) * $10::numeric))) - min(v.x) filter (where v.upto > floor(((v.n - 1) * $10::numeric)))), 12) as value
        from (
          select
            s.slot,
            s.x,
            sum(s.n) over (partition by s.slot order by s.x) as upto,
            sum(s.n) over (partition by s.slot) as n
          from (
            select ($12::int[])[t.sample] as slot, t.x, 1 as n
            from (
              select ($13::int[])[s.cell] as sample, s.entity, sum(s.v1) as x
              from purchase_reduced as s
              where s.v2 > 0 and s.entity is not null
              group by 1, 2
            ) as t
          ) as s
        ) as v
        group by 1, 2
      ) as p
      union all
      select p.slot, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, p.value, p.n, null, null, null, null, null, null
      from (
        select v.slot, v.n, round(min(v.x) filter (where v.upto > floor(((v.n - 1) * $11::numeric))) + (((v.n - 1) * $11::numeric) - floor(((v.n - 1) * $11::numeric))) * (min(v.x) filter (where v.upto > ceil(((v.n - 1) * $11::numeric))) - min(v.x) filter (where v.upto > floor(((v.n - 1) * $11::numeric)))), 12) as value
        from (
          select
            s.slot,
            s.x,
            sum(s.n) over (partition by s.slot order by s.x) as upto,
            sum(s.n) over (partition by s.slot) as n
          from (
            select ($12::int[])[t.sample] as slot, t.x, 1 as n
            from (
              select ($13::int[])[s.cell] as sample, s.entity, sum(s.v1) as x
              from purchase_reduced as s
              where s.v2 > 0 and s.entity is not null
              group by 1, 2
            ) as t
          ) as s
        ) as v
        group by 1, 2
      ) as p
      union all
      select s.slot, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, round(sum(s.x) * 1.000000000000000000000000000000 / count(*), 12), count(*), null, null, null, null
      from (
        select ($13::int[])[t.sample] as slot, t.x, 1 as n
        from (
          select s.cell as sample, s.entity, s.v1 as x
          from purchase_reduced as s
          where s.v2 > 0 and s.entity is not null
        ) as t
      ) as s
      group by 1
      union all
      select s.slot, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, round(max(s.x), 12), count(*), null, null
      from (
        select ($13::int[])[t.sample] as slot, t.x, 1 as n
        from (
          select s.cell as sample, s.entity, s.v1 as x
          from purchase_reduced as s
          where s.v2 > 0 and s.entity is not null
        ) as t
      ) as s
      group by 1
      union all
      select s.slot, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, round(min(s.x), 12), count(*)
      from (
        select ($13::int[])[t.sample] as slot, t.x, 1 as n
        from (
          select s.cell as sample, s.entity, s.v1 as x
          from purchase_reduced as s
          where s.v2 > 0 and s.entity is not null
        ) as t
      ) as s
      group by 1
      union all
      select s.slot, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from generate_series(1, $14::int) as s (slot)
    ) as a (slot, r1, r1_contributed, r2, r2_contributed, r3, r3_contributed, r4, r4_contributed, r5, r5_contributed, r6, r6_contributed, r7, r7_contributed, r8, r8_contributed, r9, r9_contributed, r10, r10_contributed, r11, r11_contributed, r12, r12_contributed)
    group by 1
  ),
  answer as (
    select
      c.slot as __slot,
      c.r1 as basket_p50,
      c.r2 as basket_p90,
      c.r3 as basket_avg,
      c.r4 as basket_max,
      c.r5 as basket_min,
      c.r6 as basket_pieces_avg,
      c.r7 as basket_pieces_p50,
      c.r8 as spend_p50,
      c.r9 as spend_p90,
      c.r10 as spend_avg,
      c.r11 as spend_max,
      c.r12 as spend_min
    from cells as c
  )
select a.*
from answer as a
order by a.__slot
limit $15::int;
-- $1 = Europe/Berlin
-- $2 = ["2026-02-28T23:00:00.000Z","2026-03-31T22:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $3 = 2026-02-26
-- $4 = 2026-04-11
-- $5 = 2026-02-28T23:00:00.000Z
-- $6 = 2026-04-09T07:30:00.000001Z
-- $7 = ["2026-02-28T23:00:00.000Z","2026-03-01T23:00:00.000Z","2026-03-02T23:00:00.000Z","2026-03-03T23:00:00.000Z","2026-03-04T23:00:00.000Z","2026-03-05T23:00:00.000Z","2026-03-06T23:00:00.000Z","2026-03-07T23:00:00.000Z","2026-03-08T23:00:00.000Z","2026-03-09T23:00:00.000Z","2026-03-10T23:00:00.000Z","2026-03-11T23:00:00.000Z","2026-03-12T23:00:00.000Z","2026-03-13T23:00:00.000Z","2026-03-14T23:00:00.000Z","2026-03-15T23:00:00.000Z","2026-03-16T23:00:00.000Z","2026-03-17T23:00:00.000Z","2026-03-18T23:00:00.000Z","2026-03-19T23:00:00.000Z","2026-03-20T23:00:00.000Z","2026-03-21T23:00:00.000Z","2026-03-22T23:00:00.000Z","2026-03-23T23:00:00.000Z","2026-03-24T23:00:00.000Z","2026-03-25T23:00:00.000Z","2026-03-26T23:00:00.000Z","2026-03-27T23:00:00.000Z","2026-03-28T23:00:00.000Z","2026-03-29T22:00:00.000Z","2026-03-30T22:00:00.000Z","2026-03-31T22:00:00.000Z","2026-04-01T22:00:00.000Z","2026-04-02T22:00:00.000Z","2026-04-03T22:00:00.000Z","2026-04-04T22:00:00.000Z","2026-04-05T22:00:00.000Z","2026-04-06T22:00:00.000Z","2026-04-07T22:00:00.000Z","2026-04-08T22:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $8 = cart
-- $9 = true
-- $10 = 0.5
-- $11 = 0.9
-- $12 = [1,2]
-- $13 = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2,2,2,2,2,2,2,2,2]
-- $14 = 2
-- $15 = 10001

-- by_channel
with
  basket_reduced as (
    select
      width_bucket((t.booked_at at time zone $1::text), $2::timestamptz[]) as cell,
      t.worth as entity,
      p1.channel as k1,
      count(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1,
      sum(t.pieces) as v2,
      count(t.pieces) as v3
    from sales.basket as t
    left join (
      select s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
      from (
        select s.tenant as tenant, s.order_no as order_no, s.customer_no as customer_no, s.channel as channel, s.pay_method::text as method, s.charged as charged, s.rehearsal as rehearsal, (s.placed_at at time zone $1::text) as bought_at
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
    ) as p1 on p1.tenant = t.tenant and p1.order_no = t.order_no
    where t.booked_at >= $5::date
    and t.booked_at <= $6::date
    and (t.booked_at at time zone $1::text) >= $7::timestamptz
    and (t.booked_at at time zone $1::text) < $8::timestamptz
    group by 1, 2, 3
  ),
  basket_reduced_2 as (
    select
      width_bucket((t.booked_at at time zone $1::text), $2::timestamptz[]) as cell,
      t.pieces as entity,
      p1.channel as k1,
      count(t.pieces) as v1
    from sales.basket as t
    left join (
      select s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
      from (
        select s.tenant as tenant, s.order_no as order_no, s.customer_no as customer_no, s.channel as channel, s.pay_method::text as method, s.charged as charged, s.rehearsal as rehearsal, (s.placed_at at time zone $1::text) as bought_at
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
    ) as p1 on p1.tenant = t.tenant and p1.order_no = t.order_no
    where t.booked_at >= $5::date
    and t.booked_at <= $6::date
    and (t.booked_at at time zone $1::text) >= $7::timestamptz
    and (t.booked_at at time zone $1::text) < $8::timestamptz
    group by 1, 2, 3
  ),
  cells as (
    select
      a.slot,
      a.k1,
      sum(a.r1) as r1,
      sum(a.r1_contributed) as r1_contributed,
      sum(a.r2) as r2,
      sum(a.r2_contributed) as r2_contributed,
      sum(a.r3) as r3,
      sum(a.r3_contributed) as r3_contributed,
      sum(a.r4) as r4,
      sum(a.r4_contributed) as r4_contributed
    from (
      select p.slot, p.k1, p.value, p.n, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from (
        select v.slot, v.k1, v.n, round(min(v.x) filter (where v.upto > floor(((v.n - 1) * $9::numeric))) + (((v.n - 1) * $9::numeric) - floor(((v.n - 1) * $9::numeric))) * (min(v.x) filter (where v.upto > ceil(((v.n - 1) * $9::numeric))) - min(v.x) filter (where v.upto > floor(((v.n - 1) * $9::numeric)))), 12) as value
        from (
          select
            s.slot,
            s.k1,
            s.x,
            sum(s.n) over (partition by s.slot, s.k1 order by s.x) as upto,
            sum(s.n) over (partition by s.slot, s.k1) as n
          from (
            select s.cell as slot, s.k1, s.entity::numeric as x, s.v1 as n
            from basket_reduced as s
            where s.v1 > 0
          ) as s
        ) as v
        group by 1, 2, 3
      ) as p
      union all
      select p.slot, p.k1, null, null, p.value, p.n, null, null, null, null
      from (
        select v.slot, v.k1, v.n, round(min(v.x) filter (where v.upto > floor(((v.n - 1) * $10::numeric))) + (((v.n - 1) * $10::numeric) - floor(((v.n - 1) * $10::numeric))) * (min(v.x) filter (where v.upto > ceil(((v.n - 1) * $10::numeric))) - min(v.x) filter (where v.upto > floor(((v.n - 1) * $10::numeric)))), 12) as value
        from (
          select
            s.slot,
            s.k1,
            s.x,
            sum(s.n) over (partition by s.slot, s.k1 order by s.x) as upto,
            sum(s.n) over (partition by s.slot, s.k1) as n
          from (
            select s.cell as slot, s.k1, s.entity::numeric as x, s.v1 as n
            from basket_reduced as s
            where s.v1 > 0
          ) as s
        ) as v
        group by 1, 2, 3
      ) as p
      union all
      select s.cell, s.k1, null, null, null, null, round(sum(s.v2) * 1.000000000000000000000000000000 / nullif(sum(s.v3), 0), 12), sum(s.v3), null, null
      from basket_reduced as s
      where s.v3 > 0
      group by 1, 2
      union all
      select p.slot, p.k1, null, null, null, null, null, null, p.value, p.n
      from (
        select v.slot, v.k1, v.n, round(min(v.x) filter (where v.upto >= v.n * $9::numeric), 12) as value
        from (
          select
            s.slot,
            s.k1,
            s.x,
            sum(s.n) over (partition by s.slot, s.k1 order by s.x) as upto,
            sum(s.n) over (partition by s.slot, s.k1) as n
          from (
            select s.cell as slot, s.k1, s.entity::numeric as x, s.v1 as n
            from basket_reduced_2 as s
            where s.v1 > 0
          ) as s
        ) as v
        group by 1, 2, 3
      ) as p
    ) as a (slot, k1, r1, r1_contributed, r2, r2_contributed, r3, r3_contributed, r4, r4_contributed)
    group by 1, 2
    having sum(a.r1_contributed) > 0 or sum(a.r2_contributed) > 0 or sum(a.r3_contributed) > 0 or sum(a.r4_contributed) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as channel,
      c.r1 as basket_p50,
      c.r2 as basket_p90,
      c.r3 as basket_pieces_avg,
      c.r4 as basket_pieces_p50
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.channel collate "C" asc nulls last
limit $11::int;
-- $1 = Europe/Berlin
-- $2 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $3 = cart
-- $4 = true
-- $5 = 2026-02-26
-- $6 = 2026-04-11
-- $7 = 2026-02-28T23:00:00.000Z
-- $8 = 2026-04-09T07:30:00.000001Z
-- $9 = 0.5
-- $10 = 0.9
-- $11 = 10001

-- by_country
with
  purchase_reduced as (
    select
      t.cell,
      t.entity,
      p1.country_code as k1,
      t.v1,
      t.v2
    from (
      select
        width_bucket(t.bought_at, $1::timestamptz[]) as cell,
        t.customer_no as entity,
        sum(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) as v1,
        count(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) as v2
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
    ) as t
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p1 on p1.customer_no = t.entity
  ),
  basket_reduced as (
    select
      width_bucket((t.booked_at at time zone $2::text), $7::timestamptz[]) as cell,
      p2.country_code as k1,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1,
      count(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v2
    from sales.basket as t
    left join (
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
    ) as p1 on p1.tenant = t.tenant and p1.order_no = t.order_no
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p2 on p2.customer_no = p1.customer_no
    where t.booked_at >= $8::date
    and t.booked_at <= $9::date
    and (t.booked_at at time zone $2::text) >= $5::timestamptz
    and (t.booked_at at time zone $2::text) < $6::timestamptz
    group by 1, 2
  ),
  cells as (
    select
      a.slot,
      a.k1,
      sum(a.r1) as r1,
      sum(a.r1_contributed) as r1_contributed,
      sum(a.r2) as r2,
      sum(a.r2_contributed) as r2_contributed,
      sum(a.r3) as r3,
      sum(a.r3_contributed) as r3_contributed
    from (
      select s.cell, s.k1, round(sum(s.v1) * 1.000000000000000000000000000000 / nullif(sum(s.v2), 0), 12), sum(s.v2), null::numeric, null::numeric, null::numeric, null::numeric
      from basket_reduced as s
      where s.v2 > 0
      group by 1, 2
      union all
      select p.slot, p.k1, null, null, p.value, p.n, null, null
      from (
        select v.slot, v.k1, v.n, round(min(v.x) filter (where v.upto > floor(((v.n - 1) * $10::numeric))) + (((v.n - 1) * $10::numeric) - floor(((v.n - 1) * $10::numeric))) * (min(v.x) filter (where v.upto > ceil(((v.n - 1) * $10::numeric))) - min(v.x) filter (where v.upto > floor(((v.n - 1) * $10::numeric)))), 12) as value
        from (
          select
            s.slot,
            s.k1,
            s.x,
            sum(s.n) over (partition by s.slot, s.k1 order by s.x) as upto,
            sum(s.n) over (partition by s.slot, s.k1) as n
          from (
            select ($11::int[])[t.sample] as slot, t.k1, t.x, 1 as n
            from (
              select s.cell as sample, s.entity, s.k1, s.v1 as x
              from purchase_reduced as s
              where s.v2 > 0 and s.entity is not null
            ) as t
          ) as s
        ) as v
        group by 1, 2, 3
      ) as p
      union all
      select p.slot, p.k1, null, null, null, null, p.value, p.n
      from (
        select v.slot, v.k1, v.n, round(min(v.x) filter (where v.upto > floor(((v.n - 1) * $12::numeric))) + (((v.n - 1) * $12::numeric) - floor(((v.n - 1) * $12::numeric))) * (min(v.x) filter (where v.upto > ceil(((v.n - 1) * $12::numeric))) - min(v.x) filter (where v.upto > floor(((v.n - 1) * $12::numeric)))), 12) as value
        from (
          select
            s.slot,
            s.k1,
            s.x,
            sum(s.n) over (partition by s.slot, s.k1 order by s.x) as upto,
            sum(s.n) over (partition by s.slot, s.k1) as n
          from (
            select ($11::int[])[t.sample] as slot, t.k1, t.x, 1 as n
            from (
              select s.cell as sample, s.entity, s.k1, s.v1 as x
              from purchase_reduced as s
              where s.v2 > 0 and s.entity is not null
            ) as t
          ) as s
        ) as v
        group by 1, 2, 3
      ) as p
    ) as a (slot, k1, r1, r1_contributed, r2, r2_contributed, r3, r3_contributed)
    group by 1, 2
    having sum(a.r1_contributed) > 0 or sum(a.r2_contributed) > 0 or sum(a.r3_contributed) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as country,
      c.r1 as basket_avg,
      c.r2 as spend_p50,
      c.r3 as spend_p90
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.country collate "C" asc nulls last
limit $13::int;
-- $1 = ["2026-02-28T23:00:00.000Z","2026-03-31T22:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = Europe/Berlin
-- $3 = cart
-- $4 = true
-- $5 = 2026-02-28T23:00:00.000Z
-- $6 = 2026-04-09T07:30:00.000001Z
-- $7 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $8 = 2026-02-26
-- $9 = 2026-04-11
-- $10 = 0.5
-- $11 = [1,1]
-- $12 = 0.9
-- $13 = 10001
