-- first
with
  purchase_reduced as (
    select
      t.cell,
      t.entity,
      coalesce(nullif(p2.channel, ''), $1::text) as k1,
      p2.method as k2,
      t.v1,
      t.v2
    from (
      select
        width_bucket(t.bought_at, $2::timestamptz[]) as cell,
        t.customer_no as entity,
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
      group by 1, 2
    ) as t
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p1 on p1.customer_no = t.entity
    left join (
      select distinct on (s.customer_no) s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
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
      where (s.customer_no is not null and s.bought_at > '-infinity' and s.bought_at <= $8::timestamptz)
      order by s.customer_no, s.bought_at, s.tenant collate "C", s.order_no
    ) as p2 on p2.customer_no = p1.customer_no
  ),
  purchase_line_reduced as (
    select
      width_bucket((t.booked_at at time zone $3::text), $2::timestamptz[]) as cell,
      coalesce(nullif(p3.channel, ''), $1::text) as k1,
      p3.method as k2,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1
    from sales.line as t
    left join (
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
    ) as p1 on p1.tenant = t.tenant and p1.order_no = t.order_no
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p2 on p2.customer_no = p1.customer_no
    left join (
      select distinct on (s.customer_no) s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
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
      where (s.customer_no is not null and s.bought_at > '-infinity' and s.bought_at <= $8::timestamptz)
      order by s.customer_no, s.bought_at, s.tenant collate "C", s.order_no
    ) as p3 on p3.customer_no = p2.customer_no
    where t.booked_at >= $9::date
    and t.booked_at <= $10::date
    and (t.booked_at at time zone $3::text) >= $6::timestamptz
    and (t.booked_at at time zone $3::text) < $7::timestamptz
    group by 1, 2, 3
  ),
  refund_reduced as (
    select
      width_bucket(least(t.refunded_on::timestamp at time zone $3::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end), $2::timestamptz[]) as cell,
      coalesce(nullif(p4.channel, ''), $1::text) as k1,
      p4.method as k2,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1
    from sales.refund as t
    left join sales.line as p1 on p1.tenant = t.tenant and p1.order_no = t.order_no and p1.line_no = t.line_no
    left join (
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
    ) as p2 on p2.tenant = p1.tenant and p2.order_no = p1.order_no
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p3 on p3.customer_no = p2.customer_no
    left join (
      select distinct on (s.customer_no) s.tenant, s.order_no, s.customer_no, s.channel, s.method, s.charged, s.rehearsal, s.bought_at
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
      where (s.customer_no is not null and s.bought_at > '-infinity' and s.bought_at <= $8::timestamptz)
      order by s.customer_no, s.bought_at, s.tenant collate "C", s.order_no
    ) as p4 on p4.customer_no = p3.customer_no
    where t.refunded_on >= $9::date
    and t.refunded_on <= $10::date
    and least(t.refunded_on::timestamp at time zone $3::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) >= $6::timestamptz
    and least(t.refunded_on::timestamp at time zone $3::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) < $7::timestamptz
    and t.approved = $5::boolean
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
      select s.cell, s.k1, s.k2, count(s.entity), sum(s.v2), count(s.v2), null::numeric, null::numeric, null::numeric, null::numeric
      from purchase_reduced as s
      group by 1, 2, 3
      union all
      select s.cell, s.k1, s.k2, null, null, null, sum(s.v1), count(s.v1), null, null
      from purchase_line_reduced as s
      group by 1, 2, 3
      union all
      select s.cell, s.k1, s.k2, null, null, null, null, null, sum(s.v1), count(s.v1)
      from refund_reduced as s
      group by 1, 2, 3
    ) as a (slot, k1, k2, r1, r2, r2_contributed, r3, r3_contributed, r4, r4_contributed)
    group by 1, 2, 3
    having sum(a.r1) > 0 or sum(a.r2_contributed) > 0 or sum(a.r3_contributed) > 0 or sum(a.r4_contributed) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as first_channel,
      c.k2 as first_method,
      coalesce(c.r1, 0) as buyers,
      coalesce(c.r2, 0) as takings,
      coalesce(c.r3, 0) as gross_sales,
      coalesce(c.r4, 0) as refunded
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.first_channel collate "C" asc nulls last, a.first_method collate "C" asc nulls last
limit $11::int;
-- $1 = never bought
-- $2 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $3 = Europe/Berlin
-- $4 = cart
-- $5 = true
-- $6 = 2026-02-28T23:00:00.000Z
-- $7 = 2026-04-09T07:30:00.000001Z
-- $8 = 2026-04-09T07:30:00.000Z
-- $9 = 2026-02-26
-- $10 = 2026-04-11
-- $11 = 10001

