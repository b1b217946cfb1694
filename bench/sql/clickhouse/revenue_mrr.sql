-- Monthly fees in force at the close of each day. A fee counts from the day it starts to the day
-- before it ends. The sum adds up all starts and ends, day by day.
select day, value
from (
  select day, sum(sum(change)) over (order by day) as value
  from (
    select toDate(start_date, 'Asia/Shanghai') as day, monthly_fee as change
    from subscription_records
    where (end_date > start_date or end_date is null) and not (status = 'expired' and end_date is null)
    union all
    select toDate(assumeNotNull(end_date), 'Asia/Shanghai'), -monthly_fee
    from subscription_records
    where end_date > start_date
    union all
    select {p1:Date} + arrayJoin(range(toUInt32({p2:Date} - {p1:Date}))), toDecimal64(0, 2)
  )
  group by day
)
where day >= {p1:Date} and day < {p2:Date}
order by day
