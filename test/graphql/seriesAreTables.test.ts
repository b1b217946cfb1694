import { gatewayServer, type GatewayServer } from './gatewayServer';

/**
 * Series are the numbers of tables: by bucket those of the same query by grain, overall those of
 * the same query without one.
 */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const KEYS = ['tasks', 'task_error_rate', 'active_users_daily', 'active_users_weekly', 'tokens_consumed'] as const;
const SELECT = `select: [${KEYS.join(', ')}]`;
const DETAIL =
  'fragment Detail on MetricDetail { value status complete previous change difference ... on MetricAdditiveDetail { share } }';
const TEXTS =
  'formatted previousFormatted: formatted(of: PREVIOUS) changesFormatted: formatted(of: CHANGE, locale: "de")';
const DETAILS = `details { ${KEYS.map((key) => `${key} { ...Detail ${TEXTS} }`).join(' ')} }`;

interface Detail {
  readonly value: number | null;
  readonly status: string;
  readonly previous: number | null;
  readonly change: number | null;
  readonly formatted: string | null;
  readonly previousFormatted: string | null;
  readonly changesFormatted: string | null;
}
interface Row {
  readonly time: { readonly start: string };
  readonly by: object;
  readonly others: boolean;
  readonly details: Record<string, Detail>;
}
interface GroupValue {
  readonly dimension: { readonly key: string };
  readonly value: string | null;
  readonly others: boolean;
}
interface Series {
  readonly metric: { readonly key: string };
  readonly by: Readonly<Record<string, string | null>>;
  readonly group: readonly GroupValue[];
  readonly others: boolean;
  readonly values: readonly (number | null)[];
  readonly previous: readonly (number | null)[] | null;
  readonly changes: readonly (number | null)[] | null;
  readonly statuses: readonly string[];
  readonly formatted: readonly (string | null)[];
  readonly previousFormatted: readonly (string | null)[] | null;
  readonly changesFormatted: readonly (string | null)[] | null;
  readonly overall: Detail;
}

const SO_FAR = 'asOf: "2026-03-12T09:30:00+08:00"';
const BY_CHANNEL = 'groupBy: [utm_source]';
const BY_BOTH = 'groupBy: [utm_source, task_type]';
const DAYS = 'range: { from: "2026-03-05", through: "2026-03-14" }';

