import { planQueries } from '../../src/plan/planQueries';
import { checkQuery } from '../../src/query/checkQuery';
import type { MetricRequest } from '../../src/query/request';
import { NO_INDEXES, type Indexes } from '../../src/plan/indexes';
import { productModel } from '../registry/productModel';

const registry = productModel();
const capabilities = { longestName: 63, indexScan: true };
const NOW = Date.parse('2026-11-22T12:00:00Z');

function plan(request: Partial<MetricRequest>, indexes: Indexes = NO_INDEXES) {
  const range = { from: '2026-09-01', to: '2026-11-01' };
  return planQueries(registry, { indexes, capabilities }, [
    checkQuery(registry, { metrics: [], range, ...request }, NOW),
  ]);
}

/** The tables of a plan's scans, in order. A table that is scanned twice is there twice. */
function reads(request: Partial<MetricRequest>): string[] {
  return plan(request)
    .scans.map(({ table }) => table)
    .sort();
}

const ALL = [...registry.metrics.keys()];

test('all metrics together scan each table once for each kind of reading', () => {
  // `trade` twice: by its dates, and for the first row of each user.
  const once = ['subscription_records', 'task_generate_log', 'trade', 'trade', 'user', 'user_action_log'];
  expect(reads({ metrics: ALL, grain: 'week' })).toEqual(once);
  expect(reads({ metrics: ALL, grain: 'month', groupBy: ['utm_source'], totals: true })).toEqual(once);
  expect(reads({ metrics: ALL, where: { utm_source: { ne: 'Direct' } }, grain: 'week' })).toEqual(once);
});

test('a metric scans only the tables that it needs', () => {
  expect(reads({ metrics: ['revenue_mrr'], groupBy: ['utm_source'] })).toEqual(['subscription_records']);
  expect(reads({ metrics: ['retention_day_1'] })).toEqual(['task_generate_log', 'user', 'user_action_log']);
});

test('cells are as coarse as the metrics allow', () => {
  const cells = (metrics: string[]) => plan({ metrics, grain: 'month' }).scans[0]!.edges.length - 1;
  expect(cells(['total_generations'])).toBe(2);
  expect(cells(['total_generations', 'active_users_daily'])).toBe(61);
  // Cells end only where a window begins or ends, so three are enough.
  expect(cells(['active_users_weekly'])).toBe(3);
});

test('equal measures of different metrics are read once', () => {
  expect(plan({ metrics: ['new_registrations', 'user_source_channel'] }).readings).toHaveLength(1);
  expect(plan({ metrics: ['total_generations', 'avg_tasks_per_user', 'adoption_rate'] }).readings).toHaveLength(3);
});

test('a range in the future scans nothing', () => {
  const later = plan({ metrics: ALL, range: { from: '2027-01-01', to: '2027-02-01' } });
  expect(later.scans).toEqual([]);
  expect(later.pages[0]!.metrics.every(({ current }) => current.rows.over.every((count) => count === 0))).toBe(true);
});
