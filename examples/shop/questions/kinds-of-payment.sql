-- by_kind
with
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $1::timestamptz[]) as cell,
      t.customer_no as entity,
      coalesce(case when nullif(t.method, '') = any ($2::text[]) then $3::text else nullif(t.method, '') end, $4::text) as k1,
      count(*) as v1,
      sum(case when t.charged > '-Infinity'::numeric and t.charged < 'Infinity'::numeric then t.charged end) as v2
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
    and t.bought_at < $9::timestamptz
    group by 1, 2, 3
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
      c.k1 as kind_of_payment,
      coalesce(c.r1, 0) as buyers,
      coalesce(c.r2, 0) as takings
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, (case when a.kind_of_payment = $10::text then $11::text
when a.kind_of_payment = $3::text then $12::text else ($13::text || a.kind_of_payment) end) collate "C" asc nulls last
limit $14::int;
-- $1 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = ["card","wallet","cash"]
-- $3 = at_once
-- $4 = unknown
-- $5 = Europe/Berlin
-- $6 = cart
-- $7 = true
-- $8 = 2026-02-28T23:00:00.000Z
-- $9 = 2026-04-09T07:30:00.000001Z
-- $10 = invoice
-- $11 = 00
-- $12 = 01
-- $13 = 1
-- $14 = 10001

-- by_method
with
  purchase_reduced as (
    select
      width_bucket(t.bought_at, $1::timestamptz[]) as cell,
      t.customer_no as entity,
      coalesce(nullif(t.method, ''), $2::text) as k1,
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
    group by 1, 2, 3
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
      c.k1 as method,
      coalesce(c.r1, 0) as buyers,
      coalesce(c.r2, 0) as takings
    from cells as c
  )
select a.*
from answer as a
order by a.__slot, a.method collate "C" asc nulls last
limit $8::int;
-- $1 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = unknown
-- $3 = Europe/Berlin
-- $4 = cart
-- $5 = true
-- $6 = 2026-02-28T23:00:00.000Z
-- $7 = 2026-04-09T07:30:00.000001Z
-- $8 = 10001

-- at_once
with
  purchase_reduced as (
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
    and coalesce(case when nullif(t.method, '') = any ($7::text[]) then $8::text else nullif(t.method, '') end, $9::text) = $8::text
    group by 1, 2
  ),
  cells as (
    select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r2_contributed) as r2_contributed
    from (
      select s.cell, count(s.entity), sum(s.v2), count(s.v2)
      from purchase_reduced as s
      group by 1
      union all
      select s.slot, null::numeric, null::numeric, null::numeric
      from generate_series(1, $10::int) as s (slot)
    ) as a (slot, r1, r2, r2_contributed)
    group by 1
  ),
  answer as (
    select
      c.slot as __slot,
      coalesce(c.r1, 0) as buyers,
      coalesce(c.r2, 0) as takings
    from cells as c
  )
select a.*
from answer as a
order by a.__slot
limit $11::int;
-- $1 = ["2026-02-28T23:00:00.000Z","2026-04-09T07:30:00.000001Z"]
-- $2 = Europe/Berlin
-- $3 = cart
-- $4 = true
-- $5 = 2026-02-28T23:00:00.000Z
-- $6 = 2026-04-09T07:30:00.000001Z
-- $7 = ["card","wallet","cash"]
-- $8 = at_once
-- $9 = unknown
-- $10 = 1
-- $11 = 10001
