import { emptyOf } from '../../src/model/dimensionForm';
import { createHash } from 'node:crypto';
import { demoRows, type DemoStory } from '../../src/database/demo/generate';
import { DEMO_TABLE_NAMES, DEMO_TABLES, type DemoRow, type DemoTable } from '../../src/database/demo/rows';
import { productModel } from '../registry/productModel';

const EVENING: DemoStory = {
  today: '2026-03-15',
  now: new Date('2026-03-15T22:30:00+08:00'),
  timeZone: 'Asia/Shanghai',
};
const NOON: DemoStory = { ...EVENING, now: new Date('2026-03-15T12:00:00+08:00') };

function tables(story: DemoStory): Record<DemoTable, DemoRow[]> {
  const all = Object.fromEntries(DEMO_TABLE_NAMES.map((name) => [name, [] as DemoRow[]])) as Record<
    DemoTable,
    DemoRow[]
  >;
  for (const chunk of demoRows(story)) all[chunk.table].push(...chunk.rows);
  return all;
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

const evening = tables(EVENING);

describe('one day of the story', () => {
  test('gives the same rows each time', () => {
    expect(hash(tables(EVENING))).toBe(hash(evening));
  });

  // A change of these rows must raise DEMO_VERSION, so that databases with the old rows are filled
  // again.
  test('gives the rows of DEMO_VERSION 2', () => {
    expect(hash(evening)).toBe('42a5260571b538ff');
  });

  test('has more rows in the evening than at noon, and the same ones before', () => {
    const noon = tables(NOON);
    for (const table of DEMO_TABLE_NAMES) {
      // Only the time of a user's last visit changes later.
      const lasting = (row: DemoRow) => (table === 'user' ? row.slice(0, 3) : row);
      const later = evening[table].slice(0, noon[table].length);
      expect(hash(later.map(lasting))).toBe(hash(noon[table].map(lasting)));
    }
    expect(noon.task_generate_log.length).toBeLessThan(evening.task_generate_log.length);
    expect(noon.user.length).toBeLessThan(evening.user.length);
  });
});

test('every value of a dimension has a label, or people see the codes of the database', () => {
  const texts = [...productModel().dimensions.values()].filter(({ form }) => form.type === 'text');
  const unnamed = texts.flatMap(({ key, table, column, values, form }) => {
    const index = DEMO_TABLES[table as DemoTable].findIndex(({ name }) => name === column);
    const found = new Set(evening[table as DemoTable].map((row) => row[index] || emptyOf(form)));
    found.delete(null);
    return [...found].filter((value) => !values.has(value as string)).map((value) => `${key}: ${value}`);
  });
  expect([texts.length, unnamed]).toEqual([5, []]);
});

describe.each([
  ['Asia/Shanghai', EVENING],
  [
    'America/Santiago, where a day of the story has no midnight',
    {
      ...EVENING,
      today: '2026-09-12',
      now: new Date('2026-09-12T20:00:00-03:00'),
      timeZone: 'America/Santiago',
      days: 30,
      users: 600,
    },
  ],
])('rows in %s', (_, story) => {
  const { user, trade, subscription_records, task_generate_log, user_action_log } = tables(story);
  const registered = new Map(user.map((row) => [row[0], row[2] as number]));
  const now = story.now.getTime();

  test('are numbered from 1 in the order of time', () => {
    for (const [rows, time] of [
      [user, 2],
      [subscription_records, 4],
      [task_generate_log, 5],
      [user_action_log, 4],
    ] as const) {
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row, n) => row[0] === n + 1)).toBe(true);
      expect(rows.every((row, n) => n === 0 || (row[time] as number) >= (rows[n - 1]?.[time] as number))).toBe(true);
    }
    const paid = trade.filter((row) => row[4] !== null);
    expect(paid.every((row, n) => n === 0 || (row[4] as number) >= (paid[n - 1]?.[4] as number))).toBe(true);
  });

  test('are dated between registration and now', () => {
    const dated: [DemoRow, number | string | null | undefined, number][] = [
      ...user.flatMap((row): [DemoRow, number, number][] => [
        [row, row[0] as number, 2],
        [row, row[0] as number, 3],
      ]),
      ...trade.filter((row) => row[4] !== null).map((row): [DemoRow, number, number] => [row, row[1] as number, 4]),
      ...subscription_records.map((row): [DemoRow, number, number] => [row, row[1] as number, 4]),
      ...task_generate_log.map((row): [DemoRow, number, number] => [row, row[1] as number, 5]),
      ...user_action_log.map((row): [DemoRow, number, number] => [row, row[1] as number, 4]),
    ];
    const wrong = dated.filter(([row, person, time]) => {
      const at = row[time] as number;
      return !(at <= now && at >= (registered.get(person as number) ?? Infinity));
    });
    expect(wrong).toEqual([]);
  });

  test('for actions follow a successful task of the same user', () => {
    const wrong = user_action_log.filter(([, person, , task, at]) => {
      const of = task_generate_log[(task as number) - 1];
      return task !== null && !(of && of[1] === person && of[3] === 'success' && (of[5] as number) < (at as number));
    });
    expect(wrong).toEqual([]);
    expect(user_action_log.some((row) => row[3] === null)).toBe(true);
  });

  test('for subscriptions are active until their end', () => {
    for (const [, , , , start, end, status] of subscription_records) {
      if (end !== null) expect(end as number).toBeGreaterThan(start as number);
      if (end !== null) expect(status).toBe((end as number) <= now ? 'expired' : 'active');
    }
  });
});

test('ten times the users make about ten times the rows', () => {
  const small = tables({ ...EVENING, users: 300, days: 60 });
  const large = tables({ ...EVENING, users: 3000, days: 60 });
  const ratio = large.task_generate_log.length / small.task_generate_log.length;
  expect(ratio).toBeGreaterThan(7);
  expect(ratio).toBeLessThan(14);
});
