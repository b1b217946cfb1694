import { formatDuration } from '../../src/answer/formatDuration';

test.each([
  [0, '0 sec', '0秒'],
  [20.4, '20 sec', '20秒'],
  [59.6, '1 min', '1分钟'],
  [12_000, '3 hr 20 min', '3小时20分钟'],
  [86_400, '1 day', '1天'],
  [86_700, '1 day', '1天'],
  [93_600, '1 day 2 hr', '1天2小时'],
])('%s seconds', (seconds, en, zh) => {
  expect(formatDuration(seconds, 'en')).toBe(en);
  expect(formatDuration(seconds, 'zh-CN')).toBe(zh);
});
