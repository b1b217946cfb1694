-- Tasks of the day that came back with a result.
select toDate(created_at, 'Asia/Shanghai') as day, count() as value
from task_generate_log
where status = 'success'
and created_at >= toDateTime64({p1:Date}, 6, 'Asia/Shanghai') and created_at < toDateTime64({p2:Date}, 6, 'Asia/Shanghai')
group by day
order by day with fill from {p1:Date} to {p2:Date}
