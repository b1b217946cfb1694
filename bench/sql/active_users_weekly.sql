-- Users with a successful task in the seven days that end with the day. Each active day of a user
-- lasts seven days, or until the user is active again. So no user counts twice, and the count is
-- the users who came minus those who left.
with active as (
  select day::date, user_id
  from generate_series($1::timestamp - interval '6 days', $2::timestamp - interval '1 day', interval '1 day') as day
  cross join lateral (
    select distinct user_id
    from task_generate_log
    where status = 'success' and user_id is not null
    and created_at >= day at time zone 'Asia/Shanghai' and created_at < (day + interval '1 day') at time zone 'Asia/Shanghai'
  ) as users
),
spells as (
  select day as since, least(day + 7, lead(day) over (partition by user_id order by day)) as gone
  from active
),
changes as (
  select since as day, count(*) as change from spells group by 1
  union all
  select gone, -count(*) from spells group by 1
  union all
  select day::date, 0 from generate_series($1::timestamp, $2::timestamp - interval '1 day', interval '1 day') as day
)
select day, users as value
from (select day, sum(sum(change)) over (order by day) as users from changes group by day) as days
where day >= $1::date and day < $2::date
order by day
