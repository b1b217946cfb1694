import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { AS_OF, spawnCli } from './spawnCli';

/** Comparisons and `--top` on the command line. The numbers are those of the fixtures. */
let database: FreshDatabase;
beforeAll(async () => {
  database = await productDatabase();
});
afterAll(() => database.drop());

const query = (...args: string[]) => spawnCli(['query', ...args, ...AS_OF], { DATABASE_URL: database.url });

test('changes are shown relative to the earlier value, and as points for percentages', async () => {
  const { code, out } = await query('total_generations', 'task_error_rate', '--compare', 'previous');
  expect({ code, out: out.split('\n') }).toEqual({
    code: 0,
    out: [
      '2026-03-05 through 2026-03-11  Asia/Shanghai  as of 2026-03-12T09:30:00+08:00  compared with 2026-02-26 through 2026-03-04',
      '',
      '                              ±',
      '───────────────────────────────',
      // 13 after 15; 2 of 15 after 4 of 19.
      'Generations         13   -13.3%',
      'Task error rate  13.3%  -7.7 pp',
      '',
    ],
  });
});

test('the largest groups are kept, all others are one row, and rows are ordered by change', async () => {
  const { code, out } = await query(
    ...['total_generations', 'active_users_weekly', '--group-by', 'utm_source', '--top', '2', '--others'],
    ...['--compare', '1week', '--order-by', 'total_generations:change:desc'],
  );
  expect(code).toBe(0);
  expect(out.split('\n').slice(1)).toEqual([
    '',
    '                               Weekly active',
    'Channel   Generations       ±          users        ±',
    '─────────────────────────────────────────────────────',
    'google              7    0.0%              4   +33.3%',
    'weixin              4    0.0%              4  +100.0%',
    // Two users of two channels, after two users of two other channels.
    '(others)            2  -50.0%              2     0.0%',
    '',
  ]);
});

test('CSV and JSON have every part with exact numbers', async () => {
  const asked = ['total_generations', '--group-by', 'task_type', '--top', '1', '--others', '--compare', '1-week'];
  const csv = await query(...asked, '--csv');
  expect(csv.out.split('\n')).toEqual([
    'time.start,time.end,time.complete,task_type,top.others,total_generations,total_generations.previous,total_generations.change,total_generations.difference',
    '2026-03-05T00:00:00+08:00,2026-03-12T00:00:00+08:00,true,text,false,10,10,0,0',
    '2026-03-05T00:00:00+08:00,2026-03-12T00:00:00+08:00,true,,true,3,5,-0.4,-2',
    '',
  ]);
  const json = await query(...asked, '--json');
  expect(JSON.parse(json.out)).toMatchObject({
    meta: { comparedTo: { start: '2026-02-26T00:00:00+08:00', end: '2026-03-05T00:00:00+08:00' } },
    rows: [
      { by: { task_type: 'text' }, others: false, values: { total_generations: { previous: '10', change: '0' } } },
      { by: { task_type: null }, others: true, values: { total_generations: { decimal: '3', difference: '-2' } } },
    ],
  });
});

test.each([
  [
    ['--compare', 'yesterday'],
    '--compare yesterday: it takes "previous", or how far back, such as 1week, 52weeks or 1year.',
  ],
  [['--others'], '--others goes with --top, which says how many groups are kept.'],
  [['--top', '3'], 'BAD_TOP: --top ranks groups, and the query has none.\n  Add --group-by.'],
  [['--compare', '1year', '--grain', 'week'], 'Shift by 52 WEEK (--compare 52week).'],
  [['--order-by', 'tasks:change'], 'BAD_ORDER'],
])('bad arguments are rejected with the reason: %j', async (args, words) => {
  const { code, out, told } = await query('tasks', ...args);
  expect({ code: code === 1 || code === 2, out }).toEqual({ code: true, out: '' });
  expect(told).toContain(words);
});
