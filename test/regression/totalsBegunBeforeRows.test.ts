import path from 'node:path';
import { checkQuery } from '../../src/query/checkQuery';
import { loadRegistry } from '../../src/registry/load';
import { openGateway } from '../property/gateway';

/**
 * A native week that reaches over the start of the range has begun before the range: there are
 * totals, and no rows.
 */
test('totals that have begun are answered beside rows that have not', async () => {
  const registry = loadRegistry(path.join(__dirname, '../property/variant'));
  const gateway = await openGateway(registry);
  try {
    await gateway.load({});
    const asOf = Date.parse('2025-12-31T23:00:00Z');
    const request = {
      metrics: ['ratio_snapshot_week', 'snapshot_hour_last'],
      range: { from: '2026-01-01', to: '2026-04-01' },
      groupBy: ['channel'],
      grain: 'quarter' as const,
      timeZone: 'UTC',
      totals: true,
      asOf,
    };
    const answer = await gateway.ask(checkQuery(registry, request, asOf));
    expect(answer.rows).toEqual([]);
    expect(answer.totals!.cells['ratio_snapshot_week']).toMatchObject({ status: 'NO_DATA', numerator: '0' });
  } finally {
    await gateway.close();
  }
});
