-- Users registered in the week before who have a task or an action in the week, over all of them.
select week::date as day, round(back::numeric / nullif(registered, 0), 12) as value
from generate_series($1::timestamp, $2::timestamp - interval '1 week', interval '1 week') as week
cross join lateral (
  select
    count(*) as registered,
    count(*) filter (
      where exists (
        select from task_generate_log as t
        where t.user_id = u.id
        and t.created_at >= week at time zone 'Asia/Shanghai' and t.created_at < (week + interval '1 week') at time zone 'Asia/Shanghai'
      )
      or exists (
        select from user_action_log as a
        where a.user_id = u.id
        and a.created_at >= week at time zone 'Asia/Shanghai' and a.created_at < (week + interval '1 week') at time zone 'Asia/Shanghai'
      )
    ) as back
  from "user" as u
  where registration_date >= (week - interval '1 week') at time zone 'Asia/Shanghai'
  and registration_date < week at time zone 'Asia/Shanghai'
) as cohort
order by week
