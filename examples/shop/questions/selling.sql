-- by_month
with
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $1::timestamptz[]) as cell,
      count(*) as v1,
      sum(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) as v2,
      sum(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) filter (where t.method = $2::text) as v3,
      count(*) filter (where t.channel = $3::text) as v4,
      sum(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) filter (where (t.channel = $4::text and p1.segment::text = $5::text)) as v5
    from (
      select s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
      from (
        select s.tenant as tenant, s.order_no as order_no, s.customer_no as customer_no, s.channel as channel, s.pay_method::text as method, s.charged as charged, s.rehearsal as rehearsal, (s.placed_at at time zone $6::text) as bought_at
        from (
          select s.tenant, s.order_no, s.customer_no, s.channel, s.order_state, s.pay_method, s.charged, s.rehearsal, s.placed_at, s.shipped_on
          from sales.web_order as s
          where s.order_state::text is distinct from $7::text
        ) as s
        union all
        select s.tenant as tenant, s.receipt_no as order_no, s.customer_no as customer_no, s.channel as channel, s.paid_by as method, s.charged as charged, s.rehearsal as rehearsal, s.rung_at as bought_at
        from (
          select s.tenant, s.receipt_no, s.customer_no, s.channel, s.paid_by, s.charged, s.rehearsal, s.voided, s.rung_at
          from sales.till_receipt as s
          where s.voided is distinct from $8::boolean
        ) as s
      ) as s
      where s.rehearsal is distinct from $8::boolean
    ) as t
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p1 on p1.customer_no = t.customer_no
    where t.bought_at >= $9::timestamptz
    and t.bought_at < $10::timestamptz
    group by 1
  ),
  purchase_line_reduced as (
    select
      width_bucket((t.booked_at at time zone $6::text), $1::timestamptz[]) as cell,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) filter (where p1.channel = $3::text) as v2,
      sum(case when t.cost > '-Infinity'::numeric and t.cost < 'Infinity'::numeric then t.cost end) as v3,
      sum(t.pieces) as v4,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) filter (where t.pieces >= $11::bigint) as v5,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) filter (where ((case when t.worth > -1e24 and t.worth < 1e24 then case when scale(t.worth) > 24 then round(t.worth, 24) else t.worth end end < nullif(nullif(greatest(least(round((case when t.cost > -1e24 and t.cost < 1e24 then case when scale(t.cost) > 24 then round(t.cost, 24) else t.cost end end) * ($12::numeric), 24), 1e24), -1e24), 1e24), -1e24)) is true)) as v6
    from sales.line as t
    left join (
      select s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
      from (
        select s.tenant as tenant, s.order_no as order_no, s.customer_no as customer_no, s.channel as channel, s.pay_method::text as method, s.charged as charged, s.rehearsal as rehearsal, (s.placed_at at time zone $6::text) as bought_at
        from (
          select s.tenant, s.order_no, s.customer_no, s.channel, s.order_state, s.pay_method, s.charged, s.rehearsal, s.placed_at, s.shipped_on
          from sales.web_order as s
          where s.order_state::text is distinct from $7::text
        ) as s
        union all
        select s.tenant as tenant, s.receipt_no as order_no, s.customer_no as customer_no, s.channel as channel, s.paid_by as method, s.charged as charged, s.rehearsal as rehearsal, s.rung_at as bought_at
        from (
          select s.tenant, s.receipt_no, s.customer_no, s.channel, s.paid_by, s.charged, s.rehearsal, s.voided, s.rung_at
          from sales.till_receipt as s
          where s.voided is distinct from $8::boolean
        ) as s
      ) as s
      where s.rehearsal is distinct from $8::boolean
    ) as p1 on p1.tenant = t.tenant and p1.order_no = t.order_no
    where t.booked_at >= $13::date
    and t.booked_at <= $14::date
    and (t.booked_at at time zone $6::text) >= $9::timestamptz
    and (t.booked_at at time zone $6::text) < $10::timestamptz
    group by 1
  ),
  refund_reduced as (
    select
      width_bucket(least(t.refunded_on::timestamp at time zone $6::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $6::text + interval '6 hours') at time zone $6::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $6::text + interval '6 hours' end), $1::timestamptz[]) as cell,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) filter (where t.approved = $8::boolean) as v1,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) filter (where (t.approved = $8::boolean and p2.channel = $3::text)) as v2
    from sales.refund as t
    left join sales.line as p1 on p1.tenant = t.tenant and p1.order_no = t.order_no and p1.line_no = t.line_no
    left join (
      select s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
      from (
        select s.tenant as tenant, s.order_no as order_no, s.customer_no as customer_no, s.channel as channel, s.pay_method::text as method, s.charged as charged, s.rehearsal as rehearsal, (s.placed_at at time zone $6::text) as bought_at
        from (
          select s.tenant, s.order_no, s.customer_no, s.channel, s.order_state, s.pay_method, s.charged, s.rehearsal, s.placed_at, s.shipped_on
          from sales.web_order as s
          where s.order_state::text is distinct from $7::text
        ) as s
        union all
        select s.tenant as tenant, s.receipt_no as order_no, s.customer_no as customer_no, s.channel as channel, s.paid_by as method, s.charged as charged, s.rehearsal as rehearsal, s.rung_at as bought_at
        from (
          select s.tenant, s.receipt_no, s.customer_no, s.channel, s.paid_by, s.charged, s.rehearsal, s.voided, s.rung_at
          from sales.till_receipt as s
          where s.voided is distinct from $8::boolean
        ) as s
      ) as s
      where s.rehearsal is distinct from $8::boolean
    ) as p2 on p2.tenant = p1.tenant and p2.order_no = p1.order_no
    where t.refunded_on >= $13::date
    and t.refunded_on <= $14::date
    and least(t.refunded_on::timestamp at time zone $6::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $6::text + interval '6 hours') at time zone $6::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $6::text + interval '6 hours' end) >= $9::timestamptz
    and least(t.refunded_on::timestamp at time zone $6::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $6::text + interval '6 hours') at time zone $6::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $6::text + interval '6 hours' end) < $10::timestamptz
    and (t.approved = $8::boolean or (t.approved = $8::boolean and p2.channel = $3::text))
    group by 1
  ),
  web_order_reduced as (
    select
      width_bucket((t.placed_at at time zone $6::text), $15::timestamptz[]) + 1 as cell,
      case when least(t.shipped_on::timestamp at time zone $6::text, case when ((t.shipped_on::timestamp - interval '6 hours') at time zone $6::text + interval '6 hours') at time zone $6::text >= t.shipped_on::timestamp then (t.shipped_on::timestamp - interval '6 hours') at time zone $6::text + interval '6 hours' end) is null then $16::int else width_bucket(least(t.shipped_on::timestamp at time zone $6::text, case when ((t.shipped_on::timestamp - interval '6 hours') at time zone $6::text + interval '6 hours') at time zone $6::text >= t.shipped_on::timestamp then (t.shipped_on::timestamp - interval '6 hours') at time zone $6::text + interval '6 hours' end), $15::timestamptz[]) end + 1 as until_cell,
      count(*) as v1
    from (
      select s.tenant, s.order_no, s.customer_no, s.channel, s.order_state, s.pay_method, s.charged, s.rehearsal, s.placed_at, s.shipped_on
      from sales.web_order as s
      where s.order_state::text is distinct from $7::text
    ) as t
    where (t.placed_at at time zone $6::text) < $17::timestamptz
    and (least(t.shipped_on::timestamp at time zone $6::text, case when ((t.shipped_on::timestamp - interval '6 hours') at time zone $6::text + interval '6 hours') at time zone $6::text >= t.shipped_on::timestamp then (t.shipped_on::timestamp - interval '6 hours') at time zone $6::text + interval '6 hours' end) is null or least(t.shipped_on::timestamp at time zone $6::text, case when ((t.shipped_on::timestamp - interval '6 hours') at time zone $6::text + interval '6 hours') at time zone $6::text >= t.shipped_on::timestamp then (t.shipped_on::timestamp - interval '6 hours') at time zone $6::text + interval '6 hours' end) >= $18::timestamptz)
    and t.order_state::text is distinct from $19::text
    group by 1, 2
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
      sum(a.r13) as r13,
      sum(a.r13_contributed) as r13_contributed,
      sum(a.r14) as r14
    from (
      select s.cell, sum(s.v1), sum(s.v2), count(s.v2), null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, sum(s.v3), count(s.v3), sum(s.v4), sum(s.v5), count(s.v5), null::numeric
      from purchase_reduced as s
      group by 1
      union all
      select s.cell, null, null, null, sum(s.v1), count(s.v1), null, null, null, null, sum(s.v2), count(s.v2), sum(s.v3), count(s.v3), sum(s.v4), count(s.v4), sum(s.v5), count(s.v5), sum(s.v6), count(s.v6), null, null, null, null, null, null
      from purchase_line_reduced as s
      group by 1
      union all
      select s.cell, null, null, null, null, null, sum(s.v1), count(s.v1), sum(s.v2), count(s.v2), null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
      from refund_reduced as s
      group by 1
      union all
      select n.sample, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, c.v1
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $16::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from web_order_reduced as s
        cross join lateral (values
          (s.cell, s.v1),
          (s.until_cell, -s.v1)
        ) as d (sample, v1)
        where s.cell < s.until_cell and d.sample <= $16::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select s.slot, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from generate_series(1, $16::int) as s (slot)
    ) as a (slot, r1, r2, r2_contributed, r3, r3_contributed, r4, r4_contributed, r5, r5_contributed, r6, r6_contributed, r7, r7_contributed, r8, r8_contributed, r9, r9_contributed, r10, r10_contributed, r11, r11_contributed, r12, r13, r13_contributed, r14)
    group by 1
  ),
  totals as (
    select
      1 as slot,
      sum(a.r1) as r1,
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
      sum(a.r13) as r13,
      sum(a.r13_contributed) as r13_contributed,
      sum(a.r14) as r14
    from (
      select 1, sum(c.r1), sum(c.r2), sum(c.r2_contributed), sum(c.r3), sum(c.r3_contributed), sum(c.r4), sum(c.r4_contributed), sum(c.r5), sum(c.r5_contributed), sum(c.r6), sum(c.r6_contributed), sum(c.r7), sum(c.r7_contributed), sum(c.r8), sum(c.r8_contributed), sum(c.r9), sum(c.r9_contributed), sum(c.r10), sum(c.r10_contributed), sum(c.r11), sum(c.r11_contributed), sum(c.r12), sum(c.r13), sum(c.r13_contributed), null::numeric
      from cells as c
      group by 1
      union all
      select n.sample, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, c.v1
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $20::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from web_order_reduced as s
        cross join lateral (values
          (($21::int[])[s.cell], s.v1),
          (($21::int[])[s.until_cell], -s.v1)
        ) as d (sample, v1)
        where ($21::int[])[s.cell] < ($21::int[])[s.until_cell] and d.sample <= $20::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
    ) as a (slot, r1, r2, r2_contributed, r3, r3_contributed, r4, r4_contributed, r5, r5_contributed, r6, r6_contributed, r7, r7_contributed, r8, r8_contributed, r9, r9_contributed, r10, r10_contributed, r11, r11_contributed, r12, r13, r13_contributed, r14)
  ),
  answer as (
    select
      c.slot as __slot,
      coalesce(c.r1, 0) as orders,
      coalesce(c.r2, 0) as takings,
      coalesce(c.r3, 0) as gross_sales,
      coalesce(c.r4, 0) as refunded,
      (coalesce(c.r3, 0) - coalesce(c.r4, 0)) as net_sales,
      ((coalesce(c.r3, 0) is not null and coalesce(c.r4, 0) is not null))::int as __contributed_of_net_sales,
      round(coalesce(c.r4, 0) * 1.000000000000000000000000000000 / nullif(coalesce(c.r3, 0), 0), 12) as refund_rate,
      coalesce(c.r4, 0) as __numerator_of_refund_rate,
      coalesce(c.r3, 0) as __denominator_of_refund_rate,
      (coalesce(c.r4_contributed, 0) > 0 or coalesce(c.r3_contributed, 0) > 0)::int as __contributed_of_refund_rate,
      round(coalesce(c.r5, 0) * 1.000000000000000000000000000000 / nullif(coalesce(c.r6, 0), 0), 12) as web_refund_rate,
      coalesce(c.r5, 0) as __numerator_of_web_refund_rate,
      coalesce(c.r6, 0) as __denominator_of_web_refund_rate,
      (coalesce(c.r5_contributed, 0) > 0 or coalesce(c.r6_contributed, 0) > 0)::int as __contributed_of_web_refund_rate,
      coalesce(c.r7, 0) as cost_of_goods,
      (coalesce(c.r3, 0) - coalesce(c.r7, 0)) as margin,
      ((coalesce(c.r3, 0) is not null and coalesce(c.r7, 0) is not null))::int as __contributed_of_margin,
      round((coalesce(c.r3, 0) - coalesce(c.r7, 0)) * 1.000000000000000000000000000000 / nullif(coalesce(c.r3, 0), 0), 12) as margin_rate,
      (((coalesce(c.r3, 0) is not null and coalesce(c.r7, 0) is not null) and coalesce(c.r3, 0) is not null))::int as __contributed_of_margin_rate,
      coalesce(c.r8, 0) as pieces_sold,
      coalesce(c.r9, 0) as bulk_sales,
      coalesce(c.r10, 0) as thin_sales,
      coalesce(c.r11, 0) * $22::numeric as card_fees,
      coalesce(c.r12, 0) as web_orders,
      round(coalesce(c.r12, 0) * 1.000000000000000000000000000000 / nullif(coalesce(c.r1, 0), 0), 12) as web_share,
      ((coalesce(c.r12, 0) is not null and coalesce(c.r1, 0) is not null))::int as __contributed_of_web_share,
      coalesce(c.r13, 0) as till_takings_private,
      coalesce(c.r14, 0) as orders_to_ship
    from cells as c
  )
