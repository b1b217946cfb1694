-- months
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
  first_purchase_reduced as (
    select
      width_bucket(t.bought_at, $7::timestamptz[]) as cell,
      t.customer_no as entity,
      count(*) as v1
    from (
      select distinct on (s.customer_no) s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
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
      ) as s
      where (s.customer_no is not null and s.bought_at > '-infinity' and s.bought_at <= $8::timestamptz)
      order by s.customer_no, s.bought_at, s.tenant collate "C", s.order_no
    ) as t
    where t.bought_at >= $9::timestamptz
    and t.bought_at < $10::timestamptz
    group by 1, 2
  ),
  customer_reduced as (
    select
      width_bucket(least(t.joined_on::timestamp at time zone $2::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end), $11::timestamptz[]) as cell,
      count(*) as v1,
      count(*) filter (where t.newsletter = $4::boolean) as v2
    from (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as t
    where t.joined_on >= $12::date
    and t.joined_on <= $13::date
    and least(t.joined_on::timestamp at time zone $2::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end) >= $5::timestamptz
    and least(t.joined_on::timestamp at time zone $2::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end) < $6::timestamptz
    group by 1
  ),
  purchase_reduced_2 as (
    select
      width_bucket(t.bought_at, $11::timestamptz[]) as cell,
      count(*) as v1
    from (
      select t.customer_no, min(t.bought_at) as bought_at
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
      where (t.customer_no is not null and t.bought_at > '-infinity' and t.bought_at < $6::timestamptz)
      group by t.customer_no
    ) as t
    where t.bought_at >= $5::timestamptz
    and t.bought_at < $6::timestamptz
    group by 1
  ),
  second_purchase_reduced as (
    select
      width_bucket(t.bought_at, $11::timestamptz[]) as cell,
      count(*) as v1,
      sum(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) as v2,
      count(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) as v3
    from (
      select s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
      from (
        select s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at, row_number() over (partition by s.customer_no order by s.bought_at, s.tenant collate "C", s.order_no) as nth
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
        ) as s
        where (s.customer_no is not null and s.bought_at > '-infinity' and s.bought_at <= $8::timestamptz)
      ) as s
      where s.nth = 2
    ) as t
    where t.bought_at >= $5::timestamptz
    and t.bought_at < $6::timestamptz
    group by 1
  ),
  box_plan_reduced as (
    select
      width_bucket(least(t.begins_on::timestamp at time zone $2::text, case when ((t.begins_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.begins_on::timestamp then (t.begins_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end), $11::timestamptz[]) as cell,
      t.customer_no as entity,
      count(*) as v1
    from (
      select p.plan_no, p.customer_no, p.kind, p.weekly_price,
  p.begins_on, least(p.ends_on, p.cancelled_on) as ends_on -- null is no end
from boxes.plan as p
where p.trial is not true

    ) as t
    where t.begins_on >= $12::date
    and t.begins_on <= $13::date
    and least(t.begins_on::timestamp at time zone $2::text, case when ((t.begins_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.begins_on::timestamp then (t.begins_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end) >= $5::timestamptz
    and least(t.begins_on::timestamp at time zone $2::text, case when ((t.begins_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.begins_on::timestamp then (t.begins_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end) < $6::timestamptz
    group by 1, 2
  ),
  cells as (
    select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r3) as r3,
      sum(a.r4) as r4,
      sum(a.r5) as r5,
      sum(a.r6) as r6,
      sum(a.r7) as r7,
      sum(a.r8) as r8,
      sum(a.r8_contributed) as r8_contributed,
      sum(a.r9) as r9,
      sum(a.r10) as r10
    from (
      select s.cell, sum(s.v1), sum(s.v2), null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from customer_reduced as s
      group by 1
      union all
      select ($14::int[])[s.cell], null, null, null, count(s.entity) filter (where s.cell between $15::int and $16::int), sum(s.v1), null, null, null, null, null, null
      from purchase_reduced as s
      group by 1
      union all
      select s.cell, null, null, null, null, null, sum(s.v1), null, null, null, null, null
      from purchase_reduced_2 as s
      group by 1
      union all
      select s.cell, null, null, null, null, null, null, sum(s.v1), null, null, null, null
      from second_purchase_reduced as s
      group by 1
      union all
      select s.cell, null, null, null, null, null, null, null, null, null, sum(s.v1), null
      from first_purchase_reduced as s
      group by 1
      union all
      select d.sample, null, null, count(d.entity), null, null, null, null, null, null, null, null
      from (
        select ($14::int[])[s.cell] as sample, s.entity
        from purchase_reduced as s
        group by 1, 2
      ) as d
      group by 1
      union all
      select s.cell, null, null, null, null, null, null, null, round(sum(s.v2) * 1.000000000000000000000000000000 / nullif(sum(s.v3), 0), 12), sum(s.v3), null, null
      from second_purchase_reduced as s
      where s.v3 > 0
      group by 1
      union all
      select c.sample, null, null, null, null, null, null, null, null, null, null, count(*)
      from (
        select distinct c.*
        from (
          select s.cell as sample, s.entity
          from first_purchase_reduced as s
        ) as c
        join (
          select s.entity, ($14::int[])[s.cell] as sample
          from purchase_reduced as s
          union all
          select s.entity, s.cell as sample
          from box_plan_reduced as s
        ) as p on p.entity = c.entity and p.sample = c.sample
      ) as c
      group by 1
      union all
      select s.slot, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from generate_series(1, $17::int) as s (slot)
    ) as a (slot, r1, r2, r3, r4, r5, r6, r7, r8, r8_contributed, r9, r10)
    group by 1
  ),
  answer as (
    select
      c.slot as __slot,
      coalesce(c.r1, 0) as joined,
      coalesce(c.r2, 0) as newsletter_joined,
      coalesce(c.r3, 0) as buyers,
      round(coalesce(c.r4, 0) * 1.000000000000000000000000000000 / nullif(($18::int[])[c.slot], 0), 12) as buyers_daily,
      round(coalesce(c.r5, 0) * 1.000000000000000000000000000000 / nullif(coalesce(c.r3, 0), 0), 12) as orders_per_buyer,
      coalesce(c.r5, 0) as __numerator_of_orders_per_buyer,
      coalesce(c.r3, 0) as __denominator_of_orders_per_buyer,
      (coalesce(c.r5, 0) > 0 or coalesce(c.r3, 0) > 0)::int as __contributed_of_orders_per_buyer,
      coalesce(c.r6, 0) as first_buys,
      coalesce(c.r7, 0) as second_buys,
      round(coalesce(c.r7, 0) * 1.000000000000000000000000000000 / nullif(coalesce(c.r6, 0), 0), 12) as repeat_rate,
      coalesce(c.r7, 0) as __numerator_of_repeat_rate,
      coalesce(c.r6, 0) as __denominator_of_repeat_rate,
      (coalesce(c.r7, 0) > 0 or coalesce(c.r6, 0) > 0)::int as __contributed_of_repeat_rate,
      c.r8 as second_buy_worth,
      coalesce(c.r9, 0) as first_buys_month_before,
      coalesce(c.r10, 0) as came_back,
      round(coalesce(c.r10, 0) * 1.000000000000000000000000000000 / nullif(coalesce(c.r9, 0), 0), 12) as comeback_rate,
      coalesce(c.r10, 0) as __numerator_of_comeback_rate,
      coalesce(c.r9, 0) as __denominator_of_comeback_rate,
      (coalesce(c.r10, 0) > 0 or coalesce(c.r9, 0) > 0)::int as __contributed_of_comeback_rate
    from cells as c
  )
select a.*
from answer as a
order by a.__slot
limit $19::int;
-- $1 = ["2026-02-28T23:00:00.000Z","2026-03-01T23:00:00.000Z","2026-03-02T23:00:00.000Z","2026-03-03T23:00:00.000Z","2026-03-04T23:00:00.000Z","2026-03-05T23:00:00.000Z","2026-03-06T23:00:00.000Z","2026-03-07T23:00:00.000Z","2026-03-08T23:00:00.000Z","2026-03-09T23:00:00.000Z","2026-03-10T23:00:00.000Z","2026-03-11T23:00:00.000Z","2026-03-12T23:00:00.000Z","2026-03-13T23:00:00.000Z","2026-03-14T23:00:00.000Z","2026-03-15T23:00:00.000Z","2026-03-16T23:00:00.000Z","2026-03-17T23:00:00.000Z","2026-03-18T23:00:00.000Z","2026-03-19T23:00:00.000Z","2026-03-20T23:00:00.000Z","2026-03-21T23:00:00.000Z","2026-03-22T23:00:00.000Z","2026-03-23T23:00:00.000Z","2026-03-24T23:00:00.000Z","2026-03-25T23:00:00.000Z","2026-03-26T23:00:00.000Z","2026-03-27T23:00:00.000Z","2026-03-28T23:00:00.000Z","2026-03-29T22:00:00.000Z","2026-03-30T22:00:00.000Z","2026-03-31T22:00:00.000Z","2026-04-01T22:00:00.000Z","2026-04-02T22:00:00.000Z","2026-04-03T22:00:00.000Z","2026-04-04T22:00:00.000Z","2026-04-05T22:00:00.000Z","2026-04-06T22:00:00.000Z","2026-04-07T22:00:00.000Z","2026-04-08T22:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = Europe/Berlin
-- $3 = cart
-- $4 = true
-- $5 = 2026-02-28T23:00:00.000Z
-- $6 = 2026-04-09T07:30:00.000001Z
-- $7 = ["2026-01-31T23:00:00.000Z","2026-02-28T23:00:00.000Z","2026-03-31T22:00:00.000Z"]
-- $8 = 2026-04-09T07:30:00.000Z
-- $9 = 2026-01-31T23:00:00.000Z
-- $10 = 2026-03-31T22:00:00.000Z
-- $11 = ["2026-02-28T23:00:00.000Z","2026-03-31T22:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $12 = 2026-02-26
-- $13 = 2026-04-11
-- $14 = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2,2,2,2,2,2,2,2,2]
-- $15 = 1
-- $16 = 39
-- $17 = 2
-- $18 = [31,8]
-- $19 = 10001

-- weeks
with
  customer_reduced as (
    select
      width_bucket(least(t.joined_on::timestamp at time zone $1::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end), $2::timestamptz[]) as cell,
      t.customer_no as entity,
      count(*) as v1
    from (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as t
    where t.joined_on >= $3::date
    and t.joined_on <= $4::date
    and least(t.joined_on::timestamp at time zone $1::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) >= $5::timestamptz
    and least(t.joined_on::timestamp at time zone $1::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) < $6::timestamptz
    group by 1, 2
  ),
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $7::timestamptz[]) as cell,
      t.customer_no as entity,
      count(*) as v1
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
    where t.bought_at >= $10::timestamptz
    and t.bought_at < $6::timestamptz
    group by 1, 2
  ),
  cells as (
    select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r3) as r3
    from (
      select ($11::int[])[s.cell], sum(s.v1), null::numeric, null::numeric
      from customer_reduced as s
      where s.cell between $12::int and $13::int
      group by 1
      union all
      select ($14::int[])[s.cell], null, sum(s.v1), null
      from customer_reduced as s
      where s.cell between $15::int and $16::int
      group by 1
      union all
      select c.sample, null, null, count(*)
      from (
        select distinct c.*
        from (
          select ($14::int[])[s.cell] as sample, s.entity
          from customer_reduced as s
          where s.cell between $15::int and $16::int
        ) as c
        join (
          select s.entity, s.cell as sample
          from purchase_reduced as s
        ) as p on p.entity = c.entity and p.sample = c.sample
      ) as c
      group by 1
      union all
      select s.slot, null::numeric, null::numeric, null::numeric
      from generate_series(1, $16::int) as s (slot)
    ) as a (slot, r1, r2, r3)
    group by 1
  ),
  answer as (
    select
      c.slot as __slot,
      coalesce(c.r1, 0) as joined,
      coalesce(c.r2, 0) as joined_week_before,
      coalesce(c.r3, 0) as bought_week_after,
      round(coalesce(c.r3, 0) * 1.000000000000000000000000000000 / nullif(coalesce(c.r2, 0), 0), 12) as activation_rate,
      coalesce(c.r3, 0) as __numerator_of_activation_rate,
      coalesce(c.r2, 0) as __denominator_of_activation_rate,
      (coalesce(c.r3, 0) > 0 or coalesce(c.r2, 0) > 0)::int as __contributed_of_activation_rate
    from cells as c
  )
select a.*
from answer as a
order by a.__slot
limit $17::int;
-- $1 = Europe/Berlin
-- $2 = ["2026-02-22T23:00:00.000Z","2026-03-01T23:00:00.000Z","2026-03-08T23:00:00.000Z","2026-03-15T23:00:00.000Z","2026-03-22T23:00:00.000Z","2026-03-29T22:00:00.000Z","2026-04-05T22:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $3 = 2026-02-20
-- $4 = 2026-04-11
-- $5 = 2026-02-22T23:00:00.000Z
-- $6 = 2026-04-09T07:30:00.000001Z
-- $7 = ["2026-03-01T23:00:00.000Z","2026-03-08T23:00:00.000Z","2026-03-15T23:00:00.000Z","2026-03-22T23:00:00.000Z","2026-03-29T22:00:00.000Z","2026-04-05T22:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $8 = cart
-- $9 = true
-- $10 = 2026-03-01T23:00:00.000Z
-- $11 = [0,1,2,3,4,5,6]
-- $12 = 2
-- $13 = 7
-- $14 = [1,2,3,4,5,6,0]
-- $15 = 1
-- $16 = 6
-- $17 = 10001

-- regions
with
  purchase_reduced as (
    select
      t.cell,
      t.entity,
      coalesce(nullif(p2.region, ''), $1::text) as k1,
      t.v1
    from (
      select
        width_bucket(t.bought_at, $2::timestamptz[]) as cell,
        t.customer_no as entity,
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
      group by 1, 2
    ) as t
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p1 on p1.customer_no = t.entity
    left join crm.country as p2 on p2.country_code = p1.country_code
  ),
  customer_reduced as (
    select
      width_bucket(least(t.joined_on::timestamp at time zone $3::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end), $2::timestamptz[]) as cell,
      coalesce(nullif(p1.region, ''), $1::text) as k1,
      count(*) as v1
    from (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as t
    left join crm.country as p1 on p1.country_code = t.country_code
    where t.joined_on >= $8::date
    and t.joined_on <= $9::date
    and least(t.joined_on::timestamp at time zone $3::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) >= $6::timestamptz
    and least(t.joined_on::timestamp at time zone $3::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) < $7::timestamptz
    group by 1, 2
  ),
  second_purchase_reduced as (
    select
      width_bucket(t.bought_at, $2::timestamptz[]) as cell,
      coalesce(nullif(p2.region, ''), $1::text) as k1,
      count(*) as v1
    from (
      select s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
      from (
        select s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at, row_number() over (partition by s.customer_no order by s.bought_at, s.tenant collate "C", s.order_no) as nth
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
        ) as s
        where (s.customer_no is not null and s.bought_at > '-infinity' and s.bought_at <= $10::timestamptz)
      ) as s
      where s.nth = 2
    ) as t
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p1 on p1.customer_no = t.customer_no
    left join crm.country as p2 on p2.country_code = p1.country_code
    where t.bought_at >= $6::timestamptz
    and t.bought_at < $7::timestamptz
    group by 1, 2
  ),
  cells as (
    select
      a.slot,
      a.k1,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r3) as r3,
      sum(a.r4) as r4
    from (
      select s.cell, s.k1, sum(s.v1), null::numeric, null::numeric, null::numeric
      from customer_reduced as s
      group by 1, 2
      union all
      select s.cell, s.k1, null, count(s.entity), sum(s.v1), null
      from purchase_reduced as s
      group by 1, 2
      union all
      select s.cell, s.k1, null, null, null, sum(s.v1)
      from second_purchase_reduced as s
      group by 1, 2
    ) as a (slot, k1, r1, r2, r3, r4)
    group by 1, 2
    having sum(a.r1) > 0 or sum(a.r2) > 0 or sum(a.r3) > 0 or sum(a.r4) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as region,
      coalesce(c.r1, 0) as joined,
      coalesce(c.r2, 0) as buyers,
      coalesce(c.r3, 0) as orders,
      coalesce(c.r4, 0) as second_buys
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.region collate "C" asc nulls last
limit $11::int;
-- $1 = elsewhere
-- $2 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $3 = Europe/Berlin
-- $4 = cart
-- $5 = true
-- $6 = 2026-02-28T23:00:00.000Z
-- $7 = 2026-04-09T07:30:00.000001Z
-- $8 = 2026-02-26
-- $9 = 2026-04-11
-- $10 = 2026-04-09T07:30:00.000Z
-- $11 = 10001

-- segments
with
  purchase_reduced as (
    select
      t.cell,
      t.entity,
      p1.segment::text as k1,
      p1.country_code as k2,
      t.v1,
      t.v2
    from (
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
      group by 1, 2
    ) as t
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p1 on p1.customer_no = t.entity
  ),
  customer_reduced as (
    select
      width_bucket(least(t.joined_on::timestamp at time zone $2::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours') at time zone $2::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $2::text + interval '6 hours' end), $1::timestamptz[]) as cell,
      t.segment::text as k1,
      t.country_code as k2,
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
    group by 1, 2, 3
  ),
  cells as (
    select
      a.slot,
      a.k1,
      a.k2,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r3) as r3,
      sum(a.r3_contributed) as r3_contributed
    from (
      select s.cell, s.k1, s.k2, sum(s.v1), null::numeric, null::numeric, null::numeric
      from customer_reduced as s
      group by 1, 2, 3
      union all
      select s.cell, s.k1, s.k2, null, count(s.entity), sum(s.v2), count(s.v2)
      from purchase_reduced as s
      group by 1, 2, 3
    ) as a (slot, k1, k2, r1, r2, r3, r3_contributed)
    group by 1, 2, 3
    having sum(a.r1) > 0 or sum(a.r2) > 0 or sum(a.r3_contributed) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as segment,
      c.k2 as country,
      coalesce(c.r1, 0) as joined,
      coalesce(c.r2, 0) as buyers,
      coalesce(c.r3, 0) as takings
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.segment collate "C" asc nulls last, a.country collate "C" asc nulls last
limit $9::int;
-- $1 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = Europe/Berlin
-- $3 = cart
-- $4 = true
-- $5 = 2026-02-28T23:00:00.000Z
-- $6 = 2026-04-09T07:30:00.000001Z
-- $7 = 2026-02-26
-- $8 = 2026-04-11
-- $9 = 10001
