-- metrics
with
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $1::timestamptz[]) as cell,
      t.customer_no as k1,
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
    group by 1, 2
  ),
  cells as (
    select
      a.slot,
      a.k1,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r2_contributed) as r2_contributed
    from (
      select s.cell, s.k1, sum(s.v1), sum(s.v2), count(s.v2)
      from purchase_reduced as s
      group by 1, 2
    ) as a (slot, k1, r1, r2, r2_contributed)
    group by 1, 2
    having sum(a.r1) > 0 or sum(a.r2_contributed) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as customer_no,
      coalesce(c.r1, 0) as orders,
      coalesce(c.r2, 0) as takings
    from cells as c
  ),
  kept as (
    select a.* from answer as a where (a.orders > $7::numeric or a.orders = $7::numeric)
  )
select a.*
from kept as a
order by a.takings desc nulls last, a.__slot, a.customer_no asc nulls last
limit $8::int;
-- $1 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = Europe/Berlin
-- $3 = cart
-- $4 = true
-- $5 = 2026-02-28T23:00:00.000Z
-- $6 = 2026-04-09T07:30:00.000001Z
-- $7 = 2
-- $8 = 10001

-- orders
with
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $1::timestamptz[]) as cell,
      t.tenant as k1,
      t.order_no as k2,
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
    group by 1, 2, 3
  ),
  purchase_line_reduced as (
    select
      width_bucket((t.booked_at at time zone $2::text), $1::timestamptz[]) as cell,
      t.tenant as k1,
      t.order_no as k2,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1
    from sales.line as t
    where t.booked_at >= $7::date
    and t.booked_at <= $8::date
    and (t.booked_at at time zone $2::text) >= $5::timestamptz
    and (t.booked_at at time zone $2::text) < $6::timestamptz
    group by 1, 2, 3
  ),
  basket_reduced as (
    select
      width_bucket((t.booked_at at time zone $2::text), $1::timestamptz[]) as cell,
      t.tenant as k1,
      t.order_no as k2,
      sum(t.pieces) as v1,
      count(t.pieces) as v2
    from sales.basket as t
    where t.booked_at >= $7::date
    and t.booked_at <= $8::date
    and (t.booked_at at time zone $2::text) >= $5::timestamptz
    and (t.booked_at at time zone $2::text) < $6::timestamptz
    group by 1, 2, 3
  ),
  cells as (
    select
      a.slot,
      a.k1,
      a.k2,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r2_contributed) as r2_contributed,
      sum(a.r3) as r3,
      sum(a.r3_contributed) as r3_contributed,
      sum(a.r4) as r4,
      sum(a.r4_contributed) as r4_contributed
    from (
      select s.cell, s.k1, s.k2, sum(s.v1), sum(s.v2), count(s.v2), null::numeric, null::numeric, null::numeric, null::numeric
      from purchase_reduced as s
      group by 1, 2, 3
      union all
      select s.cell, s.k1, s.k2, null, null, null, sum(s.v1), count(s.v1), null, null
      from purchase_line_reduced as s
      group by 1, 2, 3
      union all
      select s.cell, s.k1, s.k2, null, null, null, null, null, round(sum(s.v1) * 1.000000000000000000000000000000 / nullif(sum(s.v2), 0), 12), sum(s.v2)
      from basket_reduced as s
      where s.v2 > 0
      group by 1, 2, 3
    ) as a (slot, k1, k2, r1, r2, r2_contributed, r3, r3_contributed, r4, r4_contributed)
    group by 1, 2, 3
    having sum(a.r1) > 0 or sum(a.r2_contributed) > 0 or sum(a.r3_contributed) > 0 or sum(a.r4_contributed) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as tenant,
      c.k2 as order_no,
      coalesce(c.r1, 0) as orders,
      coalesce(c.r2, 0) as takings,
      coalesce(c.r3, 0) as gross_sales,
      c.r4 as basket_pieces_avg
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.tenant collate "C" asc nulls last, a.order_no asc nulls last
limit $9::int;
-- $1 = ["2026-03-28T23:00:00.000Z","2026-03-30T22:00:00.000Z"]
-- $2 = Europe/Berlin
-- $3 = cart
-- $4 = true
-- $5 = 2026-03-28T23:00:00.000Z
-- $6 = 2026-03-30T22:00:00.000Z
-- $7 = 2026-03-26
-- $8 = 2026-04-01
-- $9 = 10001

