-- months
with
  box_plan_reduced as (
    select
      width_bucket(least(t.begins_on::timestamp at time zone $1::text, case when ((t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.begins_on::timestamp then (t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end), $2::timestamptz[]) + 1 as cell,
      case when least(t.ends_on::timestamp at time zone $1::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) is null then $3::int else width_bucket(least(t.ends_on::timestamp at time zone $1::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end), $2::timestamptz[]) end + 1 as until_cell,
      t.customer_no as entity,
      count(*) as v1,
      sum(case when t.weekly_price > '-Infinity'::numeric and t.weekly_price < 'Infinity'::numeric then t.weekly_price end) as v2,
      count(nullif(case when t.weekly_price > '-Infinity'::numeric and t.weekly_price < 'Infinity'::numeric then t.weekly_price end, 0)) as v3,
      count(case when t.weekly_price > '-Infinity'::numeric and t.weekly_price < 'Infinity'::numeric then t.weekly_price end) as v4,
      sum(case when t.weekly_price > '-Infinity'::numeric and t.weekly_price < 'Infinity'::numeric then t.weekly_price end) filter (where p1.country_code = any ($4::text[])) as v5,
      count(case when t.weekly_price > '-Infinity'::numeric and t.weekly_price < 'Infinity'::numeric then t.weekly_price end) filter (where p1.country_code = any ($4::text[])) as v6
    from (
      select p.plan_no, p.customer_no, p.kind, p.weekly_price,
  p.begins_on, least(p.ends_on, p.cancelled_on) as ends_on -- null is no end
from boxes.plan as p
where p.trial is not true

    ) as t
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p1 on p1.customer_no = t.customer_no
    where least(t.begins_on::timestamp at time zone $1::text, case when ((t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.begins_on::timestamp then (t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) < $5::timestamptz
    and (least(t.ends_on::timestamp at time zone $1::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) is null or least(t.ends_on::timestamp at time zone $1::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) > least(t.begins_on::timestamp at time zone $1::text, case when ((t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.begins_on::timestamp then (t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end))
    group by 1, 2, 3
  ),
  cells as (
    select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r3) as r3,
      sum(a.r3_contributed) as r3_contributed,
      sum(a.r4) as r4,
      sum(a.r5) as r5,
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
      sum(a.r12_contributed) as r12_contributed,
      sum(a.r13) as r13,
      sum(a.r13_contributed) as r13_contributed,
      sum(a.r14) as r14,
      sum(a.r14_contributed) as r14_contributed,
      sum(a.r15) as r15,
      sum(a.r15_contributed) as r15_contributed,
      sum(a.r16) as r16,
      sum(a.r16_contributed) as r16_contributed
    from (
      select n.sample, c.v1, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $6::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from box_plan_reduced as s
        cross join lateral (values
          (($7::int[])[s.cell], s.v1),
          (($7::int[])[s.until_cell], -s.v1)
        ) as d (sample, v1)
        where ($7::int[])[s.cell] < ($7::int[])[s.until_cell] and d.sample <= $6::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select ($8::int[])[n.sample], null, sum(c.v1), null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $9::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from box_plan_reduced as s
        cross join lateral (values
          (($10::int[])[s.cell], s.v1),
          (($10::int[])[s.until_cell], -s.v1)
        ) as d (sample, v1)
        where ($10::int[])[s.cell] < ($10::int[])[s.until_cell] and d.sample <= $9::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      group by 1
      union all
      select n.sample, null, null, c.v2, c.v4, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $6::int + 1) over w as next,
          sum(sum(d.v2)) over w as v2,
          sum(sum(d.v4)) over w as v4
        from box_plan_reduced as s
        cross join lateral (values
          (($7::int[])[s.cell], s.v2, s.v4),
          (($7::int[])[s.until_cell], -s.v2, -s.v4)
        ) as d (sample, v2, v4)
        where ($7::int[])[s.cell] < ($7::int[])[s.until_cell] and d.sample <= $6::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v4 <> 0
      union all
      select n.sample, null, null, null, null, c.v1, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $6::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from (
          select e.sample as start, e.next as stop, 1 as v1
          from (
            select
              s.entity,
              d.sample as sample,
              lead(d.sample, 1, $6::int + 1) over w as next,
              sum(sum(d.valid)) over w as valid
            from box_plan_reduced as s
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
        where s.start < s.stop and d.sample <= $6::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select n.sample, null, null, null, null, null, c.v1, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $6::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from (
          select e.sample as start, e.next as stop, 1 as v1
          from (
            select
              s.entity,
              d.sample as sample,
              lead(d.sample, 1, $6::int + 1) over w as next,
              sum(sum(d.valid)) over w as valid
            from box_plan_reduced as s
            cross join lateral (values
              (($11::int[])[s.cell], s.v1),
              (($11::int[])[s.until_cell], -s.v1)
            ) as d (sample, valid)
            where ($11::int[])[s.cell] < ($11::int[])[s.until_cell] and s.entity is not null and s.v1 > 0
            group by 1, 2
            window w as (partition by s.entity order by d.sample)
          ) as e
          where e.valid > 0
        ) as s
        cross join lateral (values
          (s.start, s.v1),
          (s.stop, -s.v1)
        ) as d (sample, v1)
        where s.start < s.stop and d.sample <= $6::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select n.sample, null, null, null, null, null, null, c.v5, c.v6, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $6::int + 1) over w as next,
          sum(sum(d.v5)) over w as v5,
          sum(sum(d.v6)) over w as v6
        from box_plan_reduced as s
        cross join lateral (values
          (($7::int[])[s.cell], s.v5, s.v6),
          (($7::int[])[s.until_cell], -s.v5, -s.v6)
        ) as d (sample, v5, v6)
        where ($7::int[])[s.cell] < ($7::int[])[s.until_cell] and d.sample <= $6::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v6 <> 0
      union all
      select ($12::int[])[m.moment], null, null, null, null, null, null, null, null, sum(m.close - m.open), count(*), null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
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
          from box_plan_reduced as s
          cross join lateral (values
            (s.cell, s.v2, case when s.v3 > 0 then s.cell end),
            (s.until_cell, -s.v2, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $13::int and $3::int and m.open = 0 and m.close <> 0 and m.first >= m.moment
      group by 1
      union all
      select ($12::int[])[m.moment], null, null, null, null, null, null, null, null, null, null, sum(m.close - m.open), count(*), null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
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
          from box_plan_reduced as s
          cross join lateral (values
            (s.cell, s.v2, case when s.v3 > 0 then s.cell end),
            (s.until_cell, -s.v2, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $13::int and $3::int and m.open = 0 and m.close <> 0 and m.first < m.moment
      group by 1
      union all
      select ($12::int[])[m.moment], null, null, null, null, null, null, null, null, null, null, null, null, sum(m.close - m.open), count(*), null, null, null, null, null, null, null, null, null, null, null, null, null, null
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
          from box_plan_reduced as s
          cross join lateral (values
            (s.cell, s.v2, case when s.v3 > 0 then s.cell end),
            (s.until_cell, -s.v2, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $13::int and $3::int and m.open <> 0 and m.close <> 0 and m.close > m.open
      group by 1
      union all
      select ($12::int[])[m.moment], null, null, null, null, null, null, null, null, null, null, null, null, null, null, sum(m.open - m.close), count(*), null, null, null, null, null, null, null, null, null, null, null, null
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
          from box_plan_reduced as s
          cross join lateral (values
            (s.cell, s.v2, case when s.v3 > 0 then s.cell end),
            (s.until_cell, -s.v2, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $13::int and $3::int and m.open <> 0 and m.close <> 0 and m.close < m.open
      group by 1
      union all
      select ($12::int[])[m.moment], null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, sum(m.open - m.close), count(*), null, null, null, null, null, null, null, null, null, null
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
          from box_plan_reduced as s
          cross join lateral (values
            (s.cell, s.v2, case when s.v3 > 0 then s.cell end),
            (s.until_cell, -s.v2, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $13::int and $3::int and m.open <> 0 and m.close = 0
      group by 1
      union all
      select ($14::int[])[m.moment], null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, sum(m.close - m.open), count(*), null, null, null, null, null, null, null, null
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
          from box_plan_reduced as s
          cross join lateral (values
            (($15::int[])[s.cell], s.v2, case when s.v3 > 0 then ($15::int[])[s.cell] end),
            (($15::int[])[s.until_cell], -s.v2, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $13::int and $16::int and m.open <> m.close
      group by 1
      union all
      select ($12::int[])[m.moment], null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, count(*), count(*), null, null, null, null, null, null
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
          from box_plan_reduced as s
          cross join lateral (values
            (s.cell, s.v1, case when s.v1 > 0 then s.cell end),
            (s.until_cell, -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $13::int and $3::int and m.open = 0 and m.close <> 0 and m.first >= m.moment and m.entity is not null
      group by 1
      union all
      select ($12::int[])[m.moment], null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, count(*), count(*), null, null, null, null
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
          from box_plan_reduced as s
          cross join lateral (values
            (s.cell, s.v1, case when s.v1 > 0 then s.cell end),
            (s.until_cell, -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $13::int and $3::int and m.open <> 0 and m.close = 0 and m.entity is not null
      group by 1
      union all
      select ($14::int[])[m.moment], null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, count(*), count(*), null, null
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
          from box_plan_reduced as s
          cross join lateral (values
            (($15::int[])[s.cell], s.v1, case when s.v1 > 0 then ($15::int[])[s.cell] end),
            (($15::int[])[s.until_cell], -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $13::int and $16::int and m.open <> 0 and m.close = 0 and m.entity is not null
      group by 1
      union all
      select ($14::int[])[m.moment], null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, sum(m.close - m.open), count(*)
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
          from box_plan_reduced as s
          cross join lateral (values
            (($15::int[])[s.cell], s.v1, case when s.v1 > 0 then ($15::int[])[s.cell] end),
            (($15::int[])[s.until_cell], -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $13::int and $16::int and m.open <> m.close
      group by 1
      union all
      select s.slot, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from generate_series(1, $6::int) as s (slot)
    ) as a (slot, r1, r2, r3, r3_contributed, r4, r5, r6, r6_contributed, r7, r7_contributed, r8, r8_contributed, r9, r9_contributed, r10, r10_contributed, r11, r11_contributed, r12, r12_contributed, r13, r13_contributed, r14, r14_contributed, r15, r15_contributed, r16, r16_contributed)
    group by 1
  ),
  answer as (
    select
      c.slot as __slot,
      coalesce(c.r1, 0) as plans,
      round(coalesce(c.r2, 0) * 1.000000000000000000000000000000 / nullif(($17::int[])[c.slot], 0), 12) as plans_average,
      coalesce(c.r3, 0) as box_income,
      (coalesce(c.r3, 0) * $18::numeric) as box_income_a_year,
      (coalesce(c.r3, 0) is not null)::int as __contributed_of_box_income_a_year,
      coalesce(c.r4, 0) as box_customers,
      coalesce(c.r5, 0) as box_customers_at_open,
      round(coalesce(c.r3, 0) * 1.000000000000000000000000000000 / nullif(coalesce(c.r4, 0), 0), 12) as box_income_per_customer,
      ((coalesce(c.r3, 0) is not null and coalesce(c.r4, 0) is not null))::int as __contributed_of_box_income_per_customer,
      coalesce(c.r6, 0) as home_box_income,
      coalesce(c.r7, 0) as box_income_new,
      coalesce(c.r8, 0) as box_income_regained,
      coalesce(c.r9, 0) as box_income_grown,
      coalesce(c.r10, 0) as box_income_shrunk,
      coalesce(c.r11, 0) as box_income_lost,
      coalesce(c.r12, 0) as box_income_net,
      coalesce(c.r13, 0) as box_customers_new,
      coalesce(c.r14, 0) as box_customers_lost,
      coalesce(c.r15, 0) as opening_box_customers_lost,
      round(coalesce(c.r15, 0) * 1.000000000000000000000000000000 / nullif(coalesce(c.r5, 0), 0), 12) as box_churn,
      ((coalesce(c.r15, 0) is not null and coalesce(c.r5, 0) is not null))::int as __contributed_of_box_churn,
      coalesce(c.r16, 0) as plans_net
    from cells as c
  )
select a.*
from answer as a
order by a.__slot
limit $19::int;
-- $1 = Europe/Berlin
-- $2 = ["2026-01-31T23:00:00.000Z","2026-02-01T23:00:00.000Z","2026-02-02T23:00:00.000Z","2026-02-03T23:00:00.000Z","2026-02-04T23:00:00.000Z","2026-02-05T23:00:00.000Z","2026-02-06T23:00:00.000Z","2026-02-07T23:00:00.000Z","2026-02-08T23:00:00.000Z","2026-02-09T23:00:00.000Z","2026-02-10T23:00:00.000Z","2026-02-11T23:00:00.000Z","2026-02-12T23:00:00.000Z","2026-02-13T23:00:00.000Z","2026-02-14T23:00:00.000Z","2026-02-15T23:00:00.000Z","2026-02-16T23:00:00.000Z","2026-02-17T23:00:00.000Z","2026-02-18T23:00:00.000Z","2026-02-19T23:00:00.000Z","2026-02-20T23:00:00.000Z","2026-02-21T23:00:00.000Z","2026-02-22T23:00:00.000Z","2026-02-23T23:00:00.000Z","2026-02-24T23:00:00.000Z","2026-02-25T23:00:00.000Z","2026-02-26T23:00:00.000Z","2026-02-27T23:00:00.000Z","2026-02-28T23:00:00.000Z","2026-03-01T23:00:00.000Z","2026-03-02T23:00:00.000Z","2026-03-03T23:00:00.000Z","2026-03-04T23:00:00.000Z","2026-03-05T23:00:00.000Z","2026-03-06T23:00:00.000Z","2026-03-07T23:00:00.000Z","2026-03-08T23:00:00.000Z","2026-03-09T23:00:00.000Z","2026-03-10T23:00:00.000Z","2026-03-11T23:00:00.000Z","2026-03-12T23:00:00.000Z","2026-03-13T23:00:00.000Z","2026-03-14T23:00:00.000Z","2026-03-15T23:00:00.000Z","2026-03-16T23:00:00.000Z","2026-03-17T23:00:00.000Z","2026-03-18T23:00:00.000Z","2026-03-19T23:00:00.000Z","2026-03-20T23:00:00.000Z","2026-03-21T23:00:00.000Z","2026-03-22T23:00:00.000Z","2026-03-23T23:00:00.000Z","2026-03-24T23:00:00.000Z","2026-03-25T23:00:00.000Z","2026-03-26T23:00:00.000Z","2026-03-27T23:00:00.000Z","2026-03-28T23:00:00.000Z","2026-03-29T22:00:00.000Z","2026-03-30T22:00:00.000Z","2026-03-31T22:00:00.000Z","2026-04-01T22:00:00.000Z","2026-04-02T22:00:00.000Z","2026-04-03T22:00:00.000Z","2026-04-04T22:00:00.000Z","2026-04-05T22:00:00.000Z","2026-04-06T22:00:00.000Z","2026-04-07T22:00:00.000Z","2026-04-08T22:00:00.000Z","2026-04-09T07:30:00.000Z"]
-- $3 = 69
-- $4 = ["DE"]
-- $5 = 2026-04-09T07:30:00.000Z
-- $6 = 3
-- $7 = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,3,3,3,3,3,3,3,3,3,4]
-- $8 = [1,1,1,1,2,2,2,2,2,3]
-- $9 = 10
-- $10 = [1,1,1,1,1,1,1,1,1,2,2,2,2,2,2,2,3,3,3,3,3,3,3,4,4,4,4,4,4,4,5,5,5,5,5,5,5,6,6,6,6,6,6,6,7,7,7,7,7,7,7,8,8,8,8,8,8,8,9,9,9,9,9,9,9,10,10,10,10,11]
-- $11 = [1,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,4,4,4,4,4,4,4,4,4,4]
-- $12 = [0,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,3,3,3,3,3,3,3,3,3]
-- $13 = 2
-- $14 = [0,1,2,3]
-- $15 = [1,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,4,4,4,4,4,4,4,4,4,5]
-- $16 = 4
-- $17 = [4,5,1]
-- $18 = 52
-- $19 = 10001

-- days
with
  box_plan_reduced as (
    select
      width_bucket(least(t.begins_on::timestamp at time zone $1::text, case when ((t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.begins_on::timestamp then (t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end), $2::timestamptz[]) + 1 as cell,
      case when least(t.ends_on::timestamp at time zone $1::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) is null then $3::int else width_bucket(least(t.ends_on::timestamp at time zone $1::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end), $2::timestamptz[]) end + 1 as until_cell,
      t.customer_no as entity,
      sum(case when t.weekly_price > '-Infinity'::numeric and t.weekly_price < 'Infinity'::numeric then t.weekly_price end) as v1,
      count(nullif(case when t.weekly_price > '-Infinity'::numeric and t.weekly_price < 'Infinity'::numeric then t.weekly_price end, 0)) as v2,
      count(*) as v3,
      count(case when t.weekly_price > '-Infinity'::numeric and t.weekly_price < 'Infinity'::numeric then t.weekly_price end) as v4
    from (
      select p.plan_no, p.customer_no, p.kind, p.weekly_price,
  p.begins_on, least(p.ends_on, p.cancelled_on) as ends_on -- null is no end
from boxes.plan as p
where p.trial is not true

    ) as t
    where least(t.begins_on::timestamp at time zone $1::text, case when ((t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.begins_on::timestamp then (t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) < $4::timestamptz
    and (least(t.ends_on::timestamp at time zone $1::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) is null or least(t.ends_on::timestamp at time zone $1::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) > least(t.begins_on::timestamp at time zone $1::text, case when ((t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.begins_on::timestamp then (t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end))
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
      sum(a.r4_contributed) as r4_contributed,
      sum(a.r5) as r5,
      sum(a.r5_contributed) as r5_contributed,
      sum(a.r6) as r6,
      sum(a.r6_contributed) as r6_contributed,
      sum(a.r7) as r7,
      sum(a.r7_contributed) as r7_contributed,
      sum(a.r8) as r8,
      sum(a.r8_contributed) as r8_contributed
    from (
      select n.sample, c.v1, c.v4, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $5::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1,
          sum(sum(d.v4)) over w as v4
        from box_plan_reduced as s
        cross join lateral (values
          (($6::int[])[s.cell], s.v1, s.v4),
          (($6::int[])[s.until_cell], -s.v1, -s.v4)
        ) as d (sample, v1, v4)
        where ($6::int[])[s.cell] < ($6::int[])[s.until_cell] and d.sample <= $5::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v4 <> 0
      union all
      select ($7::int[])[m.moment], null, null, sum(m.close - m.open), count(*), null, null, null, null, null, null, null, null, null, null, null, null
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
          from box_plan_reduced as s
          cross join lateral (values
            (s.cell, s.v1, case when s.v2 > 0 then s.cell end),
            (s.until_cell, -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $8::int and $3::int and m.open = 0 and m.close <> 0 and m.first >= m.moment
      group by 1
      union all
      select ($7::int[])[m.moment], null, null, null, null, sum(m.close - m.open), count(*), null, null, null, null, null, null, null, null, null, null
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
          from box_plan_reduced as s
          cross join lateral (values
            (s.cell, s.v1, case when s.v2 > 0 then s.cell end),
            (s.until_cell, -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $8::int and $3::int and m.open = 0 and m.close <> 0 and m.first < m.moment
      group by 1
      union all
      select ($7::int[])[m.moment], null, null, null, null, null, null, sum(m.close - m.open), count(*), null, null, null, null, null, null, null, null
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
          from box_plan_reduced as s
          cross join lateral (values
            (s.cell, s.v1, case when s.v2 > 0 then s.cell end),
            (s.until_cell, -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $8::int and $3::int and m.open <> 0 and m.close <> 0 and m.close > m.open
      group by 1
      union all
      select ($7::int[])[m.moment], null, null, null, null, null, null, null, null, sum(m.open - m.close), count(*), null, null, null, null, null, null
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
          from box_plan_reduced as s
          cross join lateral (values
            (s.cell, s.v1, case when s.v2 > 0 then s.cell end),
            (s.until_cell, -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $8::int and $3::int and m.open <> 0 and m.close <> 0 and m.close < m.open
      group by 1
      union all
      select ($7::int[])[m.moment], null, null, null, null, null, null, null, null, null, null, sum(m.open - m.close), count(*), null, null, null, null
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
          from box_plan_reduced as s
          cross join lateral (values
            (s.cell, s.v1, case when s.v2 > 0 then s.cell end),
            (s.until_cell, -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $8::int and $3::int and m.open <> 0 and m.close = 0
      group by 1
      union all
      select ($7::int[])[m.moment], null, null, null, null, null, null, null, null, null, null, null, null, sum(m.close - m.open), count(*), null, null
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
          from box_plan_reduced as s
          cross join lateral (values
            (s.cell, s.v1, case when s.v2 > 0 then s.cell end),
            (s.until_cell, -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $8::int and $3::int and m.open <> m.close
      group by 1
      union all
      select ($7::int[])[m.moment], null, null, null, null, null, null, null, null, null, null, null, null, null, null, sum(m.close - m.open), count(*)
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
          from box_plan_reduced as s
          cross join lateral (values
            (s.cell, s.v3, case when s.v3 > 0 then s.cell end),
            (s.until_cell, -s.v3, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $8::int and $3::int and m.open <> m.close
      group by 1
    ) as a (slot, r1, r1_contributed, r2, r2_contributed, r3, r3_contributed, r4, r4_contributed, r5, r5_contributed, r6, r6_contributed, r7, r7_contributed, r8, r8_contributed)
    group by 1
    having sum(a.r1_contributed) > 0 or sum(a.r2_contributed) > 0 or sum(a.r3_contributed) > 0 or sum(a.r4_contributed) > 0 or sum(a.r5_contributed) > 0 or sum(a.r6_contributed) > 0 or sum(a.r7_contributed) > 0 or sum(a.r8_contributed) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      coalesce(c.r1, 0) as box_income,
      coalesce(c.r2, 0) as box_income_new,
      coalesce(c.r3, 0) as box_income_regained,
      coalesce(c.r4, 0) as box_income_grown,
      coalesce(c.r5, 0) as box_income_shrunk,
      coalesce(c.r6, 0) as box_income_lost,
      coalesce(c.r7, 0) as box_income_net,
      coalesce(c.r8, 0) as plans_net
    from cells as c
  )
select a.*
from answer as a
order by a.__slot
limit $9::int;
-- $1 = Europe/Berlin
-- $2 = ["2026-03-27T23:00:00.000Z","2026-03-28T23:00:00.000Z","2026-03-29T22:00:00.000Z","2026-03-30T22:00:00.000Z","2026-03-31T22:00:00.000Z","2026-04-01T22:00:00.000Z","2026-04-02T22:00:00.000Z","2026-04-03T22:00:00.000Z","2026-04-04T22:00:00.000Z","2026-04-05T22:00:00.000Z","2026-04-06T22:00:00.000Z","2026-04-07T22:00:00.000Z","2026-04-08T22:00:00.000Z","2026-04-09T07:30:00.000Z"]
-- $3 = 14
-- $4 = 2026-04-09T07:30:00.000Z
-- $5 = 13
-- $6 = [1,1,2,3,4,5,6,7,8,9,10,11,12,13,14]
-- $7 = [0,1,2,3,4,5,6,7,8,9,10,11,12,13]
-- $8 = 2
-- $9 = 10001

-- kinds
with
  box_plan_reduced as (
    select
      width_bucket(least(t.begins_on::timestamp at time zone $1::text, case when ((t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.begins_on::timestamp then (t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end), $2::timestamptz[]) + 1 as cell,
      case when least(t.ends_on::timestamp at time zone $1::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) is null then $3::int else width_bucket(least(t.ends_on::timestamp at time zone $1::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end), $2::timestamptz[]) end + 1 as until_cell,
      t.customer_no as entity,
      t.kind as k1,
      sum(case when t.weekly_price > '-Infinity'::numeric and t.weekly_price < 'Infinity'::numeric then t.weekly_price end) as v1,
      count(nullif(case when t.weekly_price > '-Infinity'::numeric and t.weekly_price < 'Infinity'::numeric then t.weekly_price end, 0)) as v2,
      count(*) as v3,
      count(case when t.weekly_price > '-Infinity'::numeric and t.weekly_price < 'Infinity'::numeric then t.weekly_price end) as v4
    from (
      select p.plan_no, p.customer_no, p.kind, p.weekly_price,
  p.begins_on, least(p.ends_on, p.cancelled_on) as ends_on -- null is no end
from boxes.plan as p
where p.trial is not true

    ) as t
    where least(t.begins_on::timestamp at time zone $1::text, case when ((t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.begins_on::timestamp then (t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) < $4::timestamptz
    and (least(t.ends_on::timestamp at time zone $1::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) is null or least(t.ends_on::timestamp at time zone $1::text, case when ((t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.ends_on::timestamp then (t.ends_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) > least(t.begins_on::timestamp at time zone $1::text, case when ((t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.begins_on::timestamp then (t.begins_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end))
    group by 1, 2, 3, 4
  ),
  cells as (
    select
      a.slot,
      a.k1,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r2_contributed) as r2_contributed,
      sum(a.r3) as r3,
      sum(a.r3_contributed) as r3_contributed,
      sum(a.r4) as r4,
      sum(a.r4_contributed) as r4_contributed,
      sum(a.r5) as r5,
      sum(a.r5_contributed) as r5_contributed
    from (
      select n.sample, c.k1, c.v3, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from (
        select
          s.k1,
          d.sample as sample,
          lead(d.sample, 1, $5::int + 1) over w as next,
          sum(sum(d.v3)) over w as v3
        from box_plan_reduced as s
        cross join lateral (values
          (($6::int[])[s.cell], s.v3),
          (($6::int[])[s.until_cell], -s.v3)
        ) as d (sample, v3)
        where ($6::int[])[s.cell] < ($6::int[])[s.until_cell] and d.sample <= $5::int
        group by 1, 2
        window w as (partition by s.k1 order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v3 <> 0
      union all
      select n.sample, c.k1, null, c.v1, c.v4, null, null, null, null, null, null
      from (
        select
          s.k1,
          d.sample as sample,
          lead(d.sample, 1, $5::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1,
          sum(sum(d.v4)) over w as v4
        from box_plan_reduced as s
        cross join lateral (values
          (($6::int[])[s.cell], s.v1, s.v4),
          (($6::int[])[s.until_cell], -s.v1, -s.v4)
        ) as d (sample, v1, v4)
        where ($6::int[])[s.cell] < ($6::int[])[s.until_cell] and d.sample <= $5::int
        group by 1, 2
        window w as (partition by s.k1 order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v4 <> 0
      union all
      select ($7::int[])[m.moment], m.k1, null, null, null, sum(m.close - m.open), count(*), null, null, null, null
      from (
        select
          a.*,
          coalesce(a.amount, 0) as close,
          coalesce(lag(a.amount) over (partition by a.entity, a.k1 order by a.moment), 0) as open
        from (
          select
            s.entity,
            s.k1,
            d.moment as moment,
            sum(sum(d.amount)) over (partition by s.entity, s.k1 order by d.moment) as amount,
            min(min(d.there)) over (partition by s.entity, s.k1) as first
          from box_plan_reduced as s
          cross join lateral (values
            (s.cell, s.v1, case when s.v2 > 0 then s.cell end),
            (s.until_cell, -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2, 3
        ) as a
      ) as m
      where m.moment between $8::int and $3::int and m.open = 0 and m.close <> 0 and m.first >= m.moment
      group by 1, 2
      union all
      select ($7::int[])[m.moment], m.k1, null, null, null, null, null, sum(m.open - m.close), count(*), null, null
      from (
        select
          a.*,
          coalesce(a.amount, 0) as close,
          coalesce(lag(a.amount) over (partition by a.entity, a.k1 order by a.moment), 0) as open
        from (
          select
            s.entity,
            s.k1,
            d.moment as moment,
            sum(sum(d.amount)) over (partition by s.entity, s.k1 order by d.moment) as amount,
            min(min(d.there)) over (partition by s.entity, s.k1) as first
          from box_plan_reduced as s
          cross join lateral (values
            (s.cell, s.v1, case when s.v2 > 0 then s.cell end),
            (s.until_cell, -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2, 3
        ) as a
      ) as m
      where m.moment between $8::int and $3::int and m.open <> 0 and m.close = 0
      group by 1, 2
      union all
      select ($9::int[])[m.moment], m.k1, null, null, null, null, null, null, null, sum(m.close - m.open), count(*)
      from (
        select
          a.*,
          coalesce(a.amount, 0) as close,
          coalesce(lag(a.amount) over (partition by a.entity, a.k1 order by a.moment), 0) as open
        from (
          select
            s.entity,
            s.k1,
            d.moment as moment,
            sum(sum(d.amount)) over (partition by s.entity, s.k1 order by d.moment) as amount,
            min(min(d.there)) over (partition by s.entity, s.k1) as first
          from box_plan_reduced as s
          cross join lateral (values
            (($10::int[])[s.cell], s.v1, case when s.v2 > 0 then ($10::int[])[s.cell] end),
            (($10::int[])[s.until_cell], -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2, 3
        ) as a
      ) as m
      where m.moment between $8::int and $8::int and m.open <> m.close
      group by 1, 2
    ) as a (slot, k1, r1, r2, r2_contributed, r3, r3_contributed, r4, r4_contributed, r5, r5_contributed)
    group by 1, 2
    having sum(a.r1) > 0 or sum(a.r2_contributed) > 0 or sum(a.r3_contributed) > 0 or sum(a.r4_contributed) > 0 or sum(a.r5_contributed) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as box_kind,
      coalesce(c.r1, 0) as plans,
      coalesce(c.r2, 0) as box_income,
      coalesce(c.r3, 0) as box_income_new,
      coalesce(c.r4, 0) as box_income_lost,
      coalesce(c.r5, 0) as box_income_net
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.box_kind collate "C" asc nulls last
limit $11::int;
-- $1 = Europe/Berlin
-- $2 = ["2026-02-28T23:00:00.000Z","2026-03-01T23:00:00.000Z","2026-03-02T23:00:00.000Z","2026-03-03T23:00:00.000Z","2026-03-04T23:00:00.000Z","2026-03-05T23:00:00.000Z","2026-03-06T23:00:00.000Z","2026-03-07T23:00:00.000Z","2026-03-08T23:00:00.000Z","2026-03-09T23:00:00.000Z","2026-03-10T23:00:00.000Z","2026-03-11T23:00:00.000Z","2026-03-12T23:00:00.000Z","2026-03-13T23:00:00.000Z","2026-03-14T23:00:00.000Z","2026-03-15T23:00:00.000Z","2026-03-16T23:00:00.000Z","2026-03-17T23:00:00.000Z","2026-03-18T23:00:00.000Z","2026-03-19T23:00:00.000Z","2026-03-20T23:00:00.000Z","2026-03-21T23:00:00.000Z","2026-03-22T23:00:00.000Z","2026-03-23T23:00:00.000Z","2026-03-24T23:00:00.000Z","2026-03-25T23:00:00.000Z","2026-03-26T23:00:00.000Z","2026-03-27T23:00:00.000Z","2026-03-28T23:00:00.000Z","2026-03-29T22:00:00.000Z","2026-03-30T22:00:00.000Z","2026-03-31T22:00:00.000Z"]
-- $3 = 32
-- $4 = 2026-03-31T22:00:00.000Z
-- $5 = 1
-- $6 = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2]
-- $7 = [0,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]
-- $8 = 2
-- $9 = [0,1]
-- $10 = [1,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,3]
-- $11 = 10001
