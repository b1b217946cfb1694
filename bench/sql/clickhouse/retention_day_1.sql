-- Users registered on the day before who have a task or an action on the day, over all of them.
select day, if(registered = 0, null, round(divideDecimal(toDecimal128(back, 0), toDecimal128(greatest(registered, 1), 0), 13), 12)) as value
from (
  select
    toDate(registration_date, 'Asia/Shanghai') + 1 as day,
    count() as registered,
    countIf((id, toDate(registration_date, 'Asia/Shanghai') + 1) in (
      select assumeNotNull(user_id), toDate(created_at, 'Asia/Shanghai')
      from task_generate_log
      where created_at >= toDateTime64({p1:Date}, 6, 'Asia/Shanghai') and created_at < toDateTime64({p2:Date}, 6, 'Asia/Shanghai')
      and user_id in (select id from user where registration_date >= toDateTime64({p1:Date} - 1, 6, 'Asia/Shanghai') and registration_date < toDateTime64({p2:Date} - 1, 6, 'Asia/Shanghai'))
      union all
      select assumeNotNull(user_id), toDate(created_at, 'Asia/Shanghai')
      from user_action_log
      where created_at >= toDateTime64({p1:Date}, 6, 'Asia/Shanghai') and created_at < toDateTime64({p2:Date}, 6, 'Asia/Shanghai')
      and user_id in (select id from user where registration_date >= toDateTime64({p1:Date} - 1, 6, 'Asia/Shanghai') and registration_date < toDateTime64({p2:Date} - 1, 6, 'Asia/Shanghai'))
    )) as back
  from user
  where registration_date >= toDateTime64({p1:Date} - 1, 6, 'Asia/Shanghai') and registration_date < toDateTime64({p2:Date} - 1, 6, 'Asia/Shanghai')
  group by day
)
order by day
