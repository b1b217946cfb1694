import { ARGUMENTS, argumentsWhere } from '../../src/query/arguments';
import { checkQuery } from '../../src/query/checkQuery';
import { statementKey, type MetricQuery, type QueryFrame, type QueryPage } from '../../src/query/query';
import { EVERYTHING } from '../../src/policy/policy';
import { productModel } from '../registry/productModel';

// Queries of equal frames run as one statement; the page never decides.

const registry = productModel();
const [metric, other] = [...registry.metrics.keys()] as [string, string];
const NOW = Date.parse('2026-03-12T12:00:00Z');
const query = checkQuery(registry, { metrics: [metric], range: { last: 7, unit: 'day' } }, NOW);

/** Another value for every field of a frame: a new field without one does not compile. */
const FRAMES: { readonly [Field in keyof QueryFrame]: QueryFrame[Field] } = {
  range: { kind: 'last', last: 8, unit: 'day', includeCurrent: false },
  groupBy: [[...registry.dimensions.keys()][0]!],
  grain: 'day',
  timeZone: 'Pacific/Apia',
  where: { kind: 'any', of: [] },
  having: { kind: 'any', of: [] },
  top: { n: 1, by: metric, of: [], direction: 'desc', others: false },
  compare: { kind: 'previousPeriod' },
  fill: false,
  asOf: NOW + 1,
  perEntity: true,
  policy: { ...EVERYTHING, public: ['users'] },
};

const PAGES: { readonly [Field in keyof QueryPage]: QueryPage[Field] } = {
  metrics: [other],
  orderBy: [{ key: 'TIME', of: 'value', direction: 'desc', nulls: 'last' }],
  limit: 1,
  offset: 1,
  totals: true,
  rowCount: true,
  shares: true,
  overall: true,
};

test('every field of a frame decides which statement answers a query', () => {
  const keys = Object.entries(FRAMES).map(([field, value]) => keyWith('frame', field, value));
  expect(new Set([statementKey(query), ...keys]).size).toBe(keys.length + 1);
});

test('no field of a page decides which statement answers a query', () => {
  const keys = Object.entries(PAGES).map(([field, value]) => keyWith('page', field, value));
  expect(new Set(keys)).toEqual(new Set([statementKey(query)]));
});

test('a query has exactly the fields that its arguments name, and what the gateway adds', () => {
  expect(Object.keys(query.frame).sort()).toEqual(Object.keys(FRAMES).sort());
  expect(Object.keys(query.page).sort()).toEqual(argumentsWhere(({ part }) => part === 'page').sort());
  const added = Object.keys(query.frame).filter((field) => !(field in ARGUMENTS));
  expect(added.sort()).toEqual(['perEntity', 'policy']);
});

function keyWith(part: 'frame' | 'page', field: string, value: unknown): string {
  return statementKey({ ...query, [part]: { ...query[part], [field]: value } } as MetricQuery);
}
