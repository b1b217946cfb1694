-- Copies, downloads and saves of the day over its successful tasks.
select day::date, round(adoptions::numeric / nullif(generations, 0), 12) as value
from generate_series($1::timestamp, $2::timestamp - interval '1 day', interval '1 day') as day
cross join lateral (
  select count(*) as adoptions
  from user_action_log
  where action_type in ('copy', 'download', 'save')
  and created_at >= day at time zone 'Asia/Shanghai' and created_at < (day + interval '1 day') at time zone 'Asia/Shanghai'
) as actions
cross join lateral (
  select count(*) as generations
  from task_generate_log
  where status = 'success'
  and created_at >= day at time zone 'Asia/Shanghai' and created_at < (day + interval '1 day') at time zone 'Asia/Shanghai'
) as tasks
order by day
