-- top
with
  purchase_line_reduced as (
    select
      width_bucket((t.booked_at at time zone $1::text), $2::timestamptz[]) as cell,
      t.sku as k1,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1,
      sum(t.pieces) as v2,
      sum(case when t.cost > '-Infinity'::numeric and t.cost < 'Infinity'::numeric then t.cost end) as v3
    from sales.line as t
    where t.booked_at >= $3::date
    and t.booked_at <= $4::date
    and (t.booked_at at time zone $1::text) >= $5::timestamptz
    and (t.booked_at at time zone $1::text) < $6::timestamptz
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
      sum(a.r3_contributed) as r3_contributed,
      sum(a.r4) as r4,
      sum(a.r4_contributed) as r4_contributed,
      sum(a.r5) as r5,
      sum(a.r5_contributed) as r5_contributed,
      sum(a.r6) as r6,
      sum(a.r6_contributed) as r6_contributed
    from (
      select ($7::int[])[s.cell], s.k1, sum(s.v1) filter (where s.cell between $8::int and $9::int), count(s.v1) filter (where s.cell between $8::int and $9::int), sum(s.v1) filter (where s.cell between $10::int and $11::int), count(s.v1) filter (where s.cell between $10::int and $11::int), sum(s.v2) filter (where s.cell between $8::int and $9::int), count(s.v2) filter (where s.cell between $8::int and $9::int), sum(s.v2) filter (where s.cell between $10::int and $11::int), count(s.v2) filter (where s.cell between $10::int and $11::int), sum(s.v3) filter (where s.cell between $8::int and $9::int), count(s.v3) filter (where s.cell between $8::int and $9::int), sum(s.v3) filter (where s.cell between $10::int and $11::int), count(s.v3) filter (where s.cell between $10::int and $11::int)
      from purchase_line_reduced as s
      where ($7::int[])[s.cell] > 0
      group by 1, 2
    ) as a (slot, k1, r1, r1_contributed, r2, r2_contributed, r3, r3_contributed, r4, r4_contributed, r5, r5_contributed, r6, r6_contributed)
    group by 1, 2
    having sum(a.r1_contributed) > 0 or sum(a.r2_contributed) > 0 or sum(a.r3_contributed) > 0 or sum(a.r4_contributed) > 0 or sum(a.r5_contributed) > 0 or sum(a.r6_contributed) > 0
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
      sum(a.r4_contributed) as r4_contributed,
      sum(a.r5) as r5,
      sum(a.r5_contributed) as r5_contributed,
      sum(a.r6) as r6,
      sum(a.r6_contributed) as r6_contributed
    from (
      select 1, sum(c.r1), sum(c.r1_contributed), sum(c.r2), sum(c.r2_contributed), sum(c.r3), sum(c.r3_contributed), sum(c.r4), sum(c.r4_contributed), sum(c.r5), sum(c.r5_contributed), sum(c.r6), sum(c.r6_contributed)
      from cells as c
      group by 1
    ) as a (slot, r1, r1_contributed, r2, r2_contributed, r3, r3_contributed, r4, r4_contributed, r5, r5_contributed, r6, r6_contributed)
  ),
  top as (
    select array[c.k1::text] as key, row_number() over (order by coalesce(c.r1, 0) desc nulls last, c.k1 collate "C" nulls last)::int as rank
    from (
      select
        a.slot,
        a.k1,
        sum(a.r1) as r1,
        sum(a.r1_contributed) as r1_contributed,
        sum(a.has_rows) as has_rows
      from (
        select distinct 1, c.k1, null::numeric, null::numeric, 1 from cells as c
        union all
        select 1, c.k1, sum(c.r1), sum(c.r1_contributed), null
        from cells as c
        group by 1, 2
      ) as a (slot, k1, r1, r1_contributed, has_rows)
      group by 1, 2
    ) as c
    where c.has_rows is not null
    order by rank
    limit $11::int
  ),
  folded as (
    select
      a.slot,
      a.k1,
      a.rank,
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
      sum(a.r6_contributed) as r6_contributed
    from (
      select c.slot, case when t.rank is not null then c.k1 end, t.rank, c.r1, c.r1_contributed, c.r2, c.r2_contributed, c.r3, c.r3_contributed, c.r4, c.r4_contributed, c.r5, c.r5_contributed, c.r6, c.r6_contributed
      from cells as c
      left join top as t on t.key = array[c.k1::text]
    ) as a (slot, k1, rank, r1, r1_contributed, r2, r2_contributed, r3, r3_contributed, r4, r4_contributed, r5, r5_contributed, r6, r6_contributed)
    group by 1, 2, 3
    having (sum(a.r1_contributed) > 0 or sum(a.r2_contributed) > 0 or sum(a.r3_contributed) > 0 or sum(a.r4_contributed) > 0 or sum(a.r5_contributed) > 0 or sum(a.r6_contributed) > 0)
  ),
  filled as (
    select
      a.slot,
      a.k1,
      a.rank,
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
      sum(a.r6_contributed) as r6_contributed
    from (
      select * from folded
      union all
      select s.slot, g.k1, g.rank, null, null, null, null, null, null, null, null, null, null, null, null
      from (select distinct k1, rank from folded) as g
      cross join generate_series(1, $11::int) as s (slot)
    ) as a (slot, k1, rank, r1, r1_contributed, r2, r2_contributed, r3, r3_contributed, r4, r4_contributed, r5, r5_contributed, r6, r6_contributed)
    group by 1, 2, 3
  ),
  answer as (
    select
      a.*,
      round((a.gross_sales - a.__previous_of_gross_sales) * 1.000000000000000000000000000000 / abs(nullif(a.__previous_of_gross_sales, 0)), 12) as __change_of_gross_sales,
      a.gross_sales - a.__previous_of_gross_sales as __difference_of_gross_sales,
      round((a.pieces_sold - a.__previous_of_pieces_sold) * 1.000000000000000000000000000000 / abs(nullif(a.__previous_of_pieces_sold, 0)), 12) as __change_of_pieces_sold,
      a.pieces_sold - a.__previous_of_pieces_sold as __difference_of_pieces_sold,
      round((a.margin_rate - a.__previous_of_margin_rate) * 1.000000000000000000000000000000 / abs(nullif(a.__previous_of_margin_rate, 0)), 12) as __change_of_margin_rate,
      a.margin_rate - a.__previous_of_margin_rate as __difference_of_margin_rate
    from (
      select
        c.slot as __slot,
        c.k1 as sku,
        c.rank as __rank,
        coalesce(c.r1, 0) as gross_sales,
        coalesce(c.r2, 0) as __previous_of_gross_sales,
        coalesce(c.r3, 0) as pieces_sold,
        coalesce(c.r4, 0) as __previous_of_pieces_sold,
        round((coalesce(c.r1, 0) - coalesce(c.r5, 0)) * 1.000000000000000000000000000000 / nullif(coalesce(c.r1, 0), 0), 12) as margin_rate,
        (((coalesce(c.r1, 0) is not null and coalesce(c.r5, 0) is not null) and coalesce(c.r1, 0) is not null))::int as __contributed_of_margin_rate,
        round((coalesce(c.r2, 0) - coalesce(c.r6, 0)) * 1.000000000000000000000000000000 / nullif(coalesce(c.r2, 0), 0), 12) as __previous_of_margin_rate
      from filled as c
    ) as a
  )
