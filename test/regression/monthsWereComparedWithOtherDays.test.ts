import { NOW, openProduct, type OwnProduct } from '../tables/ownProduct';
import type { MetricRequest } from '../../src/query/request';

/**
 * `previousPeriod` of a calendar month was the month before without a grain, and as many days
 * before by day: −9.7 % and 0 % for the same month. "This month so far" was compared with the last
 * days of the month before, and `comparedTo` named the whole month.
 */
const MODEL = `
tables:
  hit: { primaryKey: id, time: at, columns: { id: bigint, at: timestamptz } }
metrics:
  hits: { numerator: { count: hit }, grain: hour }
`;

/** Each day of the month has a row at noon for each day until it: 1 on the 1st, 31 on the 31st. */
const DDL = `
  create table hit (id bigint generated always as identity primary key, at timestamptz);
  insert into hit (at)
    select day + interval '12 hours' from generate_series('2025-01-01'::timestamptz, '2026-10-31', '1 day') day,
    generate_series(1, extract(day from day)::int)`;

let product: OwnProduct;
beforeAll(async () => {
  product = await openProduct(MODEL, `set timezone = 'UTC'; ${DDL}`);
});
afterAll(() => product.close());

interface Asked {
  readonly range: MetricRequest['range'];
  readonly grain?: MetricRequest['grain'];
  readonly asOf?: string;
}

async function compared({ range, grain = null, asOf }: Asked) {
  const { meta, rows, totals } = await product.answer({
    metrics: ['hits'],
    range,
    grain,
    compare: { previousPeriod: true },
    totals: true,
    fill: true,
    asOf: asOf ?? new Date(NOW).toISOString(),
  });
  const shown = (at: number) => new Date(at).toISOString().replace(':00.000Z', '').replace('T00:00', '');
  const { comparedTo } = meta;
  return {
    comparedTo: comparedTo === null ? null : `${shown(comparedTo.start)} to ${shown(comparedTo.end)}`,
    total: totals!.cells['hits']!.previous,
    rows: rows.map(({ cells }) => cells['hits']!.previous),
  };
}

const march = { from: '2026-03-01', through: '2026-03-31' };
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

test('a month is compared with the month before by every grain but week', async () => {
  const february = { comparedTo: '2026-02-01 to 2026-03-01', total: '406' };
  expect(await compared({ range: march })).toEqual({ ...february, rows: ['406'] });
  expect(await compared({ range: march, grain: 'month' })).toEqual({ ...february, rows: ['406'] });
  const byDay = await compared({ range: march, grain: 'day' });
  // March 29 to 31 have no counterpart.
  expect(byDay).toEqual({ ...february, rows: [...numbers(1, 28), null, null, null] });
  const byHour = await compared({ range: march, grain: 'hour' });
  expect(byHour).toMatchObject(february);
  expect(byHour.rows[12]).toBe('1');
  expect(byHour.rows[30 * 24]).toBeNull();
});

test('days of a longer month before count in totals, though no row shows them', async () => {
  const range = { from: '2026-02-01', through: '2026-02-28' };
  expect(await compared({ range, grain: 'day' })).toEqual({
    comparedTo: '2026-01-01 to 2026-02-01',
    total: '496',
    rows: numbers(1, 28),
  });
});

test('by week as many weeks before', async () => {
  const { comparedTo, rows } = await compared({ range: march, grain: 'week' });
  expect([comparedTo, rows.length]).toEqual(['2026-01-12 to 2026-02-23', 6]);
});

test.each(['day', 'hour', 'month', null] as const)('this month so far, by %s, ends at the same date', async (grain) => {
  const asOf = '2026-10-12T12:30:00Z';
  const range = { last: 0, unit: 'month', includeCurrent: true } as const;
  const { comparedTo, total, rows } = await compared({ range, grain, asOf });
  expect([comparedTo, total]).toEqual(['2026-09-01 to 2026-09-12T12:30', '78']);
  if (grain === 'day') expect(rows).toEqual(numbers(1, 12));
});

test('this year so far by month is compared with the same months of the year before', async () => {
  const range = { last: 0, unit: 'year', includeCurrent: true } as const;
  const { comparedTo, rows } = await compared({ range, grain: 'month', asOf: '2026-03-15T11:00:00Z' });
  expect(comparedTo).toBe('2025-01-01 to 2025-03-15T11:00');
  expect(rows).toEqual(['496', '406', '105']);
});

test('two months so far: a running day is compared with its own counterpart', async () => {
  const range = { last: 1, unit: 'month', includeCurrent: true } as const;
  // September 1 is the 1st of 62 days from July 1. October 12, the 42nd, belongs to August 11.
  const { comparedTo, total, rows } = await compared({ range, grain: 'day', asOf: '2026-10-12T11:00:00Z' });
  expect(comparedTo).toBe('2026-07-01 to 2026-08-12T11:00');
  expect(total).toBe(String(496 + 66));
  expect(rows.slice(-3)).toEqual(['9', '10', '0']);
});

test('a date that does not exist there counts everything before the next one', async () => {
  const range = { last: 0, unit: 'month', includeCurrent: true } as const;
  const { comparedTo, total, rows } = await compared({ range, grain: 'day', asOf: '2026-03-30T13:00:00Z' });
  expect([comparedTo, total]).toEqual(['2026-02-01 to 2026-03-01', '406']);
  expect(rows.slice(-3)).toEqual(['28', null, null]);
});

test('a shift ends where the numbers stop, and a range that has not begun is compared with nothing', async () => {
  const answered = async (asOf: string) => {
    const range = { from: '2026-06-01', to: '2026-07-01' };
    const compare = { shift: 1, unit: 'year' } as const;
    const { meta } = await product.answer({ metrics: ['hits'], range, compare, asOf });
    return meta.comparedTo?.end ?? null;
  };
  expect(await answered('2026-06-20T09:30:00Z')).toBe(Date.parse('2025-06-20T09:30:00Z'));
  expect(await answered('2026-07-01T00:00:00Z')).toBe(Date.parse('2025-07-01T00:00:00Z'));
  expect(await answered('2026-05-31T23:59:00Z')).toBeNull();
});