select r.*
from (
  (
    select 0 as __part, row_number() over (order by a.__slot) as __nth, a.__slot, a.orders, a.takings, a.gross_sales, a.refunded, a.net_sales, a.__contributed_of_net_sales, a.refund_rate, a.__numerator_of_refund_rate, a.__denominator_of_refund_rate, a.__contributed_of_refund_rate, a.web_refund_rate, a.__numerator_of_web_refund_rate, a.__denominator_of_web_refund_rate, a.__contributed_of_web_refund_rate, a.cost_of_goods, a.margin, a.__contributed_of_margin, a.margin_rate, a.__contributed_of_margin_rate, a.pieces_sold, a.bulk_sales, a.thin_sales, a.card_fees, a.web_orders, a.web_share, a.__contributed_of_web_share, a.till_takings_private, a.orders_to_ship, null::bigint
    from answer as a
    order by 2
    limit $23::int
  )
  union all
  (
    select 1, 0, 1, a.orders, a.takings, a.gross_sales, a.refunded, a.net_sales, a.__contributed_of_net_sales, a.refund_rate, a.__numerator_of_refund_rate, a.__denominator_of_refund_rate, a.__contributed_of_refund_rate, a.web_refund_rate, a.__numerator_of_web_refund_rate, a.__denominator_of_web_refund_rate, a.__contributed_of_web_refund_rate, a.cost_of_goods, a.margin, a.__contributed_of_margin, a.margin_rate, a.__contributed_of_margin_rate, a.pieces_sold, a.bulk_sales, a.thin_sales, a.card_fees, a.web_orders, a.web_share, a.__contributed_of_web_share, a.till_takings_private, a.orders_to_ship, null::bigint
    from (
      select
        c.slot as __slot,
        coalesce(c.r1, 0) as orders,
        coalesce(c.r2, 0) as takings,
        coalesce(c.r3, 0) as gross_sales,
        coalesce(c.r4, 0) as refunded,
        (coalesce(c.r3, 0) - coalesce(c.r4, 0)) as net_sales,
        ((coalesce(c.r3, 0) is not null and coalesce(c.r4, 0) is not null))::int as __contributed_of_net_sales,
        round(coalesce(c.r4, 0) * 1.000000000000000000000000000000 / nullif(coalesce(c.r3, 0), 0), 12) as refund_rate,
        coalesce(c.r4, 0) as __numerator_of_refund_rate,
        coalesce(c.r3, 0) as __denominator_of_refund_rate,
        (coalesce(c.r4_contributed, 0) > 0 or coalesce(c.r3_contributed, 0) > 0)::int as __contributed_of_refund_rate,
        round(coalesce(c.r5, 0) * 1.000000000000000000000000000000 / nullif(coalesce(c.r6, 0), 0), 12) as web_refund_rate,
        coalesce(c.r5, 0) as __numerator_of_web_refund_rate,
        coalesce(c.r6, 0) as __denominator_of_web_refund_rate,
        (coalesce(c.r5_contributed, 0) > 0 or coalesce(c.r6_contributed, 0) > 0)::int as __contributed_of_web_refund_rate,
        coalesce(c.r7, 0) as cost_of_goods,
        (coalesce(c.r3, 0) - coalesce(c.r7, 0)) as margin,
        ((coalesce(c.r3, 0) is not null and coalesce(c.r7, 0) is not null))::int as __contributed_of_margin,
        round((coalesce(c.r3, 0) - coalesce(c.r7, 0)) * 1.000000000000000000000000000000 / nullif(coalesce(c.r3, 0), 0), 12) as margin_rate,
        (((coalesce(c.r3, 0) is not null and coalesce(c.r7, 0) is not null) and coalesce(c.r3, 0) is not null))::int as __contributed_of_margin_rate,
        coalesce(c.r8, 0) as pieces_sold,
        coalesce(c.r9, 0) as bulk_sales,
        coalesce(c.r10, 0) as thin_sales,
        coalesce(c.r11, 0) * $22::numeric as card_fees,
        coalesce(c.r12, 0) as web_orders,
        round(coalesce(c.r12, 0) * 1.000000000000000000000000000000 / nullif(coalesce(c.r1, 0), 0), 12) as web_share,
        ((coalesce(c.r12, 0) is not null and coalesce(c.r1, 0) is not null))::int as __contributed_of_web_share,
        coalesce(c.r13, 0) as till_takings_private,
        coalesce(c.r14, 0) as orders_to_ship
      from totals as c
    ) as a
  )
) as r
order by r.__part, r.__nth;
-- $1 = ["2026-02-28T23:00:00.000Z","2026-03-31T22:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = card
-- $3 = web
-- $4 = till
-- $5 = private
-- $6 = Europe/Berlin
-- $7 = cart
-- $8 = true
-- $9 = 2026-02-28T23:00:00.000Z
-- $10 = 2026-04-09T07:30:00.000001Z
-- $11 = 5
-- $12 = 2.2
-- $13 = 2026-02-26
-- $14 = 2026-04-11
-- $15 = ["2026-03-31T22:00:00.000Z","2026-04-09T07:30:00.000Z"]
-- $16 = 2
-- $17 = 2026-04-09T07:30:00.000Z
-- $18 = 2026-03-31T22:00:00.000Z
-- $19 = cancelled
-- $20 = 1
-- $21 = [1,1,2]
-- $22 = 0.0129
-- $23 = 10001

-- by_tenant
with
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $1::timestamptz[]) as cell,
      t.tenant as k1,
      t.channel as k2,
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
  purchase_line_reduced as (
    select
      width_bucket((t.booked_at at time zone $2::text), $1::timestamptz[]) as cell,
      t.tenant as k1,
      p1.channel as k2,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1
    from sales.line as t
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
    where t.booked_at >= $7::date
    and t.booked_at <= $8::date
    and (t.booked_at at time zone $2::text) >= $5::timestamptz
    and (t.booked_at at time zone $2::text) < $6::timestamptz
    group by 1, 2, 3
  ),
  refund_reduced as (
    select
      width_bucket(least(t.refunded_on::timestamp at time zone $2::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end), $1::timestamptz[]) as cell,
      t.tenant as k1,
      p2.channel as k2,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1
    from sales.refund as t
    left join sales.line as p1 on p1.tenant = t.tenant and p1.order_no = t.order_no and p1.line_no = t.line_no
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
    ) as p2 on p2.tenant = p1.tenant and p2.order_no = p1.order_no
    where t.refunded_on >= $7::date
    and t.refunded_on <= $8::date
    and least(t.refunded_on::timestamp at time zone $2::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end) >= $5::timestamptz
    and least(t.refunded_on::timestamp at time zone $2::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end) < $6::timestamptz
    and t.approved = $4::boolean
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
      sum(a.r3_contributed) as r3_contributed
    from (
      select s.cell, s.k1, s.k2, sum(s.v1), null::numeric, null::numeric, null::numeric, null::numeric
      from purchase_reduced as s
      group by 1, 2, 3
      union all
      select s.cell, s.k1, s.k2, null, sum(s.v1), count(s.v1), null, null
      from purchase_line_reduced as s
      group by 1, 2, 3
      union all
      select s.cell, s.k1, s.k2, null, null, null, sum(s.v1), count(s.v1)
      from refund_reduced as s
      group by 1, 2, 3
    ) as a (slot, k1, k2, r1, r2, r2_contributed, r3, r3_contributed)
    group by 1, 2, 3
    having sum(a.r1) > 0 or sum(a.r2_contributed) > 0 or sum(a.r3_contributed) > 0
  ),
  totals as (
    select
      1 as slot,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r2_contributed) as r2_contributed,
      sum(a.r3) as r3,
      sum(a.r3_contributed) as r3_contributed
    from (
      select 1, sum(c.r1), sum(c.r2), sum(c.r2_contributed), sum(c.r3), sum(c.r3_contributed)
      from cells as c
      group by 1
    ) as a (slot, r1, r2, r2_contributed, r3, r3_contributed)
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as tenant,
      c.k2 as channel,
      coalesce(c.r1, 0) as orders,
      coalesce(c.r2, 0) as gross_sales,
      (coalesce(c.r2, 0) - coalesce(c.r3, 0)) as net_sales,
      ((coalesce(c.r2, 0) is not null and coalesce(c.r3, 0) is not null))::int as __contributed_of_net_sales,
      round(coalesce(c.r3, 0) * 1.000000000000000000000000000000 / nullif(coalesce(c.r2, 0), 0), 12) as refund_rate,
      coalesce(c.r3, 0) as __numerator_of_refund_rate,
      coalesce(c.r2, 0) as __denominator_of_refund_rate,
      (coalesce(c.r3_contributed, 0) > 0 or coalesce(c.r2_contributed, 0) > 0)::int as __contributed_of_refund_rate
    from cells as c
  )
