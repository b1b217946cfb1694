-- Users whose first paid trade ever falls on the day.
with payers as (
  select (at at time zone 'Asia/Shanghai')::date as day, count(*) as payers
  from (select min(paid_at) as at from trade where payment_status = 'paid' group by user_id) as first_paid
  where at >= $1::timestamp at time zone 'Asia/Shanghai' and at < $2::timestamp at time zone 'Asia/Shanghai'
  group by 1
)
select day::date, coalesce(payers, 0) as value
from generate_series($1::timestamp, $2::timestamp - interval '1 day', interval '1 day') as day
left join payers using (day)
order by day
