-- Monthly fees in force at the close of each day, from $1 to the day before $2. A fee counts from
-- the day it starts to the day before it ends. The sum adds up all starts and ends, day by day.
with changes as (
  select (start_date at time zone 'Asia/Shanghai')::date as day, monthly_fee as change
  from subscription_records
  where (end_date > start_date or end_date is null) and not (status = 'expired' and end_date is null)
  union all
  select (end_date at time zone 'Asia/Shanghai')::date, -monthly_fee
  from subscription_records
  where end_date > start_date
  union all
  select day::date, 0
  from generate_series($1::timestamp, $2::timestamp - interval '1 day', interval '1 day') as day
)
select day, mrr as value
from (select day, sum(sum(change)) over (order by day) as mrr from changes group by day) as days
where day >= $1::date and day < $2::date
order by day
