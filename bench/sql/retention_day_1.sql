-- Users registered on the day before who have a task or an action on the day, over all of them.
select
  day::date,
  round(back::numeric / nullif(registered, 0), 12) as value
from generate_series($1::timestamp, $2::timestamp - interval '1 day', interval '1 day') as day
cross join lateral (
  select
    count(*) as registered,
    count(*) filter (
      where exists (
        select from task_generate_log as t
        where t.user_id = u.id
        and t.created_at >= day at time zone 'Asia/Shanghai' and t.created_at < (day + interval '1 day') at time zone 'Asia/Shanghai'
      )
      or exists (
        select from user_action_log as a
        where a.user_id = u.id
        and a.created_at >= day at time zone 'Asia/Shanghai' and a.created_at < (day + interval '1 day') at time zone 'Asia/Shanghai'
      )
    ) as back
  from "user" as u
  where registration_date >= (day - interval '1 day') at time zone 'Asia/Shanghai' and registration_date < day at time zone 'Asia/Shanghai'
) as cohort
order by day
