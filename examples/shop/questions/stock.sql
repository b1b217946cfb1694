-- days
with
  on_hand_reduced as (
    select
      width_bucket(t.held_from, $1::timestamptz[]) + 1 as cell,
      case when t.held_until is null then $2::int else width_bucket(t.held_until, $1::timestamptz[]) end + 1 as until_cell,
      t.sku as entity,
      count(*) filter (where t.pieces is distinct from $3::bigint) as v1,
      sum(t.pieces) as v2,
      count(nullif(t.pieces, 0)) as v3,
      count(t.pieces) as v4
    from warehouse.on_hand as t
    where t.held_from < $4::timestamptz
    and (t.held_until is null or t.held_until > t.held_from)
    group by 1, 2, 3
  ),
  stock_count_reduced as (
    select
      width_bucket(t.counted_at, $5::timestamptz[]) as cell,
      count(*) as v1
    from warehouse.stock_count as t
    where t.counted_at >= $6::timestamptz
    and t.counted_at < $7::timestamptz
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
      sum(a.r5) as r5,
      sum(a.r5_contributed) as r5_contributed
    from (
      select s.cell, sum(s.v1), null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from stock_count_reduced as s
      group by 1
      union all
      select n.sample, null, c.v2, c.v4, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $8::int + 1) over w as next,
          sum(sum(d.v2)) over w as v2,
          sum(sum(d.v4)) over w as v4
        from on_hand_reduced as s
        cross join lateral (values
          (($9::int[])[s.cell], s.v2, s.v4),
          (($9::int[])[s.until_cell], -s.v2, -s.v4)
        ) as d (sample, v2, v4)
        where ($9::int[])[s.cell] < ($9::int[])[s.until_cell] and d.sample <= $8::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v4 <> 0
      union all
      select n.sample, null, null, null, c.v2, c.v4, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $8::int + 1) over w as next,
          sum(sum(d.v2)) over w as v2,
          sum(sum(d.v4)) over w as v4
        from on_hand_reduced as s
        cross join lateral (values
          (($10::int[])[s.cell], s.v2, s.v4),
          (($10::int[])[s.until_cell], -s.v2, -s.v4)
        ) as d (sample, v2, v4)
        where ($10::int[])[s.cell] < ($10::int[])[s.until_cell] and d.sample <= $8::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v4 <> 0
      union all
      select n.sample, null, null, null, null, null, c.v1, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $8::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from (
          select e.sample as start, e.next as stop, 1 as v1
          from (
            select
              s.entity,
              d.sample as sample,
              lead(d.sample, 1, $8::int + 1) over w as next,
              sum(sum(d.valid)) over w as valid
            from on_hand_reduced as s
            cross join lateral (values
              (($10::int[])[s.cell], s.v1),
              (($10::int[])[s.until_cell], -s.v1)
            ) as d (sample, valid)
            where ($10::int[])[s.cell] < ($10::int[])[s.until_cell] and s.entity is not null and s.v1 > 0
            group by 1, 2
            window w as (partition by s.entity order by d.sample)
          ) as e
          where e.valid > 0
        ) as s
        cross join lateral (values
          (s.start, s.v1),
          (s.stop, -s.v1)
        ) as d (sample, v1)
        where s.start < s.stop and d.sample <= $8::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select ($11::int[])[m.moment], null, null, null, null, null, null, sum(m.close - m.open), count(*)
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
            (s.cell, s.v2, case when s.v3 > 0 then s.cell end),
            (s.until_cell, -s.v2, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $12::int and $2::int and m.open <> m.close
      group by 1
      union all
      select s.slot, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from generate_series(1, $8::int) as s (slot)
    ) as a (slot, r1, r2, r2_contributed, r3, r3_contributed, r4, r5, r5_contributed)
    group by 1
  ),
  answer as (
    select
      c.slot as __slot,
      coalesce(c.r1, 0) as stock_counts,
      coalesce(c.r2, 0) as stock_at_open,
      coalesce(c.r3, 0) as stock_at_close,
      (coalesce(c.r3, 0) - coalesce(c.r2, 0)) as stock_change,
      ((coalesce(c.r3, 0) is not null and coalesce(c.r2, 0) is not null))::int as __contributed_of_stock_change,
      coalesce(c.r4, 0) as articles_in_stock,
      coalesce(c.r5, 0) as stock_net
    from cells as c
  )