select r.*
from (
  (
    select 0 as __part, row_number() over (order by a.__slot, a.tenant collate "C" asc nulls last, a.channel collate "C" asc nulls last) as __nth, a.__slot, a.tenant, a.channel, a.orders, a.gross_sales, a.net_sales, a.__contributed_of_net_sales, a.refund_rate, a.__numerator_of_refund_rate, a.__denominator_of_refund_rate, a.__contributed_of_refund_rate, null::bigint
    from answer as a
    order by 2
    limit $9::int
  )
  union all
  (
    select 1, 0, 1, null, null, a.orders, a.gross_sales, a.net_sales, a.__contributed_of_net_sales, a.refund_rate, a.__numerator_of_refund_rate, a.__denominator_of_refund_rate, a.__contributed_of_refund_rate, null::bigint
    from (
      select
        c.slot as __slot,
        coalesce(c.r1, 0) as orders,
        coalesce(c.r2, 0) as gross_sales,
        (coalesce(c.r2, 0) - coalesce(c.r3, 0)) as net_sales,
        ((coalesce(c.r2, 0) is not null and coalesce(c.r3, 0) is not null))::int as __contributed_of_net_sales,
        round(coalesce(c.r3, 0) * 1.000000000000000000000000000000 / nullif(coalesce(c.r2, 0), 0), 12) as refund_rate,
        coalesce(c.r3, 0) as __numerator_of_refund_rate,
        coalesce(c.r2, 0) as __denominator_of_refund_rate,
        (coalesce(c.r3_contributed, 0) > 0 or coalesce(c.r2_contributed, 0) > 0)::int as __contributed_of_refund_rate
      from totals as c
    ) as a
  )
) as r
order by r.__part, r.__nth;
-- $1 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = Europe/Berlin
-- $3 = cart
-- $4 = true
-- $5 = 2026-02-28T23:00:00.000Z
-- $6 = 2026-04-09T07:30:00.000001Z
-- $7 = 2026-02-26
-- $8 = 2026-04-11
-- $9 = 10001

