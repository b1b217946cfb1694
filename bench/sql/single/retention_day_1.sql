-- The same numbers as ../retention_day_1.sql, for a database whose indexes have one column each. The
-- rows of each day are read: an index of the user alone would lead to all that each user ever did.
select
  day::date,
  round(back::numeric / nullif(registered, 0), 12) as value
from generate_series($1::timestamp, $2::timestamp - interval '1 day', interval '1 day') as day
cross join lateral (
  select
    count(*) as registered,
    count(*) filter (
      where u.id in (
        select t.user_id from task_generate_log as t
        where t.created_at >= day at time zone 'Asia/Shanghai' and t.created_at < (day + interval '1 day') at time zone 'Asia/Shanghai'
      )
      or u.id in (
        select a.user_id from user_action_log as a
        where a.created_at >= day at time zone 'Asia/Shanghai' and a.created_at < (day + interval '1 day') at time zone 'Asia/Shanghai'
      )
    ) as back
  from "user" as u
  where registration_date >= (day - interval '1 day') at time zone 'Asia/Shanghai' and registration_date < day at time zone 'Asia/Shanghai'
) as cohort
order by day