select a.*
from answer as a
order by a.__slot
limit $13::int;
-- $1 = ["2026-03-26T23:00:00.000Z","2026-03-27T23:00:00.000Z","2026-03-28T23:00:00.000Z","2026-03-29T22:00:00.000Z","2026-03-30T22:00:00.000Z","2026-03-31T22:00:00.000Z","2026-04-01T22:00:00.000Z","2026-04-02T22:00:00.000Z","2026-04-03T22:00:00.000Z","2026-04-04T22:00:00.000Z","2026-04-05T22:00:00.000Z","2026-04-06T22:00:00.000Z","2026-04-07T22:00:00.000Z","2026-04-08T22:00:00.000Z","2026-04-09T07:30:00.000Z"]
-- $2 = 15
-- $3 = 0
-- $4 = 2026-04-09T07:30:00.000Z
-- $5 = ["2026-03-26T23:00:00.000Z","2026-03-27T23:00:00.000Z","2026-03-28T23:00:00.000Z","2026-03-29T22:00:00.000Z","2026-03-30T22:00:00.000Z","2026-03-31T22:00:00.000Z","2026-04-01T22:00:00.000Z","2026-04-02T22:00:00.000Z","2026-04-03T22:00:00.000Z","2026-04-04T22:00:00.000Z","2026-04-05T22:00:00.000Z","2026-04-06T22:00:00.000Z","2026-04-07T22:00:00.000Z","2026-04-08T22:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $6 = 2026-03-26T23:00:00.000Z
-- $7 = 2026-04-09T07:30:00.000001Z
-- $8 = 14
-- $9 = [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,15]
-- $10 = [1,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]
-- $11 = [0,1,2,3,4,5,6,7,8,9,10,11,12,13,14]
-- $12 = 2
-- $13 = 10001

-- months
with
  on_hand_reduced as (
    select
      width_bucket(t.held_from, $1::timestamptz[]) + 1 as cell,
      case when t.held_until is null then $2::int else width_bucket(t.held_until, $1::timestamptz[]) end + 1 as until_cell,
      t.sku as entity,
      count(*) filter (where t.pieces is distinct from $3::bigint) as v1,
      sum(t.pieces) as v2,
      count(nullif(t.pieces, 0)) as v3,
      count(t.pieces) as v4
    from warehouse.on_hand as t
    where t.held_from < $4::timestamptz
    and (t.held_until is null or t.held_until > t.held_from)
    group by 1, 2, 3
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
      sum(a.r5_contributed) as r5_contributed
    from (
      select n.sample, c.v2, c.v4, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $5::int + 1) over w as next,
          sum(sum(d.v2)) over w as v2,
          sum(sum(d.v4)) over w as v4
        from on_hand_reduced as s
        cross join lateral (values
          (($6::int[])[s.cell], s.v2, s.v4),
          (($6::int[])[s.until_cell], -s.v2, -s.v4)
        ) as d (sample, v2, v4)
        where ($6::int[])[s.cell] < ($6::int[])[s.until_cell] and d.sample <= $5::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v4 <> 0
      union all
      select n.sample, null, null, c.v2, c.v4, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $5::int + 1) over w as next,
          sum(sum(d.v2)) over w as v2,
          sum(sum(d.v4)) over w as v4
        from on_hand_reduced as s
        cross join lateral (values
          (($7::int[])[s.cell], s.v2, s.v4),
          (($7::int[])[s.until_cell], -s.v2, -s.v4)
        ) as d (sample, v2, v4)
        where ($7::int[])[s.cell] < ($7::int[])[s.until_cell] and d.sample <= $5::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v4 <> 0
      union all
      select ($8::int[])[n.sample], null, null, null, null, sum(c.v2), sum(c.v4), null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $9::int + 1) over w as next,
          sum(sum(d.v2)) over w as v2,
          sum(sum(d.v4)) over w as v4
        from on_hand_reduced as s
        cross join lateral (values
          (($10::int[])[s.cell], s.v2, s.v4),
          (($10::int[])[s.until_cell], -s.v2, -s.v4)
        ) as d (sample, v2, v4)
        where ($10::int[])[s.cell] < ($10::int[])[s.until_cell] and d.sample <= $9::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v4 <> 0
      group by 1
      union all
      select n.sample, null, null, null, null, null, null, c.v1, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $5::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from (
          select e.sample as start, e.next as stop, 1 as v1
          from (
            select
              s.entity,
              d.sample as sample,
              lead(d.sample, 1, $5::int + 1) over w as next,
              sum(sum(d.valid)) over w as valid
            from on_hand_reduced as s
            cross join lateral (values
              (($7::int[])[s.cell], s.v1),
              (($7::int[])[s.until_cell], -s.v1)
            ) as d (sample, valid)
            where ($7::int[])[s.cell] < ($7::int[])[s.until_cell] and s.entity is not null and s.v1 > 0
            group by 1, 2
            window w as (partition by s.entity order by d.sample)
          ) as e
          where e.valid > 0
        ) as s
        cross join lateral (values
          (s.start, s.v1),
          (s.stop, -s.v1)
        ) as d (sample, v1)
        where s.start < s.stop and d.sample <= $5::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select ($11::int[])[m.moment], null, null, null, null, null, null, null, sum(m.close - m.open), count(*)
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
            (($12::int[])[s.cell], s.v2, case when s.v3 > 0 then ($12::int[])[s.cell] end),
            (($12::int[])[s.until_cell], -s.v2, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $5::int and $13::int and m.open <> m.close
      group by 1
      union all
      select s.slot, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from generate_series(1, $5::int) as s (slot)
    ) as a (slot, r1, r1_contributed, r2, r2_contributed, r3, r3_contributed, r4, r5, r5_contributed)
    group by 1
  ),
  answer as (
    select
      c.slot as __slot,
      coalesce(c.r1, 0) as stock_at_open,
      coalesce(c.r2, 0) as stock_at_close,
      round(coalesce(c.r3, 0) * 1.000000000000000000000000000000 / nullif(($14::int[])[c.slot], 0), 12) as stock_average,
      coalesce(c.r4, 0) as articles_in_stock,
      coalesce(c.r5, 0) as stock_net
    from cells as c
  )