-- meta
with
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $1::timestamptz[]) as cell,
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
    group by 1
  ),
  purchase_line_reduced as (
    select
      width_bucket((t.booked_at at time zone $2::text), $1::timestamptz[]) as cell,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1
    from sales.line as t
    where t.booked_at >= $7::date
    and t.booked_at <= $8::date
    and (t.booked_at at time zone $2::text) >= $5::timestamptz
    and (t.booked_at at time zone $2::text) < $6::timestamptz
    group by 1
  ),
  refund_reduced as (
    select
      width_bucket(least(t.refunded_on::timestamp at time zone $2::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end), $1::timestamptz[]) as cell,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1
    from sales.refund as t
    where t.refunded_on >= $7::date
    and t.refunded_on <= $8::date
    and least(t.refunded_on::timestamp at time zone $2::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end) >= $5::timestamptz
    and least(t.refunded_on::timestamp at time zone $2::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end) < $6::timestamptz
    and t.approved = $4::boolean
    group by 1
  ),
  on_hand_reduced as (
    select
      width_bucket(t.held_from, $9::timestamptz[]) + 1 as cell,
      case when t.held_until is null then $10::int else width_bucket(t.held_until, $9::timestamptz[]) end + 1 as until_cell,
      sum(t.pieces) as v1,
      count(t.pieces) as v2
    from warehouse.on_hand as t
    where t.held_from < $11::timestamptz
    and (t.held_until is null or t.held_until >= $11::timestamptz)
    group by 1, 2
  ),
  box_plan_reduced as (
    select
      width_bucket(least(t.begins_on::timestamp at time zone $2::text, case when ((t.begins_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.begins_on::timestamp then (t.begins_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end), $9::timestamptz[]) + 1 as cell,
      case when least(t.ends_on::timestamp at time zone $2::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end) is null then $10::int else width_bucket(least(t.ends_on::timestamp at time zone $2::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end), $9::timestamptz[]) end + 1 as until_cell,
      sum(case when t.weekly_price > '-Infinity'::numeric and t.weekly_price < 'Infinity'::numeric then t.weekly_price end) as v1,
      count(case when t.weekly_price > '-Infinity'::numeric and t.weekly_price < 'Infinity'::numeric then t.weekly_price end) as v2
    from (
      select p.plan_no, p.customer_no, p.kind, p.weekly_price,
  p.begins_on, least(p.ends_on, p.cancelled_on) as ends_on -- null is no end
from boxes.plan as p
where p.trial is not true

    ) as t
    where least(t.begins_on::timestamp at time zone $2::text, case when ((t.begins_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.begins_on::timestamp then (t.begins_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end) < $11::timestamptz
    and (least(t.ends_on::timestamp at time zone $2::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end) is null or least(t.ends_on::timestamp at time zone $2::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end) >= $11::timestamptz)
    group by 1, 2
  ),
  customer_reduced as (
    select
      width_bucket(least(t.joined_on::timestamp at time zone $2::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end), $1::timestamptz[]) as cell,
      count(*) as v1
    from (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as t
    where t.joined_on >= $7::date
    and t.joined_on <= $8::date
    and least(t.joined_on::timestamp at time zone $2::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end) >= $5::timestamptz
    and least(t.joined_on::timestamp at time zone $2::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end) < $6::timestamptz
    group by 1
  ),
  cells as (
    select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r2_contributed) as r2_contributed,
      sum(a.r3) as r3,
      sum(a.r3_contributed) as r3_contributed,
      sum(a.r4) as r4,
      sum(a.r4_contributed) as r4_contributed,
      sum(a.r5) as r5,
      sum(a.r5_contributed) as r5_contributed,
      sum(a.r6) as r6
    from (
      select s.cell, sum(s.v1), null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from purchase_reduced as s
      group by 1
      union all
      select s.cell, null, sum(s.v1), count(s.v1), null, null, null, null, null, null, null
      from purchase_line_reduced as s
      group by 1
      union all
      select s.cell, null, null, null, sum(s.v1), count(s.v1), null, null, null, null, null
      from refund_reduced as s
      group by 1
      union all
      select s.cell, null, null, null, null, null, null, null, null, null, sum(s.v1)
      from customer_reduced as s
      group by 1
      union all
      select n.sample, null, null, null, null, null, c.v1, c.v2, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $10::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1,
          sum(sum(d.v2)) over w as v2
        from on_hand_reduced as s
        cross join lateral (values
          (s.cell, s.v1, s.v2),
          (s.until_cell, -s.v1, -s.v2)
        ) as d (sample, v1, v2)
        where s.cell < s.until_cell and d.sample <= $10::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v2 <> 0
      union all
      select n.sample, null, null, null, null, null, null, null, c.v1, c.v2, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $10::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1,
          sum(sum(d.v2)) over w as v2
        from box_plan_reduced as s
        cross join lateral (values
          (s.cell, s.v1, s.v2),
          (s.until_cell, -s.v1, -s.v2)
        ) as d (sample, v1, v2)
        where s.cell < s.until_cell and d.sample <= $10::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v2 <> 0
      union all
      select s.slot, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from generate_series(1, $10::int) as s (slot)
    ) as a (slot, r1, r2, r2_contributed, r3, r3_contributed, r4, r4_contributed, r5, r5_contributed, r6)
    group by 1
  ),
  answer as (
    select
      c.slot as __slot,
      coalesce(c.r1, 0) as orders,
      coalesce(c.r2, 0) as gross_sales,
      coalesce(c.r3, 0) as refunded,
      coalesce(c.r4, 0) as stock_at_close,
      coalesce(c.r5, 0) as box_income,
      coalesce(c.r6, 0) as joined
    from cells as c
  )
select a.*
from answer as a
order by a.__slot
limit $12::int;
-- $1 = ["2026-01-31T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = Europe/Berlin
-- $3 = cart
-- $4 = true
-- $5 = 2026-01-31T23:00:00.000Z
-- $6 = 2026-04-09T07:30:00.000001Z
-- $7 = 2026-01-29
-- $8 = 2026-04-11
-- $9 = ["2026-04-09T07:30:00.000Z"]
-- $10 = 1
-- $11 = 2026-04-09T07:30:00.000Z
-- $12 = 10001