-- latest
with
  purchase_reduced as (
    select
      t.cell,
      t.entity,
      coalesce(nullif(p2.kind, ''), $1::text) as k1,
      t.v1,
      t.v2
    from (
      select
        width_bucket(t.bought_at, $2::timestamptz[]) as cell,
        t.customer_no as entity,
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
      group by 1, 2
    ) as t
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p1 on p1.customer_no = t.entity
    left join (
      select distinct on (s.customer_no) s.plan_no, s.customer_no, s.kind, s.weekly_price, s.begins_on, s.ends_on
      from (
        select p.plan_no, p.customer_no, p.kind, p.weekly_price,
  p.begins_on, least(p.ends_on, p.cancelled_on) as ends_on -- null is no end
from boxes.plan as p
where p.trial is not true

      ) as s
      where (s.customer_no is not null and s.begins_on > '-infinity' and least(s.begins_on::timestamp at time zone $3::text, case when ((s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= s.begins_on::timestamp then (s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) <= $8::timestamptz)
      order by s.customer_no, least(s.begins_on::timestamp at time zone $3::text, case when ((s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= s.begins_on::timestamp then (s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) desc, s.plan_no collate "C" desc
    ) as p2 on p2.customer_no = p1.customer_no
  ),
  purchase_line_reduced as (
    select
      width_bucket((t.booked_at at time zone $3::text), $2::timestamptz[]) as cell,
      coalesce(nullif(p3.kind, ''), $1::text) as k1,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1
    from sales.line as t
    left join (
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
    ) as p1 on p1.tenant = t.tenant and p1.order_no = t.order_no
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p2 on p2.customer_no = p1.customer_no
    left join (
      select distinct on (s.customer_no) s.plan_no, s.customer_no, s.kind, s.weekly_price, s.begins_on, s.ends_on
      from (
        select p.plan_no, p.customer_no, p.kind, p.weekly_price,
  p.begins_on, least(p.ends_on, p.cancelled_on) as ends_on -- null is no end
from boxes.plan as p
where p.trial is not true

      ) as s
      where (s.customer_no is not null and s.begins_on > '-infinity' and least(s.begins_on::timestamp at time zone $3::text, case when ((s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= s.begins_on::timestamp then (s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) <= $8::timestamptz)
      order by s.customer_no, least(s.begins_on::timestamp at time zone $3::text, case when ((s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= s.begins_on::timestamp then (s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) desc, s.plan_no collate "C" desc
    ) as p3 on p3.customer_no = p2.customer_no
    where t.booked_at >= $9::date
    and t.booked_at <= $10::date
    and (t.booked_at at time zone $3::text) >= $6::timestamptz
    and (t.booked_at at time zone $3::text) < $7::timestamptz
    group by 1, 2
  ),
  refund_reduced as (
    select
      width_bucket(least(t.refunded_on::timestamp at time zone $3::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end), $2::timestamptz[]) as cell,
      coalesce(nullif(p4.kind, ''), $1::text) as k1,
      sum(case when t.worth > '-Infinity'::numeric and t.worth < 'Infinity'::numeric then t.worth end) as v1
    from sales.refund as t
    left join sales.line as p1 on p1.tenant = t.tenant and p1.order_no = t.order_no and p1.line_no = t.line_no
    left join (
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
    ) as p2 on p2.tenant = p1.tenant and p2.order_no = p1.order_no
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p3 on p3.customer_no = p2.customer_no
    left join (
      select distinct on (s.customer_no) s.plan_no, s.customer_no, s.kind, s.weekly_price, s.begins_on, s.ends_on
      from (
        select p.plan_no, p.customer_no, p.kind, p.weekly_price,
  p.begins_on, least(p.ends_on, p.cancelled_on) as ends_on -- null is no end
from boxes.plan as p
where p.trial is not true

      ) as s
      where (s.customer_no is not null and s.begins_on > '-infinity' and least(s.begins_on::timestamp at time zone $3::text, case when ((s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= s.begins_on::timestamp then (s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) <= $8::timestamptz)
      order by s.customer_no, least(s.begins_on::timestamp at time zone $3::text, case when ((s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= s.begins_on::timestamp then (s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) desc, s.plan_no collate "C" desc
    ) as p4 on p4.customer_no = p3.customer_no
    where t.refunded_on >= $9::date
    and t.refunded_on <= $10::date
    and least(t.refunded_on::timestamp at time zone $3::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) >= $6::timestamptz
    and least(t.refunded_on::timestamp at time zone $3::text, case when ((t.refunded_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= t.refunded_on::timestamp then (t.refunded_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) < $7::timestamptz
    and t.approved = $5::boolean
    group by 1, 2
  ),
  customer_reduced as (
    select
      width_bucket(least(t.joined_on::timestamp at time zone $3::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end), $2::timestamptz[]) as cell,
      coalesce(nullif(p1.kind, ''), $1::text) as k1,
      count(*) as v1
    from (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as t
    left join (
      select distinct on (s.customer_no) s.plan_no, s.customer_no, s.kind, s.weekly_price, s.begins_on, s.ends_on
      from (
        select p.plan_no, p.customer_no, p.kind, p.weekly_price,
  p.begins_on, least(p.ends_on, p.cancelled_on) as ends_on -- null is no end
from boxes.plan as p
where p.trial is not true

      ) as s
      where (s.customer_no is not null and s.begins_on > '-infinity' and least(s.begins_on::timestamp at time zone $3::text, case when ((s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= s.begins_on::timestamp then (s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) <= $8::timestamptz)
      order by s.customer_no, least(s.begins_on::timestamp at time zone $3::text, case when ((s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= s.begins_on::timestamp then (s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) desc, s.plan_no collate "C" desc
    ) as p1 on p1.customer_no = t.customer_no
    where t.joined_on >= $9::date
    and t.joined_on <= $10::date
    and least(t.joined_on::timestamp at time zone $3::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) >= $6::timestamptz
    and least(t.joined_on::timestamp at time zone $3::text, case when ((t.joined_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= t.joined_on::timestamp then (t.joined_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) < $7::timestamptz
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
      sum(a.r3_contributed) as r3_contributed,
      sum(a.r4) as r4,
      sum(a.r4_contributed) as r4_contributed,
      sum(a.r5) as r5
    from (
      select s.cell, s.k1, count(s.entity), sum(s.v2), count(s.v2), null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from purchase_reduced as s
      group by 1, 2
      union all
      select s.cell, s.k1, null, null, null, sum(s.v1), count(s.v1), null, null, null
      from purchase_line_reduced as s
      group by 1, 2
      union all
      select s.cell, s.k1, null, null, null, null, null, sum(s.v1), count(s.v1), null
      from refund_reduced as s
      group by 1, 2
      union all
      select s.cell, s.k1, null, null, null, null, null, null, null, sum(s.v1)
      from customer_reduced as s
      group by 1, 2
    ) as a (slot, k1, r1, r2, r2_contributed, r3, r3_contributed, r4, r4_contributed, r5)
    group by 1, 2
    having sum(a.r1) > 0 or sum(a.r2_contributed) > 0 or sum(a.r3_contributed) > 0 or sum(a.r4_contributed) > 0 or sum(a.r5) > 0
  ),
  answer as (
    select
      c.slot as __slot,
      c.k1 as latest_plan,
      coalesce(c.r1, 0) as buyers,
      coalesce(c.r2, 0) as takings,
      (coalesce(c.r3, 0) - coalesce(c.r4, 0)) as net_sales,
      ((coalesce(c.r3, 0) is not null and coalesce(c.r4, 0) is not null))::int as __contributed_of_net_sales,
      coalesce(c.r5, 0) as joined
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.latest_plan collate "C" asc nulls last
limit $11::int;
-- $1 = no box
-- $2 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $3 = Europe/Berlin
-- $4 = cart
-- $5 = true
-- $6 = 2026-02-28T23:00:00.000Z
-- $7 = 2026-04-09T07:30:00.000001Z
-- $8 = 2026-04-09T07:30:00.000Z
-- $9 = 2026-02-26
-- $10 = 2026-04-11
-- $11 = 10001

-- latest_in_march
with
  purchase_reduced as (
    select
      t.cell,
      t.entity,
      coalesce(nullif(p2.kind, ''), $1::text) as k1,
      t.v1,
      t.v2
    from (
      select
        width_bucket(t.bought_at, $2::timestamptz[]) as cell,
        t.customer_no as entity,
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
      group by 1, 2
    ) as t
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p1 on p1.customer_no = t.entity
    left join (
      select distinct on (s.customer_no) s.plan_no, s.customer_no, s.kind, s.weekly_price, s.begins_on, s.ends_on
      from (
        select p.plan_no, p.customer_no, p.kind, p.weekly_price,
  p.begins_on, least(p.ends_on, p.cancelled_on) as ends_on -- null is no end
from boxes.plan as p
where p.trial is not true

      ) as s
      where (s.customer_no is not null and s.begins_on > '-infinity' and least(s.begins_on::timestamp at time zone $3::text, case when ((s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= s.begins_on::timestamp then (s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) <= $8::timestamptz)
      order by s.customer_no, least(s.begins_on::timestamp at time zone $3::text, case when ((s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours') at time zone $3::text >= s.begins_on::timestamp then (s.begins_on::timestamp - interval '6 hours') at time zone $3::text + interval '6 hours' end) desc, s.plan_no collate "C" desc
    ) as p2 on p2.customer_no = p1.customer_no
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
      c.k1 as latest_plan,
      coalesce(c.r1, 0) as buyers,
      coalesce(c.r2, 0) as takings
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.latest_plan collate "C" asc nulls last
limit $9::int;
-- $1 = no box
-- $2 = ["2026-02-28T23:00:00.000Z","2026-03-28T11:00:00.000001Z"]
-- $3 = Europe/Berlin
-- $4 = cart
-- $5 = true
-- $6 = 2026-02-28T23:00:00.000Z
-- $7 = 2026-03-28T11:00:00.000001Z
-- $8 = 2026-03-28T11:00:00.000Z
-- $9 = 10001

-- only
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
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p1 on p1.customer_no = t.customer_no
    left join (
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
      where (s.customer_no is not null and s.bought_at > '-infinity' and s.bought_at <= $5::timestamptz)
      order by s.customer_no, s.bought_at, s.tenant collate "C", s.order_no
    ) as p2 on p2.customer_no = p1.customer_no
    where t.bought_at >= $6::timestamptz
    and t.bought_at < $7::timestamptz
    and (p1.country_code = any ($8::text[]) and p2.method = $9::text)
    group by 1, 2
  ),
  purchase_line_reduced as (
    select
      width_bucket((t.booked_at at time zone $2::text), $1::timestamptz[]) as cell,
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
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p2 on p2.customer_no = p1.customer_no
    left join (
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
      where (s.customer_no is not null and s.bought_at > '-infinity' and s.bought_at <= $5::timestamptz)
      order by s.customer_no, s.bought_at, s.tenant collate "C", s.order_no
    ) as p3 on p3.customer_no = p2.customer_no
    where t.booked_at >= $10::date
    and t.booked_at <= $11::date
    and (t.booked_at at time zone $2::text) >= $6::timestamptz
    and (t.booked_at at time zone $2::text) < $7::timestamptz
    and (p2.country_code = any ($8::text[]) and p3.method = $9::text)
    group by 1
  ),
  purchase_reduced_2 as (
    select
      width_bucket(t.bought_at, $1::timestamptz[]) as cell,
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
      where (t.customer_no is not null and t.bought_at > '-infinity' and t.bought_at < $7::timestamptz)
      group by t.customer_no
    ) as t
    left join (
      select s.customer_no, s.country_code, s.segment, s.newsletter, s.joined_on, s.erased_on
      from crm.customer as s
      where s.erased_on is null
    ) as p1 on p1.customer_no = t.customer_no
    left join (
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
      where (s.customer_no is not null and s.bought_at > '-infinity' and s.bought_at <= $5::timestamptz)
      order by s.customer_no, s.bought_at, s.tenant collate "C", s.order_no
    ) as p2 on p2.customer_no = p1.customer_no
    where t.bought_at >= $6::timestamptz
    and t.bought_at < $7::timestamptz
    and (p1.country_code = any ($8::text[]) and p2.method = $9::text)
    group by 1
  ),
  cells as (
    select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r3) as r3,
      sum(a.r3_contributed) as r3_contributed,
      sum(a.r4) as r4
    from (
      select s.cell, sum(s.v1), count(s.entity), null::numeric, null::numeric, null::numeric
      from purchase_reduced as s
      group by 1
      union all
      select s.cell, null, null, sum(s.v1), count(s.v1), null
      from purchase_line_reduced as s
      group by 1
      union all
      select s.cell, null, null, null, null, sum(s.v1)
      from purchase_reduced_2 as s
      group by 1
      union all
      select s.slot, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric
      from generate_series(1, $12::int) as s (slot)
    ) as a (slot, r1, r2, r3, r3_contributed, r4)
    group by 1
  ),
  answer as (
    select
      c.slot as __slot,
      coalesce(c.r1, 0) as orders,
      coalesce(c.r2, 0) as buyers,
      coalesce(c.r3, 0) as gross_sales,
      coalesce(c.r4, 0) as first_buys
    from cells as c
  )
select a.*
from answer as a
order by a.__slot
limit $13::int;
-- $1 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = Europe/Berlin
-- $3 = cart
-- $4 = true
-- $5 = 2026-04-09T07:30:00.000Z
-- $6 = 2026-02-28T23:00:00.000Z
-- $7 = 2026-04-09T07:30:00.000001Z
-- $8 = ["DE"]
-- $9 = cash
-- $10 = 2026-02-26
-- $11 = 2026-04-11
-- $12 = 1
-- $13 = 10001
