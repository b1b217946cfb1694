import { planQueries } from '../../src/plan/planQueries';
import { checkQuery } from '../../src/query/checkQuery';
import type { MetricRequest } from '../../src/query/request';
import { loadRegistry } from '../../src/registry/load';

const registry = loadRegistry('schema/model');
const capabilities = { longestName: 63, indexScan: true };
const NOW = Date.parse('2026-11-22T12:00:00Z');

function plan(request: Partial<MetricRequest>, indexes: ReadonlySet<string> = new Set()) {
  const range = { from: '2026-09-01', to: '2026-11-01' };
  return planQueries(registry, { indexes, capabilities }, [
    checkQuery(registry, { metrics: [], range, ...request }, NOW),
  ]);
}

/** Tables that are read, each as often as it is read. */
function reads(request: Partial<MetricRequest>): string[] {
  return plan(request)
    .scans.map(({ table }) => table)
    .sort();
}

const ALL = [...registry.metrics.keys()];

test('all metrics together read each table once for each way of looking at it', () => {
  // Trades as they are dated, and the first ever of each user.
  const once = ['subscription_records', 'task_generate_log', 'trade', 'trade', 'user', 'user_action_log'];
  expect(reads({ metrics: ALL, grain: 'week' })).toEqual(once);
  expect(reads({ metrics: ALL, grain: 'month', groupBy: ['utm_source'], totals: true })).toEqual(once);
  expect(reads({ metrics: ALL, where: { utm_source: { ne: 'Direct' } }, grain: 'week' })).toEqual(once);
});

test('a metric reads no table that it is not made of', () => {
  expect(reads({ metrics: ['revenue_mrr'], groupBy: ['utm_source'] })).toEqual(['subscription_records']);
  expect(reads({ metrics: ['retention_day_1'] })).toEqual(['task_generate_log', 'user', 'user_action_log']);
});

test('cells are as coarse as the metrics allow', () => {
  const cells = (metrics: string[]) => plan({ metrics, grain: 'month' }).scans[0]!.edges.length - 1;
  expect(cells(['total_generations'])).toBe(2);
  expect(cells(['total_generations', 'active_users_daily'])).toBe(61);
  // Six days to the last day of September, those that both windows have, and the rest of October's: no more cells than windows begin and end.
  expect(cells(['active_users_weekly'])).toBe(3);
});

test('an equal measure is read once, whatever it is called', () => {
  expect(plan({ metrics: ['new_registrations', 'user_source_channel'] }).readings).toHaveLength(1);
  expect(plan({ metrics: ['total_generations', 'avg_tasks_per_user', 'adoption_rate'] }).readings).toHaveLength(3);
});

test('nothing is read of what has not begun', () => {
  const later = plan({ metrics: ALL, range: { from: '2027-01-01', to: '2027-02-01' } });
  expect(later.scans).toEqual([]);
  expect(later.pages[0]!.metrics.every(({ current }) => current.rows.over.every((count) => count === 0))).toBe(true);
});