-- by_method
with
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $1::timestamptz[]) as cell,
      coalesce(nullif(t.method, ''), $2::text) as k1,
      count(*) as v1,
      sum(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) as v2,
      sum(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) filter (where t.method = $3::text) as v3
    from (
      select s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
      from (
        select s.tenant as tenant, s.order_no as order_no, s.customer_no as customer_no, s.channel as channel, s.pay_method::text as method, s.charged as charged, s.rehearsal as rehearsal, (s.placed_at at time zone $4::text) as bought_at
        from (
          select s.tenant, s.order_no, s.customer_no, s.channel, s.order_state, s.pay_method, s.charged, s.rehearsal, s.placed_at, s.shipped_on
          from sales.web_order as s
          where s.order_state::text is distinct from $5::text
        ) as s
        union all
        select s.tenant as tenant, s.receipt_no as order_no, s.customer_no as customer_no, s.channel as channel, s.paid_by as method, s.charged as charged, s.rehearsal as rehearsal, s.rung_at as bought_at
        from (
          select s.tenant, s.receipt_no, s.customer_no, s.channel, s.paid_by, s.charged, s.rehearsal, s.voided, s.rung_at
          from sales.till_receipt as s
          where s.voided is distinct from $6::boolean
        ) as s
      ) as s
      where s.rehearsal is distinct from $6::boolean
    ) as t
    where t.bought_at >= $7::timestamptz
    and t.bought_at < $8::timestamptz
    group by 1, 2
  ),
  cells as (
    select
      a.slot,
      a.k1,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r2_contributed) as r2_contributed,
      sum(a.r3) as r3,
      sum(a.r3_contributed) as r3_contributed
    from (
      select s.cell, s.k1, sum(s.v1), sum(s.v2), count(s.v2), sum(s.v3), count(s.v3)
      from purchase_reduced as s
      group by 1, 2
    ) as a (slot, k1, r1, r2, r2_contributed, r3, r3_contributed)
    group by 1, 2
    having sum(a.r1) > 0 or sum(a.r2_contributed) > 0 or sum(a.r3_contributed) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as method,
      coalesce(c.r1, 0) as orders,
      round(coalesce(c.r1, 0) * 1.000000000000000000000000000000 / nullif(sum(coalesce(c.r1, 0)) over (partition by c.slot), 0), 12) as __share_of_orders,
      coalesce(c.r2, 0) as takings,
      round(coalesce(c.r2, 0) * 1.000000000000000000000000000000 / nullif(sum(coalesce(c.r2, 0)) over (partition by c.slot), 0), 12) as __share_of_takings,
      coalesce(c.r3, 0) * $9::numeric as card_fees,
      round(coalesce(c.r3, 0) * $9::numeric * 1.000000000000000000000000000000 / nullif(sum(coalesce(c.r3, 0) * $9::numeric) over (partition by c.slot), 0), 12) as __share_of_card_fees
    from cells as c
  )