select r.*
from (
  (
    select 0 as __part, row_number() over (order by a.__slot, a.sku collate "C" asc nulls last, a.__rank is null) as __nth, a.__slot, a.sku, a.__rank, a.gross_sales, a.__previous_of_gross_sales, a.pieces_sold, a.__previous_of_pieces_sold, a.margin_rate, a.__contributed_of_margin_rate, a.__previous_of_margin_rate, a.__change_of_gross_sales, a.__difference_of_gross_sales, a.__change_of_pieces_sold, a.__difference_of_pieces_sold, a.__change_of_margin_rate, a.__difference_of_margin_rate, null::bigint
    from answer as a
    order by 2
    limit $12::int
  )
  union all
  (
    select 1, 0, 1, null, null, a.gross_sales, a.__previous_of_gross_sales, a.pieces_sold, a.__previous_of_pieces_sold, a.margin_rate, a.__contributed_of_margin_rate, a.__previous_of_margin_rate, a.__change_of_gross_sales, a.__difference_of_gross_sales, a.__change_of_pieces_sold, a.__difference_of_pieces_sold, a.__change_of_margin_rate, a.__difference_of_margin_rate, null::bigint
    from (
      select
        a.*,
        round((a.gross_sales - a.__previous_of_gross_sales) * 1.000000000000000000000000000000 / abs(nullif(a.__previous_of_gross_sales, 0)), 12) as __change_of_gross_sales,
        a.gross_sales - a.__previous_of_gross_sales as __difference_of_gross_sales,
        round((a.pieces_sold - a.__previous_of_pieces_sold) * 1.000000000000000000000000000000 / abs(nullif(a.__previous_of_pieces_sold, 0)), 12) as __change_of_pieces_sold,
        a.pieces_sold - a.__previous_of_pieces_sold as __difference_of_pieces_sold,
        round((a.margin_rate - a.__previous_of_margin_rate) * 1.000000000000000000000000000000 / abs(nullif(a.__previous_of_margin_rate, 0)), 12) as __change_of_margin_rate,
        a.margin_rate - a.__previous_of_margin_rate as __difference_of_margin_rate
      from (
        select
          c.slot as __slot,
          coalesce(c.r1, 0) as gross_sales,
          coalesce(c.r2, 0) as __previous_of_gross_sales,
          coalesce(c.r3, 0) as pieces_sold,
          coalesce(c.r4, 0) as __previous_of_pieces_sold,
          round((coalesce(c.r1, 0) - coalesce(c.r5, 0)) * 1.000000000000000000000000000000 / nullif(coalesce(c.r1, 0), 0), 12) as margin_rate,
          (((coalesce(c.r1, 0) is not null and coalesce(c.r5, 0) is not null) and coalesce(c.r1, 0) is not null))::int as __contributed_of_margin_rate,
          round((coalesce(c.r2, 0) - coalesce(c.r6, 0)) * 1.000000000000000000000000000000 / nullif(coalesce(c.r2, 0), 0), 12) as __previous_of_margin_rate
        from totals as c
      ) as a
    ) as a
  )
) as r
order by r.__part, r.__nth;
-- $1 = Europe/Berlin
-- $2 = ["2025-12-31T23:00:00.000Z","2026-01-31T23:00:00.000Z","2026-02-09T08:30:00.000001Z","2026-02-28T23:00:00.000Z","2026-03-31T22:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $3 = 2025-12-29
-- $4 = 2026-04-11
-- $5 = 2025-12-31T23:00:00.000Z
-- $6 = 2026-04-09T07:30:00.000001Z
-- $7 = [1,2,0,1,2]
-- $8 = 4
-- $9 = 5
-- $10 = 1
-- $11 = 2
-- $12 = 10001

-- reasons
with
  refund_reduced as (
    select
      width_bucket(least(t.refunded_on::timestamp at time zone $1::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end), $2::timestamptz[]) as cell,
      coalesce(nullif(t.reason, ''), $3::text) as k1,
      coalesce(nullif(p3.department, ''), $4::text) as k2,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1
    from sales.refund as t
    left join sales.line as p1 on p1.tenant = t.tenant and p1.order_no = t.order_no and p1.line_no = t.line_no
    left join warehouse.article as p2 on p2.tenant = p1.tenant and p2.sku = p1.sku
    left join warehouse.category as p3 on p3.category_code = p2.category_code
    where t.refunded_on >= $5::date
    and t.refunded_on <= $6::date
    and least(t.refunded_on::timestamp at time zone $1::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) >= $7::timestamptz
    and least(t.refunded_on::timestamp at time zone $1::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) < $8::timestamptz
    and t.approved = $9::boolean
    group by 1, 2, 3
  ),
  cells as (
    select
      a.slot,
      a.k1,
      a.k2,
      sum(a.r1) as r1,
      sum(a.r1_contributed) as r1_contributed
    from (
      select s.cell, s.k1, s.k2, sum(s.v1), count(s.v1)
      from refund_reduced as s
      group by 1, 2, 3
    ) as a (slot, k1, k2, r1, r1_contributed)
    group by 1, 2, 3
    having sum(a.r1_contributed) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as reason,
      c.k2 as department,
      coalesce(c.r1, 0) as refunded,
      round(coalesce(c.r1, 0) * 1.000000000000000000000000000000 / nullif(sum(coalesce(c.r1, 0)) over (partition by c.slot), 0), 12) as __share_of_refunded
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.reason collate "C" asc nulls last, a.department collate "C" asc nulls last
limit $10::int;
-- $1 = Europe/Berlin
-- $2 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $3 = none given
-- $4 = unsorted
-- $5 = 2026-02-26
-- $6 = 2026-04-11
-- $7 = 2026-02-28T23:00:00.000Z
-- $8 = 2026-04-09T07:30:00.000001Z
-- $9 = true
-- $10 = 10001

-- states
with
  web_order_reduced as (
    select
      width_bucket((t.placed_at at time zone $1::text), $2::timestamptz[]) + 1 as cell,
      case when least(t.shipped_on::timestamp at time zone $1::text, case when ((t.shipped_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.shipped_on::timestamp then (t.shipped_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) is null then $3::int else width_bucket(least(t.shipped_on::timestamp at time zone $1::text, case when ((t.shipped_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.shipped_on::timestamp then (t.shipped_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end), $2::timestamptz[]) end + 1 as until_cell,
      t.order_state::text as k1,
      count(*) as v1
    from (
      select s.tenant, s.order_no, s.customer_no, s.channel, s.order_state, s.pay_method, s.charged, s.rehearsal, s.placed_at, s.shipped_on
      from sales.web_order as s
      where s.order_state::text is distinct from $4::text
    ) as t
    where (t.placed_at at time zone $1::text) < $5::timestamptz
    and (least(t.shipped_on::timestamp at time zone $1::text, case when ((t.shipped_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.shipped_on::timestamp then (t.shipped_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) is null or least(t.shipped_on::timestamp at time zone $1::text, case when ((t.shipped_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.shipped_on::timestamp then (t.shipped_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) >= $5::timestamptz)
    and t.order_state::text is distinct from $6::text
    group by 1, 2, 3
  ),
  cells as (
    select
      a.slot,
      a.k1,
      sum(a.r1) as r1
    from (
      select n.sample, c.k1, c.v1
      from (
        select
          s.k1,
          d.sample as sample,
          lead(d.sample, 1, $3::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from web_order_reduced as s
        cross join lateral (values
          (s.cell, s.v1),
          (s.until_cell, -s.v1)
        ) as d (sample, v1)
        where s.cell < s.until_cell and d.sample <= $3::int
        group by 1, 2
        window w as (partition by s.k1 order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
    ) as a (slot, k1, r1)
    group by 1, 2
    having sum(a.r1) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as order_state,
      coalesce(c.r1, 0) as orders_to_ship
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.order_state collate "C" asc nulls last
limit $7::int;
-- $1 = Europe/Berlin
-- $2 = ["2026-04-09T07:30:00.000Z"]
-- $3 = 1
-- $4 = cart
-- $5 = 2026-04-09T07:30:00.000Z
-- $6 = cancelled
-- $7 = 10001