select a.*
from answer as a
order by a.__slot
limit $15::int;
-- $1 = ["2026-02-28T23:00:00.000Z","2026-03-01T23:00:00.000Z","2026-03-02T23:00:00.000Z","2026-03-03T23:00:00.000Z","2026-03-04T23:00:00.000Z","2026-03-05T23:00:00.000Z","2026-03-06T23:00:00.000Z","2026-03-07T23:00:00.000Z","2026-03-08T23:00:00.000Z","2026-03-09T23:00:00.000Z","2026-03-10T23:00:00.000Z","2026-03-11T23:00:00.000Z","2026-03-12T23:00:00.000Z","2026-03-13T23:00:00.000Z","2026-03-14T23:00:00.000Z","2026-03-15T23:00:00.000Z","2026-03-16T23:00:00.000Z","2026-03-17T23:00:00.000Z","2026-03-18T23:00:00.000Z","2026-03-19T23:00:00.000Z","2026-03-20T23:00:00.000Z","2026-03-21T23:00:00.000Z","2026-03-22T23:00:00.000Z","2026-03-23T23:00:00.000Z","2026-03-24T23:00:00.000Z","2026-03-25T23:00:00.000Z","2026-03-26T23:00:00.000Z","2026-03-27T23:00:00.000Z","2026-03-28T23:00:00.000Z","2026-03-29T22:00:00.000Z","2026-03-30T22:00:00.000Z","2026-03-31T22:00:00.000Z","2026-04-01T22:00:00.000Z","2026-04-02T22:00:00.000Z","2026-04-03T22:00:00.000Z","2026-04-04T22:00:00.000Z","2026-04-05T22:00:00.000Z","2026-04-06T22:00:00.000Z","2026-04-07T22:00:00.000Z","2026-04-08T22:00:00.000Z","2026-04-09T07:30:00.000Z"]
-- $2 = 41
-- $3 = 0
-- $4 = 2026-04-09T07:30:00.000Z
-- $5 = 2
-- $6 = [1,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,3,3,3,3,3,3,3,3,3,3]
-- $7 = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2,2,2,2,2,2,2,2,2,3]
-- $8 = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2,2,2,2,2,2,2,2]
-- $9 = 39
-- $10 = [1,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,40]
-- $11 = [0,1,2]
-- $12 = [1,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,3,3,3,3,3,3,3,3,3,4]
-- $13 = 3
-- $14 = [31,8]
-- $15 = 10001

