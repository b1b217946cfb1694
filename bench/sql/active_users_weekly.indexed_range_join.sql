-- The same numbers as active_users_weekly.sql: every day joined with the tasks of its seven days,
-- so that their index is used.
select day::date, count(distinct user_id) as value
from generate_series($1::timestamp, $2::timestamp - interval '1 day', interval '1 day') as day
left join task_generate_log
  on status = 'success'
  and created_at >= (day - interval '6 days') at time zone 'Asia/Shanghai'
  and created_at < (day + interval '1 day') at time zone 'Asia/Shanghai'
group by day
order by day
