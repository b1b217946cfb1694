-- Successful tasks of the day over the users who had one.
select day::date, round(generations::numeric / nullif(users, 0), 12) as value
from generate_series($1::timestamp, $2::timestamp - interval '1 day', interval '1 day') as day
cross join lateral (
  select count(*) as generations, count(distinct user_id) as users
  from task_generate_log
  where status = 'success'
  and created_at >= day at time zone 'Asia/Shanghai' and created_at < (day + interval '1 day') at time zone 'Asia/Shanghai'
) as tasks
order by day
