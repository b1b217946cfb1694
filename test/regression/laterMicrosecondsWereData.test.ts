import { FirstRows } from '../../src/answer/firstRows';
import { firstDatesOf, noDataBefore } from '../../src/answer/noDataBefore';
import { Deadline } from '../../src/engine/deadline';
import { checkQuery } from '../../src/query/checkQuery';
import { openProduct, type OwnProduct } from '../tables/ownProduct';

const MODEL = `
tables:
  visit:
    primaryKey: id
    time: at
    columns: { id: bigint, at: timestamptz }
metrics:
  visits: { numerator: { count: visit }, grain: day }
`;

const DDL = `
  create table visit (id bigint primary key, at timestamptz);
  insert into visit values (1, '2026-05-20 15:59:59.999001Z'), (2, '2026-05-22 10:00Z')`;

let product: OwnProduct;
beforeAll(async () => {
  product = await openProduct(MODEL, DDL);
});
afterAll(() => product.close());

async function warned(asOf: string, from: string) {
  const { registry, engine } = product.gateway;
  const range = { from, to: '2026-06-01' };
  const query = checkQuery(registry, { metrics: ['visits'], range, asOf: Date.parse(asOf) }, Date.parse(asOf));
  const dates = await firstDatesOf(registry, new FirstRows(registry, engine), query, new Deadline(30_000));
  const period = { start: Date.parse(range.from), end: Date.parse(range.to) };
  const warnings = noDataBefore(registry, query, dates, { range: period, comparedTo: null });
  return warnings.map((one) => (one.kind === 'noDataBefore' ? one.first : one));
}

// Look-ups return whole milliseconds, so that visit 1 seemed to be as old as asOf. The table then
// had data, and a range that began on that day had no warning.
test('a first row some microseconds after asOf is no data yet', async () => {
  expect(await warned('2026-05-20T15:59:59.999Z', '2026-05-01')).toEqual([null]);
  expect(await warned('2026-05-20T15:59:59.999Z', '2026-05-20')).toEqual([null]);
});

test('from the next millisecond it is data', async () => {
  expect(await warned('2026-05-20T16:00:00Z', '2026-05-01')).toEqual(['2026-05-20']);
  expect(await warned('2026-05-20T16:00:00Z', '2026-05-20')).toEqual([]);
});

test('a first row at asOf is data', async () => {
  expect(await warned('2026-05-22T10:00:00Z', '2026-05-01')).toEqual(['2026-05-20']);
  await product.execute(`delete from visit where id = 1`);
  expect(await warned('2026-05-22T10:00:00Z', '2026-05-01')).toEqual(['2026-05-22']);
});
