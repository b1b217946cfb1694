import { openProduct, type OwnProduct } from '../tables/ownProduct';
import type { Grain } from '../../src/time/grain';
import type { MetricRequest } from '../../src/query/request';

/** The last quarter by week had totals of 98 days, without a warning. */
const MODEL = `
tables:
  hit: { primaryKey: id, time: at, columns: { id: bigint, at: timestamptz } }
metrics:
  hits: { numerator: { count: hit }, grain: day }
`;

let product: OwnProduct;
beforeAll(async () => {
  product = await openProduct(MODEL, 'create table hit (id bigint primary key, at timestamptz)');
});
afterAll(() => product.close());

async function warnings(range: MetricRequest['range'], grain: Grain | null) {
  const { meta } = await product.answer({ metrics: ['hits'], range, grain });
  return meta.warnings.filter(({ code }) => code === 'RANGE_WIDENED');
}

test('buckets that reach beyond whole units have a warning', async () => {
  expect(await warnings({ last: 1, unit: 'quarter' }, 'week')).toEqual([
    {
      kind: 'rangeWidened',
      code: 'RANGE_WIDENED',
      metric: null,
      requested: { start: '2026-01-01T00:00:00+00:00', end: '2026-04-01T00:00:00+00:00' },
      counted: { start: '2025-12-29T00:00:00+00:00', end: '2026-04-06T00:00:00+00:00' },
    },
  ]);
  expect(await warnings({ last: 0, unit: 'month', includeCurrent: true }, 'week')).toHaveLength(1);
  expect(await warnings({ last: 3, unit: 'day' }, 'month')).toHaveLength(1);
});

test('buckets that fit have none, nor has a range that names its dates', async () => {
  expect(await warnings({ last: 1, unit: 'quarter' }, 'day')).toEqual([]);
  expect(await warnings({ last: 1, unit: 'quarter' }, 'month')).toEqual([]);
  expect(await warnings({ last: 1, unit: 'quarter' }, null)).toEqual([]);
  expect(await warnings({ last: 0, unit: 'month', includeCurrent: true }, 'day')).toEqual([]);
  expect(await warnings({ from: '2026-05-06', to: '2026-05-08' }, 'week')).toEqual([]);
});
