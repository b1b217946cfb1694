-- Registrations of the day by channel, every channel of the period on every day.
with registered as (
  select
    (registration_date at time zone 'Asia/Shanghai')::date as day,
    coalesce(nullif(utm_source, ''), 'Direct') as utm_source,
    count(*) as users
  from "user"
  where registration_date >= $1::timestamp at time zone 'Asia/Shanghai'
  and registration_date < $2::timestamp at time zone 'Asia/Shanghai'
  group by 1, 2
)
select day::date, utm_source, coalesce(users, 0) as value
from generate_series($1::timestamp, $2::timestamp - interval '1 day', interval '1 day') as day
cross join (select distinct utm_source from registered) as channels
left join registered using (day, utm_source)
order by day, utm_source collate "C"
