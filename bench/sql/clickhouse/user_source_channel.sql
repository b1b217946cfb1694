-- Registrations of the day by channel, every channel of the period on every day.
select day, utm_source, value
from (
  select
    toDate(registration_date, 'Asia/Shanghai') as day,
    coalesce(nullIf(user.utm_source, ''), 'Direct') as utm_source,
    count() as value
  from user
  where registration_date >= toDateTime64({p1:Date}, 6, 'Asia/Shanghai') and registration_date < toDateTime64({p2:Date}, 6, 'Asia/Shanghai')
  group by day, utm_source
  order by utm_source, day with fill from {p1:Date} to {p2:Date}
)
order by day, utm_source
