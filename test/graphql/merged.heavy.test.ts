import { gatewayServer, type GatewayServer } from './gatewayServer';
import { WEEK } from './mistake';
import { watched } from './watchedEngine';

/**
 * Fields that agree in everything but metrics, order and page share one statement, and each gets
 * the answer that it gets alone.
 */
let server: GatewayServer;
const watch = watched();
beforeAll(async () => {
  server = await gatewayServer(watch);
});
beforeEach(() => {
  watch.statements.splice(0);
  watch.before = () => undefined;
});
afterAll(() => server.close());

/** The answers of the fields, by index, and the number of statements. */
async function asked(fields: readonly string[]) {
  const from = watch.statements.length;
  const { data, errors } = await server.ask(`{ ${fields.map((field, index) => `f${index}: ${field}`).join('\n')} }`);
  return { data: data!, errors, statements: watch.statements.length - from };
}

const ROW = 'time { start end complete } others values { tasks } details { tasks { previous change difference } }';

/** The parts that may differ, over equal arguments. No two fields are alike. */
const FIELDS = (agreed: string): string[] => {
  const table = (select: string, more: string, selection: string) =>
    `metrics(${agreed}, select: [${select}]${more}) { ${selection} }`;
  return [
    table('tasks', '', `rows { ${ROW} }`),
    table('tasks, adoptions', '', `rows { ${ROW} values { adoptions } }`),
    table('adoptions, tasks', ', orderBy: [{ key: adoptions, direction: DESC }], limit: 2', `rows { ${ROW} } hasMore`),
    table('tasks, adoption_rate', ', orderBy: [{ key: adoption_rate, nulls: FIRST }]', `rows { ${ROW} } rowCount`),
    table('tasks, task_error_rate', ', limit: 3, offset: 1', 'rows { values { task_error_rate } } rowCount hasMore'),
    table('tasks, active_users_daily', '', 'totals { values { active_users_daily } previous { active_users_daily } }'),
    table(
      'tasks, active_users_weekly',
      ', orderBy: [{ key: TIME, direction: DESC }]',
      `rows { ${ROW} } totals { ${DETAILS} }`,
    ),
    table('tasks', '', 'rowCount'),
    table('tasks', ', limit: 0', 'hasMore'),
    table('tasks, failed_tasks', ', limit: 1', 'rows { details { tasks { share } failed_tasks { share } } }'),
    table('tasks, cost_per_user_token', ', offset: 1000', `rows { ${ROW} } rowCount hasMore`),
    table(
      'tasks, retention_day_1',
      '',
      'rows { values { retention_day_1 } } meta { range { start end } comparedTo { start end } }',
    ),
  ];
};
const DETAILS = 'details { tasks { value complete previous } active_users_weekly { value complete } }';

/**
 * Answers fields together, and compares each with the answer that it gets alone. Returns the number
 * of statements of the first run.
 */
async function answeredAsAlone(fields: readonly string[]): Promise<number> {
  const together = await asked(fields);
  expect(together.errors).toEqual([]);
  for (const [index, field] of fields.entries()) {
    const alone = await asked([field]);
    expect({ field, answer: together.data[`f${index}`] }).toEqual({ field, answer: alone.data['f0'] });
  }
  const backwards = await asked([...fields].reverse());
  expect(Object.values(backwards.data).reverse()).toEqual(Object.values(together.data));
  expect(backwards.statements).toBe(together.statements);
  return together.statements;
}

test.each([
  WEEK,
  `${WEEK}, grain: DAY`,
  `${WEEK}, groupBy: [utm_source]`,
  `${WEEK}, groupBy: [utm_source], fill: false, grain: DAY`,
  `${WEEK}, groupBy: [user_id], where: { utm_source: { ne: "google" } }`,
  `${WEEK}, groupBy: [utm_source], grain: DAY, having: { tasks: { gt: 0 } }`,
  `${WEEK}, groupBy: [utm_source], compare: { previousPeriod: true }, fill: false, grain: DAY`,
  'range: { from: "2026-03-01", to: "2026-04-01" }, asOf: "2026-03-12T09:30:00+08:00", compare: { previousPeriod: true }, grain: WEEK, groupBy: [utm_source]',
  'range: { last: 3, unit: DAY, includeCurrent: true }, asOf: "2026-03-09T00:30:00-04:00", timeZone: "America/New_York", grain: DAY, compare: { shift: 1, unit: DAY }',
  'range: { from: "2026-04-01", to: "2026-04-03" }, asOf: "2026-03-12T09:30:00+08:00", groupBy: [utm_source]',
])('twelve fields share one statement, and each is answered as alone: %s', async (agreed) => {
  expect(await answeredAsAlone(FIELDS(agreed))).toBe(1);
});

test.each([
  'groupBy: [utm_source], top: { n: 2, by: tasks }',
  'groupBy: [utm_source], top: { n: 2, by: tasks, others: true }, grain: DAY',
  'groupBy: [utm_source, user_id], top: { n: 3, by: tasks, others: true }, fill: false',
  'groupBy: [utm_source], compare: { shift: 1, unit: WEEK }, top: { n: 3, by: tasks, of: [utm_source], others: true }',
])('the same groups are kept as alone: %s', async (agreed) => {
  await answeredAsAlone(FIELDS(`${WEEK}, ${agreed}`));
});

