-- Users with a successful task in the seven days that end with the day: the union of seven bitmaps.
-- Every day of the data has tasks, so no day is missing.
select day, value
from (
  select day, groupBitmapMerge(users) over (order by day rows between 6 preceding and current row) as value
  from (
    select toDate(created_at, 'Asia/Shanghai') as day, groupBitmapState(toUInt64(assumeNotNull(user_id))) as users
    from task_generate_log
    where status = 'success' and user_id is not null
    and created_at >= toDateTime64({p1:Date} - 6, 6, 'Asia/Shanghai') and created_at < toDateTime64({p2:Date}, 6, 'Asia/Shanghai')
    group by day
  )
)
where day >= {p1:Date}
order by day