test.each([
  [`${DAYS}, ${SO_FAR}`, 'DAY', ''],
  [`${DAYS}, ${SO_FAR}, compare: { previousPeriod: true }`, 'DAY', ''],
  [`${DAYS}, ${SO_FAR}, ${BY_CHANNEL}`, 'DAY', 'utm_source'],
  [`${DAYS}, ${SO_FAR}, ${BY_BOTH}, compare: { shift: 1, unit: WEEK }`, 'DAY', 'utm_source task_type'],
  [`${DAYS}, ${SO_FAR}, ${BY_CHANNEL}, top: { n: 2, by: tokens_consumed, others: true }`, 'DAY', 'utm_source'],
  [
    `${DAYS}, ${SO_FAR}, ${BY_BOTH}, top: { n: 2, by: task_error_rate, of: [utm_source], direction: ASC, others: true }, compare: { shift: 2, unit: DAY }`,
    'DAY',
    'utm_source task_type',
  ],
  [
    `${DAYS}, ${SO_FAR}, ${BY_BOTH}, top: { n: 3, by: active_users_weekly, others: true }`,
    'DAY',
    'utm_source task_type',
  ],
  [
    `range: { from: "2026-02-23", to: "2026-03-23" }, ${SO_FAR}, ${BY_CHANNEL}, compare: { previousPeriod: true }`,
    'WEEK',
    'utm_source',
  ],
  [
    `range: { from: "2026-02-01", to: "2026-05-01" }, ${SO_FAR}, ${BY_CHANNEL}, compare: { shift: 1, unit: MONTH }`,
    'MONTH',
    'utm_source',
  ],
  [
    `range: { from: "2026-03-06", through: "2026-03-09" }, ${SO_FAR}, timeZone: "America/New_York", groupBy: [user_id], compare: { shift: 1, unit: DAY }`,
    'DAY',
    'user_id',
  ],
  [`${DAYS}, ${SO_FAR}, ${BY_CHANNEL}, where: { task_type: { eq: "text" } }`, 'WEEK', 'utm_source'],
  [`${DAYS}, ${SO_FAR}`, null, ''],
  [`range: { from: "2026-03-13", through: "2026-03-14" }, ${SO_FAR}`, null, ''],
  [`${DAYS}, ${SO_FAR}, ${BY_BOTH}, compare: { previousPeriod: true }`, null, 'utm_source task_type'],
  [
    `range: { last: 7, unit: DAY, includeCurrent: true }, ${SO_FAR}, ${BY_CHANNEL}, top: { n: 2, by: tasks, others: true }, compare: { shift: 1, unit: WEEK }`,
    null,
    'utm_source',
  ],
])('%s by %s', async (args, grain, dimensions) => {
  const byGrain = grain === null ? '' : `grain: ${grain},`;
  const by = `by { ${dimensions || '__typename'} } others`;
  const series = await server.ask(`{ metricSeries(${args}, ${byGrain} ${SELECT}) {
    buckets { start } series { metric { key } ${by} group { dimension { key } value others } values previous changes statuses formatted previousFormatted changesFormatted(locale: "de")
      overall { ...Detail ${TEXTS} } } meta { range { start end } comparedTo { start end } } } } ${DETAIL}`);
  expect(series.errors).toEqual([]);
  const { buckets, series: found, meta } = series.data!['metricSeries'];
  const overWhole = args.replace(/range: \{.*?\}/, `range: { from: "${meta.range.start}", to: "${meta.range.end}" }`);
  const row = `rows { time { start } ${by} ${DETAILS} } meta { range { start end } comparedTo { start end } }`;
  const tables = await server.ask(
    `{ byBucket: metrics(${args}, ${byGrain} ${SELECT}) { ${row} } overall: metrics(${overWhole}, ${SELECT}) { ${row} } } ${DETAIL}`,
  );
  expect(tables.errors).toEqual([]);
  const { byBucket, overall } = tables.data!;
  expect([byBucket.meta, overall.meta]).toEqual([meta, meta]);

  const groups = new Set((byBucket.rows as Row[]).map(({ by: group, others }) => JSON.stringify([group, others])));
  expect(found).toHaveLength(groups.size * KEYS.length);
  expect(found.length).toBeGreaterThan(0);
  for (const { metric, by: group, group: groupValues, others, overall: total, ...lists } of found as Series[]) {
    const isOwn = (one: Row) => one.others === others && JSON.stringify(one.by) === JSON.stringify(group);
    const rows = (byBucket.rows as Row[]).filter(isOwn);
    const cells = (buckets as { start: string }[]).map(
      ({ start }) => rows.find(({ time }) => time.start === start)?.details[metric.key],
    );
    const keys = dimensions.split(' ').filter((key) => key !== '');
    expect(groupValues.map(({ dimension, value }) => [dimension.key, value])).toEqual(
      keys.map((key) => [key, group[key]]),
    );
    expect(groupValues.some((one) => one.others)).toBe(others);
    const compared = <T>(list: T[]) => (args.includes('compare') ? list : null);
    expect(lists).toEqual({
      values: cells.map((cell) => cell?.value ?? null),
      statuses: cells.map((cell) => cell?.status ?? 'NO_DATA'),
      previous: compared(cells.map((cell) => cell?.previous ?? null)),
      changes: compared(cells.map((cell) => cell?.change ?? null)),
      formatted: cells.map((cell) => cell?.formatted ?? null),
      previousFormatted: compared(cells.map((cell) => cell?.previousFormatted ?? null)),
      changesFormatted: compared(cells.map((cell) => cell?.changesFormatted ?? null)),
    });
    // A group that is only in the window of some bucket is not a group of the whole range.
    const whole = (overall.rows as Row[]).find(isOwn)?.details[metric.key];
    if (whole === undefined) expect(total.value ?? 0).toBe(0);
    else expect(total).toEqual(whole);
  }
});

test('the values of a group are the filter that has its numbers', async () => {
  const ask = async (where: object) => {
    const { data, errors } = await server.ask(
      `query ($where: MetricDimensionFilter) { metricSeries(${DAYS}, ${SO_FAR}, ${BY_BOTH}, grain: DAY, ${SELECT}, where: $where) {
        series { metric { key } group { dimension { key } value others } values statuses overall { ...Detail } } } } ${DETAIL}`,
      { where },
    );
    expect(errors).toEqual([]);
    return data!['metricSeries'].series as Series[];
  };
  const all = await ask({});
  const groups = new Map(all.map(({ group }) => [JSON.stringify(group), group]));
  expect(groups.size).toBeGreaterThan(5);
  expect([...groups.values()].flat().some(({ value }) => value === null)).toBe(true);
  for (const [key, group] of groups) {
    const conditions = group.map(({ dimension, value }) => [
      dimension.key,
      value === null ? { isNull: true } : { eq: value },
    ]);
    const own = all.filter((one) => JSON.stringify(one.group) === key);
    // A share is that of the whole bucket, which the filter changes.
    const numbers = (series: Series[]) =>
      series.map(({ overall: { value, status }, ...one }) => ({ ...one, overall: { value, status } }));
    expect(numbers(await ask(Object.fromEntries(conditions) as object))).toEqual(numbers(own));
  }
});
