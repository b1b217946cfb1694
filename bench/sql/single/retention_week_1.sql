-- The same numbers as ../retention_week_1.sql, for a database whose indexes have one column each. The
-- rows of each week are read: an index of the user alone would lead to all that each user ever did.
select
  week::date as day,
  round(back::numeric / nullif(registered, 0), 12) as value
from generate_series($1::timestamp, $2::timestamp - interval '1 week', interval '1 week') as week
cross join lateral (
  select
    count(*) as registered,
    count(*) filter (
      where u.id in (
        select t.user_id from task_generate_log as t
        where t.created_at >= week at time zone 'Asia/Shanghai' and t.created_at < (week + interval '1 week') at time zone 'Asia/Shanghai'
      )
      or u.id in (
        select a.user_id from user_action_log as a
        where a.created_at >= week at time zone 'Asia/Shanghai' and a.created_at < (week + interval '1 week') at time zone 'Asia/Shanghai'
      )
    ) as back
  from "user" as u
  where registration_date >= (week - interval '1 week') at time zone 'Asia/Shanghai' and registration_date < week at time zone 'Asia/Shanghai'
) as cohort
order by week
