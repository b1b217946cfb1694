-- Users whose first paid trade ever falls on the day.
select day, value
from (
  select toDate(at, 'Asia/Shanghai') as day, count() as value
  from (select min(paid_at) as at from trade where payment_status = 'paid' group by user_id)
  where at >= toDateTime64({p1:Date}, 6, 'Asia/Shanghai') and at < toDateTime64({p2:Date}, 6, 'Asia/Shanghai')
  group by day
)
order by day with fill from {p1:Date} to {p2:Date}
