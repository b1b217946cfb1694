-- Users with a successful task on the day.
select
  day::date,
  (
    select count(distinct user_id)
    from task_generate_log
    where status = 'success'
    and created_at >= day at time zone 'Asia/Shanghai' and created_at < (day + interval '1 day') at time zone 'Asia/Shanghai'
  ) as value
from generate_series($1::timestamp, $2::timestamp - interval '1 day', interval '1 day') as day
order by day
