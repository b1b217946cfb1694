-- Copies, downloads and saves of the day over its successful tasks.
select day, if(generations = 0, null, round(divideDecimal(toDecimal128(ifNull(adoptions, 0), 0), toDecimal128(greatest(generations, 1), 0), 13), 12)) as value
from (
  select toDate(created_at, 'Asia/Shanghai') as day, count() as generations
  from task_generate_log
  where status = 'success'
  and created_at >= toDateTime64({p1:Date}, 6, 'Asia/Shanghai') and created_at < toDateTime64({p2:Date}, 6, 'Asia/Shanghai')
  group by day
) as tasks
left join (
  select toDate(created_at, 'Asia/Shanghai') as day, count() as adoptions
  from user_action_log
  where action_type in ('copy', 'download', 'save')
  and created_at >= toDateTime64({p1:Date}, 6, 'Asia/Shanghai') and created_at < toDateTime64({p2:Date}, 6, 'Asia/Shanghai')
  group by day
) as actions using (day)
order by day