select a.*
from answer as a
order by a.takings desc nulls last, a.__slot, a.method collate "C" asc nulls last
limit $10::int;
-- $1 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = unknown
-- $3 = card
-- $4 = Europe/Berlin
-- $5 = cart
-- $6 = true
-- $7 = 2026-02-28T23:00:00.000Z
-- $8 = 2026-04-09T07:30:00.000001Z
-- $9 = 0.0129
-- $10 = 10001

-- by_category
with
  purchase_line_reduced as (
    select
      width_bucket((t.booked_at at time zone $1::text), $2::timestamptz[]) as cell,
      p1.category_code as k1,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1,
      sum(t.pieces) as v2
    from sales.line as t
    left join warehouse.article as p1 on p1.tenant = t.tenant and p1.sku = t.sku
    where t.booked_at >= $3::date
    and t.booked_at <= $4::date
    and (t.booked_at at time zone $1::text) >= $5::timestamptz
    and (t.booked_at at time zone $1::text) < $6::timestamptz
    group by 1, 2
  ),
  refund_reduced as (
    select
      width_bucket(least(t.refunded_on::timestamp at time zone $1::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end), $2::timestamptz[]) as cell,
      p2.category_code as k1,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1
    from sales.refund as t
    left join sales.line as p1 on p1.tenant = t.tenant and p1.order_no = t.order_no and p1.line_no = t.line_no
    left join warehouse.article as p2 on p2.tenant = p1.tenant and p2.sku = p1.sku
    where t.refunded_on >= $3::date
    and t.refunded_on <= $4::date
    and least(t.refunded_on::timestamp at time zone $1::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) >= $5::timestamptz
    and least(t.refunded_on::timestamp at time zone $1::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) < $6::timestamptz
    and t.approved = $7::boolean
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
      select s.cell, s.k1, sum(s.v1), count(s.v1), sum(s.v2), count(s.v2), null::numeric, null::numeric
      from purchase_line_reduced as s
      group by 1, 2
      union all
      select s.cell, s.k1, null, null, null, null, sum(s.v1), count(s.v1)
      from refund_reduced as s
      group by 1, 2
    ) as a (slot, k1, r1, r1_contributed, r2, r2_contributed, r3, r3_contributed)
    group by 1, 2
    having sum(a.r1_contributed) > 0 or sum(a.r2_contributed) > 0 or sum(a.r3_contributed) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as category,
      coalesce(c.r1, 0) as gross_sales,
      coalesce(c.r2, 0) as pieces_sold,
      round(coalesce(c.r3, 0) * 1.000000000000000000000000000000 / nullif(coalesce(c.r1, 0), 0), 12) as refund_rate,
      coalesce(c.r3, 0) as __numerator_of_refund_rate,
      coalesce(c.r1, 0) as __denominator_of_refund_rate,
      (coalesce(c.r3_contributed, 0) > 0 or coalesce(c.r1_contributed, 0) > 0)::int as __contributed_of_refund_rate
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.category collate "C" asc nulls last
limit $8::int;
-- $1 = Europe/Berlin
-- $2 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $3 = 2026-02-26
-- $4 = 2026-04-11
-- $5 = 2026-02-28T23:00:00.000Z
-- $6 = 2026-04-09T07:30:00.000001Z
-- $7 = true
-- $8 = 10001
