-- Users whose first paid trade ever falls on the day, over those who registered on it.
select day, if(registered = 0, null, round(divideDecimal(toDecimal128(ifNull(payers, 0), 0), toDecimal128(greatest(registered, 1), 0), 13), 12)) as value
from (
  select toDate(registration_date, 'Asia/Shanghai') as day, count() as registered
  from user
  where registration_date >= toDateTime64({p1:Date}, 6, 'Asia/Shanghai') and registration_date < toDateTime64({p2:Date}, 6, 'Asia/Shanghai')
  group by day
) as registrations
left join (
  select toDate(at, 'Asia/Shanghai') as day, count() as payers
  from (select min(paid_at) as at from trade where payment_status = 'paid' group by user_id)
  where at >= toDateTime64({p1:Date}, 6, 'Asia/Shanghai') and at < toDateTime64({p2:Date}, 6, 'Asia/Shanghai')
  group by day
) as trades using (day)
order by day