test('equal fields under two aliases are one page', async () => {
  const args = `${WEEK}, groupBy: [utm_source], limit: 2`;
  const field = `metrics(${args}) { rows { by { utm_source } values { tasks } } plan { sql parameters } }`;
  const { data, statements } = await asked([field, field, field]);
  const alone = await asked([field]);
  expect(statements).toBe(1);
  expect(data).toEqual({ f0: alone.data['f0'], f1: alone.data['f0'], f2: alone.data['f0'] });
});

test('a table and series share a statement if their frames are equal', async () => {
  const args = `${WEEK}, grain: DAY, groupBy: [utm_source], compare: { shift: 1, unit: WEEK }`;
  const fields = [
    `metrics(${args}, select: [tasks, adoptions], limit: 3) { rows { by { utm_source } values { adoptions } } }`,
    `metricSeries(${args}, select: [tasks]) { series { by { utm_source } values previous overall { value } } }`,
    `metricSeries(${args}, select: [task_error_rate, tasks]) { series { by { utm_source } statuses overall { value } } }`,
  ];
  expect(await answeredAsAlone(fields)).toBe(1);
});

test('a field that does not run is in no statement', async () => {
  const { statements } = await asked([
    `metrics(${WEEK}, select: [tasks]) { plan { sql } meta { asOf } }`,
    `metricSeries(${WEEK}, select: [tasks], grain: DAY) { plan { sql } buckets { date } }`,
  ]);
  expect(statements).toBe(0);
});

const BASE =
  'range: { from: "2026-03-02", to: "2026-03-09" }, asOf: "2026-03-12T09:30:00+08:00", groupBy: [utm_source]';
test.each([
  ['range', BASE.replace('"2026-03-09"', '"2026-03-08"')],
  ['asOf', BASE.replace('09:30', '09:31')],
  ['groupBy', BASE.replace('utm_source', 'user_id')],
  ['grain', `${BASE}, grain: DAY`],
  ['timeZone', `${BASE}, timeZone: "UTC"`],
  ['where', `${BASE}, where: { user_id: { eq: "1" } }`],
  ['having', `${BASE}, having: { tasks: { gt: 3 } }`],
  ['top', `${BASE}, top: { n: 1, by: tasks }`],
  ['compare', `${BASE}, compare: { previousPeriod: true }`],
  ['fill', `${BASE}, fill: false`],
])('fields that differ in %s have a statement each, and neither waits for the other', async (_argument, other) => {
  let free = () => {};
  const bothThere = new Promise<void>((resolve) => (free = resolve));
  watch.before = () => {
    if (watch.statements.length === 2) free();
    return bothThere;
  };
  const fields = [BASE, other].map((args) => `metrics(${args}) { rows { values { tasks } } }`);
  const together = await asked(fields);
  watch.before = () => undefined;
  expect(together.statements).toBe(2);
  const alone = await Promise.all(fields.map((field) => server.ask(`{ ${field} }`)));
  expect(Object.values(together.data)).toEqual(alone.map(({ data }) => data!['metrics']));
});

test('fields that are written differently and mean the same share one statement', async () => {
  const { statements, errors } = await asked([
    `metrics(${BASE}, where: { user_id: { ne: "1" }, utm_source: { eq: "google" } }) { rows { values { tasks } } }`,
    `metrics(${BASE}, where: { utm_source: { eq: "google" }, user_id: { ne: "1" } }, timeZone: "Asia/Shanghai", fill: true, top: null) { rows { values { adoptions } } }`,
  ]);
  expect({ statements, errors }).toEqual({ statements: 1, errors: [] });
});

test('a metric that the range is too long for fails alone', async () => {
  const args = 'range: { from: "1990-01-01", to: "2026-03-08" }, asOf: "2026-03-12T09:30:00+08:00"';
  const { data, errors, statements } = await asked([
    `metrics(${args}) { rows { values { tasks } } }`,
    `metrics(${args}) { rows { values { active_users_daily } } }`,
    `metrics(${args}) { rows { values { adoptions } } }`,
  ]);
  expect(data).toEqual({
    f0: { rows: [{ values: { tasks: 25 } }] },
    f1: null,
    f2: { rows: [{ values: { adoptions: 16 } }] },
  });
  expect(errors).toMatchObject([{ path: ['f1'], extensions: { code: 'RANGE_TOO_LARGE' } }]);
  expect(statements).toBe(2);
});

test('after a failed statement each field runs alone, and only the cause of the failure is an error', async () => {
  watch.before = ({ text }) => {
    if (/user_action_log/.test(text)) throw new Error('no such luck');
  };
  const { data, errors, statements } = await asked([
    `metrics(${WEEK}) { rows { values { tasks } } }`,
    `metrics(${WEEK}) { rows { values { adoptions } } }`,
  ]);
  expect(data).toEqual({ f0: { rows: [{ values: { tasks: 23 } }] }, f1: null });
  expect(errors).toMatchObject([{ path: ['f1'], extensions: { code: 'INTERNAL' } }]);
  expect(statements).toBe(3);
  expect(server.internal.splice(0)).toHaveLength(1);
});
