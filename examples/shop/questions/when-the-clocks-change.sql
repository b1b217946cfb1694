-- hours
with
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $1::timestamptz[]) as cell,
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
  cells as (
    select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r2_contributed) as r2_contributed,
      sum(a.r3) as r3,
      sum(a.r3_contributed) as r3_contributed
    from (
      select s.cell, sum(s.v1), sum(s.v2), count(s.v2), null::numeric, null::numeric
      from purchase_reduced as s
      group by 1
      union all
      select s.cell, null, null, null, sum(s.v1), count(s.v1)
      from purchase_line_reduced as s
      group by 1
      union all
      select s.slot, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from generate_series(1, $9::int) as s (slot)
    ) as a (slot, r1, r2, r2_contributed, r3, r3_contributed)
    group by 1
  ),
  answer as (
    select
      c.slot as __slot,
      coalesce(c.r1, 0) as orders,
      coalesce(c.r2, 0) as takings,
      coalesce(c.r3, 0) as gross_sales
    from cells as c
  )
select a.*
from answer as a
order by a.__slot
limit $10::int;
-- $1 = ["2026-03-28T23:00:00.000Z","2026-03-29T00:00:00.000Z","2026-03-29T01:00:00.000Z","2026-03-29T02:00:00.000Z","2026-03-29T03:00:00.000Z"]
-- $2 = Europe/Berlin
-- $3 = cart
-- $4 = true
-- $5 = 2026-03-28T23:00:00.000Z
-- $6 = 2026-03-29T03:00:00.000Z
-- $7 = 2026-03-26
-- $8 = 2026-03-31
-- $9 = 4
-- $10 = 10001

