-- The same numbers as active_users_weekly.sql in the usual form: every day joined with the active
-- days of its week.
with active as (
  select distinct (created_at at time zone 'Asia/Shanghai')::date as active_on, user_id
  from task_generate_log
  where status = 'success'
  and created_at >= ($1::timestamp - interval '6 days') at time zone 'Asia/Shanghai'
  and created_at < $2::timestamp at time zone 'Asia/Shanghai'
)
select day::date, count(distinct user_id) as value
from generate_series($1::timestamp, $2::timestamp - interval '1 day', interval '1 day') as day
left join active on active_on between day::date - 6 and day::date
group by day
order by day
