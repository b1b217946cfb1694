-- Users with a successful task on the day.
select toDate(created_at, 'Asia/Shanghai') as day, uniqExact(user_id) as value
from task_generate_log
where status = 'success'
and created_at >= toDateTime64({p1:Date}, 6, 'Asia/Shanghai') and created_at < toDateTime64({p2:Date}, 6, 'Asia/Shanghai')
group by day
order by day with fill from {p1:Date} to {p2:Date}