-- articles
with
  on_hand_reduced as (
    select
      width_bucket(t.held_from, $1::timestamptz[]) + 1 as cell,
      case when t.held_until is null then $2::int else width_bucket(t.held_until, $1::timestamptz[]) end + 1 as until_cell,
      t.sku as entity,
      t.tenant as k1,
      t.sku as k2,
      sum(t.pieces) as v1,
      count(nullif(t.pieces, 0)) as v2,
      count(t.pieces) as v3
    from warehouse.on_hand as t
    where t.held_from < $3::timestamptz
    and (t.held_until is null or t.held_until > t.held_from)
    group by 1, 2, 3, 4, 5
  ),
  purchase_line_reduced as (
    select
      width_bucket((t.booked_at at time zone $4::text), $1::timestamptz[]) as cell,
      t.tenant as k1,
      t.sku as k2,
      sum(t.pieces) as v1
    from sales.line as t
    where t.booked_at >= $5::date
    and t.booked_at <= $6::date
    and (t.booked_at at time zone $4::text) >= $7::timestamptz
    and (t.booked_at at time zone $4::text) < $3::timestamptz
    group by 1, 2, 3
  ),
  cells as (
    select
      a.slot,
      a.k1,
      a.k2,
      sum(a.r1) as r1,
      sum(a.r1_contributed) as r1_contributed,
      sum(a.r2) as r2,
      sum(a.r2_contributed) as r2_contributed,
      sum(a.r3) as r3,
      sum(a.r3_contributed) as r3_contributed,
      sum(a.r4) as r4,
      sum(a.r4_contributed) as r4_contributed
    from (
      select s.cell, s.k1, s.k2, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, sum(s.v1), count(s.v1)
      from purchase_line_reduced as s
      group by 1, 2, 3
      union all
      select n.sample, c.k1, c.k2, c.v1, c.v3, null, null, null, null, null, null
      from (
        select
          s.k1,
          s.k2,
          d.sample as sample,
          lead(d.sample, 1, $8::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1,
          sum(sum(d.v3)) over w as v3
        from on_hand_reduced as s
        cross join lateral (values
          (($9::int[])[s.cell], s.v1, s.v3),
          (($9::int[])[s.until_cell], -s.v1, -s.v3)
        ) as d (sample, v1, v3)
        where ($9::int[])[s.cell] < ($9::int[])[s.until_cell] and d.sample <= $8::int
        group by 1, 2, 3
        window w as (partition by s.k1, s.k2 order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select n.sample, c.k1, c.k2, null, null, c.v1, c.v3, null, null, null, null
      from (
        select
          s.k1,
          s.k2,
          d.sample as sample,
          lead(d.sample, 1, $8::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1,
          sum(sum(d.v3)) over w as v3
        from on_hand_reduced as s
        cross join lateral (values
          (($10::int[])[s.cell], s.v1, s.v3),
          (($10::int[])[s.until_cell], -s.v1, -s.v3)
        ) as d (sample, v1, v3)
        where ($10::int[])[s.cell] < ($10::int[])[s.until_cell] and d.sample <= $8::int
        group by 1, 2, 3
        window w as (partition by s.k1, s.k2 order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select ($11::int[])[m.moment], m.k1, m.k2, null, null, null, null, sum(m.close - m.open), count(*), null, null
      from (
        select
          a.*,
          coalesce(a.amount, 0) as close,
          coalesce(lag(a.amount) over (partition by a.entity, a.k1, a.k2 order by a.moment), 0) as open
        from (
          select
            s.entity,
            s.k1,
            s.k2,
            d.moment as moment,
            sum(sum(d.amount)) over (partition by s.entity, s.k1, s.k2 order by d.moment) as amount,
            min(min(d.there)) over (partition by s.entity, s.k1, s.k2) as first
          from on_hand_reduced as s
          cross join lateral (values
            (s.cell, s.v1, case when s.v2 > 0 then s.cell end),
            (s.until_cell, -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2, 3, 4
        ) as a
      ) as m
      where m.moment between $2::int and $2::int and m.open <> m.close
      group by 1, 2, 3
    ) as a (slot, k1, k2, r1, r1_contributed, r2, r2_contributed, r3, r3_contributed, r4, r4_contributed)
    group by 1, 2, 3
    having sum(a.r1_contributed) > 0 or sum(a.r2_contributed) > 0 or sum(a.r3_contributed) > 0 or sum(a.r4_contributed) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as store,
      c.k2 as sku,
      coalesce(c.r1, 0) as stock_at_open,
      coalesce(c.r2, 0) as stock_at_close,
      coalesce(c.r3, 0) as stock_net,
      coalesce(c.r4, 0) as pieces_sold
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.store collate "C" asc nulls last, a.sku collate "C" asc nulls last
limit $12::int;
-- $1 = ["2026-03-31T22:00:00.000Z","2026-04-08T22:00:00.000Z"]
-- $2 = 2
-- $3 = 2026-04-08T22:00:00.000Z
-- $4 = Europe/Berlin
-- $5 = 2026-03-29
-- $6 = 2026-04-10
-- $7 = 2026-03-31T22:00:00.000Z
-- $8 = 1
-- $9 = [1,2,2]
-- $10 = [1,1,2]
-- $11 = [0,1]
-- $12 = 10001

-- departments
with
  on_hand_reduced as (
    select
      width_bucket(t.held_from, $1::timestamptz[]) + 1 as cell,
      case when t.held_until is null then $2::int else width_bucket(t.held_until, $1::timestamptz[]) end + 1 as until_cell,
      coalesce(nullif(p2.department, ''), $3::text) as k1,
      sum(t.pieces) as v1,
      count(t.pieces) as v2
    from warehouse.on_hand as t
    left join warehouse.article as p1 on p1.tenant = t.tenant and p1.sku = t.sku
    left join warehouse.category as p2 on p2.category_code = p1.category_code
    where t.held_from < $4::timestamptz
    and (t.held_until is null or t.held_until >= $4::timestamptz)
    group by 1, 2, 3
  ),
  purchase_line_reduced as (
    select
      width_bucket((t.booked_at at time zone $5::text), $6::timestamptz[]) as cell,
      coalesce(nullif(p2.department, ''), $3::text) as k1,
      sum(t.pieces) as v1,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v2
    from sales.line as t
    left join warehouse.article as p1 on p1.tenant = t.tenant and p1.sku = t.sku
    left join warehouse.category as p2 on p2.category_code = p1.category_code
    where t.booked_at >= $7::date
    and t.booked_at <= $8::date
    and (t.booked_at at time zone $5::text) >= $9::timestamptz
    and (t.booked_at at time zone $5::text) < $4::timestamptz
    group by 1, 2
  ),
  refund_reduced as (
    select
      width_bucket(least(t.refunded_on::timestamp at time zone $5::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $5::text + interval '6 hours') at time zone $5::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $5::text + interval '6 hours' end), $6::timestamptz[]) as cell,
      coalesce(nullif(p3.department, ''), $3::text) as k1,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1
    from sales.refund as t
    left join sales.line as p1 on p1.tenant = t.tenant and p1.order_no = t.order_no and p1.line_no = t.line_no
    left join warehouse.article as p2 on p2.tenant = p1.tenant and p2.sku = p1.sku
    left join warehouse.category as p3 on p3.category_code = p2.category_code
    where t.refunded_on >= $7::date
    and t.refunded_on <= $8::date
    and least(t.refunded_on::timestamp at time zone $5::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $5::text + interval '6 hours') at time zone $5::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $5::text + interval '6 hours' end) >= $9::timestamptz
    and least(t.refunded_on::timestamp at time zone $5::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $5::text + interval '6 hours') at time zone $5::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $5::text + interval '6 hours' end) < $4::timestamptz
    and t.approved = $10::boolean
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
      sum(a.r4_contributed) as r4_contributed
    from (
      select s.cell, s.k1, null::numeric, null::numeric, sum(s.v1), count(s.v1), sum(s.v2), count(s.v2), null::numeric, null::numeric
      from purchase_line_reduced as s
      group by 1, 2
      union all
      select s.cell, s.k1, null, null, null, null, null, null, sum(s.v1), count(s.v1)
      from refund_reduced as s
      group by 1, 2
      union all
      select n.sample, c.k1, c.v1, c.v2, null, null, null, null, null, null
      from (
        select
          s.k1,
          d.sample as sample,
          lead(d.sample, 1, $2::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1,
          sum(sum(d.v2)) over w as v2
        from on_hand_reduced as s
        cross join lateral (values
          (s.cell, s.v1, s.v2),
          (s.until_cell, -s.v1, -s.v2)
        ) as d (sample, v1, v2)
        where s.cell < s.until_cell and d.sample <= $2::int
        group by 1, 2
        window w as (partition by s.k1 order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v2 <> 0
    ) as a (slot, k1, r1, r1_contributed, r2, r2_contributed, r3, r3_contributed, r4, r4_contributed)
    group by 1, 2
    having sum(a.r1_contributed) > 0 or sum(a.r2_contributed) > 0 or sum(a.r3_contributed) > 0 or sum(a.r4_contributed) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as department,
      coalesce(c.r1, 0) as stock_at_close,
      coalesce(c.r2, 0) as pieces_sold,
      coalesce(c.r3, 0) as gross_sales,
      coalesce(c.r4, 0) as refunded
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.department collate "C" asc nulls last
limit $11::int;
-- $1 = ["2026-04-08T22:00:00.000Z"]
-- $2 = 1
-- $3 = unsorted
-- $4 = 2026-04-08T22:00:00.000Z
-- $5 = Europe/Berlin
-- $6 = ["2026-02-28T23:00:00.000Z","2026-04-08T22:00:00.000Z"]
-- $7 = 2026-02-26
-- $8 = 2026-04-10
-- $9 = 2026-02-28T23:00:00.000Z
-- $10 = true
-- $11 = 10001
