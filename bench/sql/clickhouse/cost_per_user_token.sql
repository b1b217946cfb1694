-- Tokens of all tasks of the day over the users who had one.
select day, if(users = 0, null, round(divideDecimal(toDecimal128(tokens, 0), toDecimal128(greatest(users, 1), 0), 13), 12)) as value
from (
  select toDate(created_at, 'Asia/Shanghai') as day, sum(token_consumed) as tokens, uniqExact(user_id) as users
  from task_generate_log
  where created_at >= toDateTime64({p1:Date}, 6, 'Asia/Shanghai') and created_at < toDateTime64({p2:Date}, 6, 'Asia/Shanghai')
  group by day
)
order by day