-- days
with
  on_hand_reduced as (
    select
      width_bucket(t.held_from, $1::timestamptz[]) + 1 as cell,
      case when t.held_until is null then $2::int else width_bucket(t.held_until, $1::timestamptz[]) end + 1 as until_cell,
      t.sku as entity,
      sum(t.pieces) as v1,
      count(nullif(t.pieces, 0)) as v2,
      count(t.pieces) as v3
    from warehouse.on_hand as t
    where t.held_from < $3::timestamptz
    and (t.held_until is null or t.held_until > t.held_from)
    group by 1, 2, 3
  ),
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $4::timestamptz[]) as cell,
      count(*) as v1,
      sum(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) as v2,
      count(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) as v3
    from (
      select s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
      from (
        select s.tenant as tenant, s.order_no as order_no, s.customer_no as customer_no, s.channel as channel, s.pay_method::text as method, s.charged as charged, s.rehearsal as rehearsal, (s.placed_at at time zone $5::text) as bought_at
        from (
          select s.tenant, s.order_no, s.customer_no, s.channel, s.order_state, s.pay_method, s.charged, s.rehearsal, s.placed_at, s.shipped_on
          from sales.web_order as s
          where s.order_state::text is distinct from $6::text
        ) as s
        union all
        select s.tenant as tenant, s.receipt_no as order_no, s.customer_no as customer_no, s.channel as channel, s.paid_by as method, s.charged as charged, s.rehearsal as rehearsal, s.rung_at as bought_at
        from (
          select s.tenant, s.receipt_no, s.customer_no, s.channel, s.paid_by, s.charged, s.rehearsal, s.voided, s.rung_at
          from sales.till_receipt as s
          where s.voided is distinct from $7::boolean
        ) as s
      ) as s
      where s.rehearsal is distinct from $7::boolean
    ) as t
    where t.bought_at >= $8::timestamptz
    and t.bought_at < $3::timestamptz
    group by 1
  ),
  cells as (
    select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r3) as r3,
      sum(a.r3_contributed) as r3_contributed,
      sum(a.r4) as r4,
      sum(a.r4_contributed) as r4_contributed,
      sum(a.r5) as r5,
      sum(a.r5_contributed) as r5_contributed,
      sum(a.r6) as r6,
      sum(a.r6_contributed) as r6_contributed,
      sum(a.r7) as r7,
      sum(a.r8) as r8,
      sum(a.r9) as r9,
      sum(a.r9_contributed) as r9_contributed,
      sum(a.r10) as r10,
      sum(a.r10_contributed) as r10_contributed,
      sum(a.r11) as r11,
      sum(a.r11_contributed) as r11_contributed,
      sum(a.r12) as r12,
      sum(a.r12_contributed) as r12_contributed,
      sum(a.r13) as r13,
      sum(a.r13_contributed) as r13_contributed,
      sum(a.r14) as r14,
      sum(a.r14_contributed) as r14_contributed
    from (
      select ($9::int[])[s.cell], sum(s.v1) filter (where s.cell between $10::int and $11::int), sum(s.v1) filter (where s.cell between $12::int and $13::int), null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from purchase_reduced as s
      where ($9::int[])[s.cell] > 0
      group by 1
      union all
      select n.sample, null, null, c.v2, c.v3, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $14::int + 1) over w as next,
          sum(sum(d.v2)) over w as v2,
          sum(sum(d.v3)) over w as v3
        from purchase_reduced as s
        cross join lateral (values
          (($15::int[])[s.cell], s.v2, s.v3),
          (($16::int[])[s.cell], -s.v2, -s.v3)
        ) as d (sample, v2, v3)
        where ($15::int[])[s.cell] < ($16::int[])[s.cell] and d.sample <= $14::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select n.sample, null, null, null, null, c.v2, c.v3, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $14::int + 1) over w as next,
          sum(sum(d.v2)) over w as v2,
          sum(sum(d.v3)) over w as v3
        from purchase_reduced as s
        cross join lateral (values
          (($16::int[])[s.cell], s.v2, s.v3),
          (($17::int[])[s.cell], -s.v2, -s.v3)
        ) as d (sample, v2, v3)
        where ($16::int[])[s.cell] < ($17::int[])[s.cell] and d.sample <= $14::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select n.sample, null, null, null, null, null, null, c.v2, c.v3, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $14::int + 1) over w as next,
          sum(sum(d.v2)) over w as v2,
          sum(sum(d.v3)) over w as v3
        from purchase_reduced as s
        cross join lateral (values
          (($15::int[])[s.cell], s.v2, s.v3),
          (($18::int[])[s.cell], -s.v2, -s.v3)
        ) as d (sample, v2, v3)
        where ($15::int[])[s.cell] < ($18::int[])[s.cell] and d.sample <= $14::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select n.sample, null, null, null, null, null, null, null, null, c.v2, c.v3, null, null, null, null, null, null, null, null, null, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $14::int + 1) over w as next,
          sum(sum(d.v2)) over w as v2,
          sum(sum(d.v3)) over w as v3
        from purchase_reduced as s
        cross join lateral (values
          (($16::int[])[s.cell], s.v2, s.v3),
          (($18::int[])[s.cell], -s.v2, -s.v3)
        ) as d (sample, v2, v3)
        where ($16::int[])[s.cell] < ($18::int[])[s.cell] and d.sample <= $14::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select n.sample, null, null, null, null, null, null, null, null, null, null, c.v1, null, null, null, null, null, null, null, null, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $14::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from purchase_reduced as s
        cross join lateral (values
          (($15::int[])[s.cell], s.v1),
          (($19::int[])[s.cell], -s.v1)
        ) as d (sample, v1)
        where ($15::int[])[s.cell] < ($19::int[])[s.cell] and d.sample <= $14::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select n.sample, null, null, null, null, null, null, null, null, null, null, null, c.v1, null, null, null, null, null, null, null, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $14::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from purchase_reduced as s
        cross join lateral (values
          (($16::int[])[s.cell], s.v1),
          (($20::int[])[s.cell], -s.v1)
        ) as d (sample, v1)
        where ($16::int[])[s.cell] < ($20::int[])[s.cell] and d.sample <= $14::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select n.sample, null, null, null, null, null, null, null, null, null, null, null, null, c.v1, c.v3, null, null, null, null, null, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $14::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1,
          sum(sum(d.v3)) over w as v3
        from on_hand_reduced as s
        cross join lateral (values
          (($21::int[])[s.cell], s.v1, s.v3),
          (($21::int[])[s.until_cell], -s.v1, -s.v3)
        ) as d (sample, v1, v3)
        where ($21::int[])[s.cell] < ($21::int[])[s.until_cell] and d.sample <= $14::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select n.sample, null, null, null, null, null, null, null, null, null, null, null, null, null, null, c.v1, c.v3, null, null, null, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $14::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1,
          sum(sum(d.v3)) over w as v3
        from on_hand_reduced as s
        cross join lateral (values
          (($22::int[])[s.cell], s.v1, s.v3),
          (($22::int[])[s.until_cell], -s.v1, -s.v3)
        ) as d (sample, v1, v3)
        where ($22::int[])[s.cell] < ($22::int[])[s.until_cell] and d.sample <= $14::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select n.sample, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, c.v1, c.v3, null, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $14::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1,
          sum(sum(d.v3)) over w as v3
        from on_hand_reduced as s
        cross join lateral (values
          (($23::int[])[s.cell], s.v1, s.v3),
          (($23::int[])[s.until_cell], -s.v1, -s.v3)
        ) as d (sample, v1, v3)
        where ($23::int[])[s.cell] < ($23::int[])[s.until_cell] and d.sample <= $14::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select n.sample, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, c.v1, c.v3, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $14::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1,
          sum(sum(d.v3)) over w as v3
        from on_hand_reduced as s
        cross join lateral (values
          (($24::int[])[s.cell], s.v1, s.v3),
          (($24::int[])[s.until_cell], -s.v1, -s.v3)
        ) as d (sample, v1, v3)
        where ($24::int[])[s.cell] < ($24::int[])[s.until_cell] and d.sample <= $14::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select ($25::int[])[m.moment], null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, sum(m.close - m.open), count(*), null, null
      from (
        select
          a.*,
          coalesce(a.amount, 0) as close,
          coalesce(lag(a.amount) over (partition by a.entity order by a.moment), 0) as open
        from (
          select
            s.entity,
            d.moment as moment,
            sum(sum(d.amount)) over (partition by s.entity order by d.moment) as amount,
            min(min(d.there)) over (partition by s.entity) as first
          from on_hand_reduced as s
          cross join lateral (values
            (($26::int[])[s.cell], s.v1, case when s.v2 > 0 then ($26::int[])[s.cell] end),
            (($26::int[])[s.until_cell], -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $27::int and $28::int and m.open <> m.close
      group by 1
      union all
      select ($25::int[])[m.moment], null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, sum(m.close - m.open), count(*)
      from (
        select
          a.*,
          coalesce(a.amount, 0) as close,
          coalesce(lag(a.amount) over (partition by a.entity order by a.moment), 0) as open
        from (
          select
            s.entity,
            d.moment as moment,
            sum(sum(d.amount)) over (partition by s.entity order by d.moment) as amount,
            min(min(d.there)) over (partition by s.entity) as first
          from on_hand_reduced as s
          cross join lateral (values
            (($29::int[])[s.cell], s.v1, case when s.v2 > 0 then ($29::int[])[s.cell] end),
            (($29::int[])[s.until_cell], -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $27::int and $28::int and m.open <> m.close
      group by 1
      union all
      select s.slot, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from generate_series(1, $14::int) as s (slot)
    ) as a (slot, r1, r2, r3, r3_contributed, r4, r4_contributed, r5, r5_contributed, r6, r6_contributed, r7, r8, r9, r9_contributed, r10, r10_contributed, r11, r11_contributed, r12, r12_contributed, r13, r13_contributed, r14, r14_contributed)
    group by 1
  ),
  answer as (
    select
      a.*,
      round((a.orders - a.__previous_of_orders) * 1.000000000000000000000000000000 / abs(nullif(a.__previous_of_orders, 0)), 12) as __change_of_orders,
      a.orders - a.__previous_of_orders as __difference_of_orders,
      round((a.takings_7d - a.__previous_of_takings_7d) * 1.000000000000000000000000000000 / abs(nullif(a.__previous_of_takings_7d, 0)), 12) as __change_of_takings_7d,
      a.takings_7d - a.__previous_of_takings_7d as __difference_of_takings_7d,
      round((a.takings_month_to_date - a.__previous_of_takings_month_to_date) * 1.000000000000000000000000000000 / abs(nullif(a.__previous_of_takings_month_to_date, 0)), 12) as __change_of_takings_month_to_date,
      a.takings_month_to_date - a.__previous_of_takings_month_to_date as __difference_of_takings_month_to_date,
      round((a.orders_28d - a.__previous_of_orders_28d) * 1.000000000000000000000000000000 / abs(nullif(a.__previous_of_orders_28d, 0)), 12) as __change_of_orders_28d,
      a.orders_28d - a.__previous_of_orders_28d as __difference_of_orders_28d,
      round((a.stock_at_open - a.__previous_of_stock_at_open) * 1.000000000000000000000000000000 / abs(nullif(a.__previous_of_stock_at_open, 0)), 12) as __change_of_stock_at_open,
      a.stock_at_open - a.__previous_of_stock_at_open as __difference_of_stock_at_open,
      round((a.stock_at_close - a.__previous_of_stock_at_close) * 1.000000000000000000000000000000 / abs(nullif(a.__previous_of_stock_at_close, 0)), 12) as __change_of_stock_at_close,
      a.stock_at_close - a.__previous_of_stock_at_close as __difference_of_stock_at_close,
      round((a.stock_change - a.__previous_of_stock_change) * 1.000000000000000000000000000000 / abs(nullif(a.__previous_of_stock_change, 0)), 12) as __change_of_stock_change,
      a.stock_change - a.__previous_of_stock_change as __difference_of_stock_change,
      round((a.stock_net - a.__previous_of_stock_net) * 1.000000000000000000000000000000 / abs(nullif(a.__previous_of_stock_net, 0)), 12) as __change_of_stock_net,
      a.stock_net - a.__previous_of_stock_net as __difference_of_stock_net
    from (
      select
        c.slot as __slot,
        coalesce(c.r1, 0) as orders,
        coalesce(c.r2, 0) as __previous_of_orders,
        coalesce(c.r3, 0) as takings_7d,
        coalesce(c.r4, 0) as __previous_of_takings_7d,
        coalesce(c.r5, 0) as takings_month_to_date,
        coalesce(c.r6, 0) as __previous_of_takings_month_to_date,
        coalesce(c.r7, 0) as orders_28d,
        coalesce(c.r8, 0) as __previous_of_orders_28d,
        coalesce(c.r9, 0) as stock_at_open,
        coalesce(c.r10, 0) as __previous_of_stock_at_open,
        coalesce(c.r11, 0) as stock_at_close,
        coalesce(c.r12, 0) as __previous_of_stock_at_close,
        (coalesce(c.r11, 0) - coalesce(c.r9, 0)) as stock_change,
        ((coalesce(c.r11, 0) is not null and coalesce(c.r9, 0) is not null))::int as __contributed_of_stock_change,
        (coalesce(c.r12, 0) - coalesce(c.r10, 0)) as __previous_of_stock_change,
        coalesce(c.r13, 0) as stock_net,
        coalesce(c.r14, 0) as __previous_of_stock_net
      from cells as c
    ) as a
  )
select a.*
from answer as a
order by a.__slot
limit $30::int;
-- $1 = ["2026-03-20T23:00:00.000Z","2026-03-21T23:00:00.000Z","2026-03-22T23:00:00.000Z","2026-03-23T23:00:00.000Z","2026-03-27T23:00:00.000Z","2026-03-28T23:00:00.000Z","2026-03-29T22:00:00.000Z","2026-03-30T22:00:00.000Z"]
-- $2 = 8
-- $3 = 2026-03-30T22:00:00.000Z
-- $4 = ["2026-02-21T23:00:00.000Z","2026-02-22T23:00:00.000Z","2026-02-23T23:00:00.000Z","2026-02-28T23:00:00.000Z","2026-03-01T23:00:00.000Z","2026-03-02T23:00:00.000Z","2026-03-14T23:00:00.000Z","2026-03-15T23:00:00.000Z","2026-03-16T23:00:00.000Z","2026-03-20T23:00:00.000Z","2026-03-21T23:00:00.000Z","2026-03-22T23:00:00.000Z","2026-03-23T23:00:00.000Z","2026-03-27T23:00:00.000Z","2026-03-28T23:00:00.000Z","2026-03-29T22:00:00.000Z","2026-03-30T22:00:00.000Z"]
-- $5 = Europe/Berlin
-- $6 = cart
-- $7 = true
-- $8 = 2026-02-21T23:00:00.000Z
-- $9 = [0,0,0,0,0,0,0,0,0,1,2,3,0,1,2,3]
-- $10 = 14
-- $11 = 16
-- $12 = 10
-- $13 = 12
-- $14 = 3
-- $15 = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,2,3]
-- $16 = [1,1,1,1,1,1,1,1,1,1,2,3,4,4,4,4]
-- $17 = [1,1,1,1,1,1,2,3,4,4,4,4,4,4,4,4]
-- $18 = [1,1,1,4,4,4,4,4,4,4,4,4,4,4,4,4]
-- $19 = [1,1,1,2,3,4,4,4,4,4,4,4,4,4,4,4]
-- $20 = [2,3,4,4,4,4,4,4,4,4,4,4,4,4,4,4]
-- $21 = [1,1,1,1,1,2,3,4,4]
-- $22 = [1,2,3,4,4,4,4,4,4]
-- $23 = [1,1,1,1,1,1,2,3,4]
-- $24 = [1,1,2,3,4,4,4,4,4]
-- $25 = [0,1,2,3]
-- $26 = [1,1,1,1,1,2,3,4,5]
-- $27 = 2
-- $28 = 4
-- $29 = [1,2,3,4,5,5,5,5,5]
-- $30 = 10001

-- elsewhere
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
  customer_reduced as (
    select
      width_bucket(least(t.joined_on::timestamp at time zone $7::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours') at time zone $7::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours' end), $1::timestamptz[]) as cell,
      count(*) as v1
    from (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as t
    where t.joined_on >= $8::date
    and t.joined_on <= $9::date
    and least(t.joined_on::timestamp at time zone $7::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours') at time zone $7::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours' end) >= $5::timestamptz
    and least(t.joined_on::timestamp at time zone $7::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours') at time zone $7::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours' end) < $6::timestamptz
    group by 1
  ),
  refund_reduced as (
    select
      width_bucket(least(t.refunded_on::timestamp at time zone $7::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours') at time zone $7::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours' end), $1::timestamptz[]) as cell,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1
    from sales.refund as t
    where t.refunded_on >= $8::date
    and t.refunded_on <= $9::date
    and least(t.refunded_on::timestamp at time zone $7::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours') at time zone $7::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours' end) >= $5::timestamptz
    and least(t.refunded_on::timestamp at time zone $7::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours') at time zone $7::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours' end) < $6::timestamptz
    and t.approved = $4::boolean
    group by 1
  ),
  box_plan_reduced as (
    select
      width_bucket(least(t.begins_on::timestamp at time zone $7::text, case when ((t.begins_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours') at time zone $7::text >= t.begins_on::timestamp then (t.begins_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours' end), $10::timestamptz[]) + 1 as cell,
      case when least(t.ends_on::timestamp at time zone $7::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours') at time zone $7::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours' end) is null then $11::int else width_bucket(least(t.ends_on::timestamp at time zone $7::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours') at time zone $7::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours' end), $10::timestamptz[]) end + 1 as until_cell,
      sum(case when t.weekly_price > '-Infinity'::numeric and t.weekly_price < 'Infinity'::numeric then t.weekly_price end) as v1,
      count(case when t.weekly_price > '-Infinity'::numeric and t.weekly_price < 'Infinity'::numeric then t.weekly_price end) as v2
    from (
      select p.plan_no, p.customer_no, p.kind, p.weekly_price,
  p.begins_on, least(p.ends_on, p.cancelled_on) as ends_on -- null is no end
from boxes.plan as p
where p.trial is not true

    ) as t
    where least(t.begins_on::timestamp at time zone $7::text, case when ((t.begins_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours') at time zone $7::text >= t.begins_on::timestamp then (t.begins_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours' end) < $6::timestamptz
    and (least(t.ends_on::timestamp at time zone $7::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours') at time zone $7::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours' end) is null or least(t.ends_on::timestamp at time zone $7::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours') at time zone $7::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $7::text + interval '6 hours' end) >= $12::timestamptz)
    group by 1, 2
  ),
  cells as (
    select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r3) as r3,
      sum(a.r3_contributed) as r3_contributed,
      sum(a.r4) as r4,
      sum(a.r4_contributed) as r4_contributed
    from (
      select s.cell, sum(s.v1), null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from purchase_reduced as s
      group by 1
      union all
      select s.cell, null, sum(s.v1), null, null, null, null
      from customer_reduced as s
      group by 1
      union all
      select s.cell, null, null, sum(s.v1), count(s.v1), null, null
      from refund_reduced as s
      group by 1
      union all
      select n.sample, null, null, null, null, c.v1, c.v2
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $11::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1,
          sum(sum(d.v2)) over w as v2
        from box_plan_reduced as s
        cross join lateral (values
          (s.cell, s.v1, s.v2),
          (s.until_cell, -s.v1, -s.v2)
        ) as d (sample, v1, v2)
        where s.cell < s.until_cell and d.sample <= $11::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v2 <> 0
      union all
      select s.slot, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from generate_series(1, $11::int) as s (slot)
    ) as a (slot, r1, r2, r3, r3_contributed, r4, r4_contributed)
    group by 1
  ),
  answer as (
    select
      c.slot as __slot,
      coalesce(c.r1, 0) as orders,
      coalesce(c.r2, 0) as joined,
      coalesce(c.r3, 0) as refunded,
      coalesce(c.r4, 0) as box_income
    from cells as c
  )
select a.*
from answer as a
order by a.__slot
limit $13::int;
-- $1 = ["2026-03-29T00:00:00.000Z","2026-03-30T00:00:00.000Z","2026-03-31T00:00:00.000Z"]
-- $2 = Europe/Berlin
-- $3 = cart
-- $4 = true
-- $5 = 2026-03-29T00:00:00.000Z
-- $6 = 2026-03-31T00:00:00.000Z
-- $7 = UTC
-- $8 = 2026-03-27
-- $9 = 2026-04-02
-- $10 = ["2026-03-30T00:00:00.000Z","2026-03-31T00:00:00.000Z"]
-- $11 = 2
-- $12 = 2026-03-30T00:00:00.000Z
-- $13 = 10001
