-- Failed tasks of the day over all of its tasks.
select day, if(tasks = 0, null, round(divideDecimal(toDecimal128(failed, 0), toDecimal128(greatest(tasks, 1), 0), 13), 12)) as value
from (
  select toDate(created_at, 'Asia/Shanghai') as day, countIf(status = 'failed') as failed, count() as tasks
  from task_generate_log
  where created_at >= toDateTime64({p1:Date}, 6, 'Asia/Shanghai') and created_at < toDateTime64({p2:Date}, 6, 'Asia/Shanghai')
  group by day
)
order by day
