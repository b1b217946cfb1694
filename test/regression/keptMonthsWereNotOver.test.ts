import { movements } from '../../src/answer/kept/movements';
import { NO_INDEXES } from '../../src/plan/indexes';
import { planQueries } from '../../src/plan/planQueries';
import { checkQuery } from '../../src/query/checkQuery';
import { productModel } from '../registry/productModel';

/**
 * A month of a weekly metric ends within a week. Its numbers stay the same then, but the month is
 * over: an answer from before must not be used again.
 */
test('an answer about a running month is not kept beyond its end', () => {
  const registry = productModel();
  const known = { indexes: NO_INDEXES, capabilities: { longestName: 63, indexScan: true } };
  const asOf = (moment: string) => {
    const request = {
      metrics: ['retention_week_1'],
      range: { from: '2026-03-01', to: '2026-04-01' },
      grain: 'month' as const,
      timeZone: 'Asia/Shanghai',
      asOf: Date.parse(moment),
    };
    return planQueries(registry, known, [checkQuery(registry, request, Date.parse(moment))]);
  };
  const last = asOf('2026-03-31T23:59:59.999+08:00');
  expect(movements(registry, last, asOf('2026-04-01T00:00:00+08:00'))).toBeNull();
  expect(movements(registry, asOf('2026-03-31T23:50:00+08:00'), last)).not.toBeNull();
  expect(movements(registry, asOf('2026-04-01T00:00:00+08:00'), asOf('2026-04-01T00:10:00+08:00'))).not.toBeNull();
});
