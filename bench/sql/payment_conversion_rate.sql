-- Users whose first paid trade ever falls on the day, over those who registered on it.
with payers as (
  select (at at time zone 'Asia/Shanghai')::date as day, count(*) as payers
  from (select min(paid_at) as at from trade where payment_status = 'paid' group by user_id) as first_paid
  where at >= $1::timestamp at time zone 'Asia/Shanghai' and at < $2::timestamp at time zone 'Asia/Shanghai'
  group by 1
),
registered as (
  select (registration_date at time zone 'Asia/Shanghai')::date as day, count(*) as registered
  from "user"
  where registration_date >= $1::timestamp at time zone 'Asia/Shanghai'
  and registration_date < $2::timestamp at time zone 'Asia/Shanghai'
  group by 1
)
select day::date, round(coalesce(payers, 0)::numeric / nullif(registered, 0), 12) as value
from generate_series($1::timestamp, $2::timestamp - interval '1 day', interval '1 day') as day
left join payers using (day)
left join registered using (day)
order by day
