import fc from 'fast-check';
import { costOf } from '../../src/plan/cost';
import { planQueries } from '../../src/plan/planQueries';
import { checkQuery } from '../../src/query/checkQuery';
import type { MetricRequest } from '../../src/query/request';
import { NO_INDEXES } from '../../src/plan/indexes';
import { productModel } from '../registry/productModel';

/** The estimated cost of a query grows with the size of the query, and with nothing else. */
const registry = productModel();
const NOW = Date.parse('2026-11-22T12:00:00Z');
const FOR = { indexes: NO_INDEXES, capabilities: { longestName: 63, indexScan: true } };
const ESTIMATES = new Map([
  ['utm_source', 6],
  ['task_type', 3],
  ['user_id', 5_001],
]);

function cost(request: Partial<MetricRequest>) {
  const range = { from: '2026-09-01', to: '2026-11-01' };
  const metrics = ['total_generations'];
  const plan = planQueries(registry, FOR, [checkQuery(registry, { metrics, range, ...request }, NOW)]);
  return costOf(plan, ESTIMATES);
}

test('a small query costs one point', () => {
  expect(cost({})).toEqual({ points: 1, scans: 1, buckets: 1, groups: 1, metrics: 1 });
});

test('buckets, groups and metrics multiply', () => {
  // 61 days and one edge more, 5,001 users, one value: 310,062 numbers.
  const byUser = cost({ grain: 'day', groupBy: ['user_id'] });
  expect(byUser).toEqual({ points: 311, scans: 1, buckets: 61, groups: 5_001, metrics: 1 });
  expect(cost({ grain: 'day', groupBy: ['user_id', 'utm_source'] }).points).toBe(1_861);
  expect(cost({ grain: 'hour', groupBy: ['user_id'] }).points).toBe(7_327);
});

test('a filter that names values makes few groups', () => {
  const where = { user_id: { in: ['1', '2', '3'] } };
  expect(cost({ grain: 'day', groupBy: ['user_id'], where })).toMatchObject({ points: 1, groups: 3 });
  const twice = { and: [{ user_id: { in: ['1', '2', '3'] } }, { user_id: { eq: '1' } }] };
  expect(cost({ grain: 'day', groupBy: ['user_id'], where: twice })).toMatchObject({ groups: 1 });
  // All users but these are still nearly all users.
  const others = { user_id: { notIn: ['1', '2', '3'] } };
  expect(cost({ grain: 'day', groupBy: ['user_id'], where: others })).toMatchObject({ groups: 5_001 });
});

test('a metric that scans its whole table costs more than its few buckets', () => {
  expect(cost({ metrics: ['new_paying_users'] })).toEqual({ points: 11, scans: 1, buckets: 1, groups: 1, metrics: 1 });
});

test('more metrics or dimensions never cost less', () => {
  const keys = [...registry.metrics.keys()].filter((key) => registry.metrics.get(key)!.dimensions.includes('user_id'));
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...keys), { minLength: 2, maxLength: 6 }),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom<[string[], string[]]>([[], ['utm_source']], [['utm_source'], ['utm_source', 'user_id']]),
      (metrics, days, [few, many]) => {
        const last = (n: number) => ({ last: n, unit: 'day' as const });
        const all = cost({ metrics, range: last(days), groupBy: many }).points;
        expect(cost({ metrics: metrics.slice(1), range: last(days), groupBy: many }).points).toBeLessThanOrEqual(all);
        expect(cost({ metrics, range: last(days), groupBy: few }).points).toBeLessThanOrEqual(all);
      },
    ),
    { numRuns: 100 },
  );
});
