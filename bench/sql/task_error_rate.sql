-- Failed tasks of the day over all of its tasks.
select day::date, round(failed::numeric / nullif(tasks, 0), 12) as value
from generate_series($1::timestamp, $2::timestamp - interval '1 day', interval '1 day') as day
cross join lateral (
  select count(*) filter (where status = 'failed') as failed, count(*) as tasks
  from task_generate_log
  where created_at >= day at time zone 'Asia/Shanghai' and created_at < (day + interval '1 day') at time zone 'Asia/Shanghai'
) as tasks
order by day
