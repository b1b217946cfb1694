import { checkQuery } from '../../src/query/checkQuery';
import { openGateway } from '../property/gateway';
import { EVERY, tinyRegistry } from '../property/evaluator/tinyRegistry';

/**
 * A range of one native bucket has a mean of one: it was returned with all its decimals, as a sum
 * is.
 */
test('a mean of a single day is rounded to 12 places', async () => {
  const definition = {
    kind: 'sum',
    table: 'sale',
    at: 'at',
    column: 'price',
    factor: '0.5',
    lag: 0,
    filter: EVERY,
  } as const;
  const registry = tinyRegistry({
    tables: { sale: { columns: { id: 'bigint', price: 'numeric', at: 'timestamptz' } } },
    metrics: {
      mean: { grain: 'day', overTime: 'average', definition },
      sum: { grain: 'day', overTime: 'recompute', definition },
    },
  });
  const gateway = await openGateway(registry);
  try {
    const at = Date.parse('2026-03-01T12:00:00Z');
    await gateway.load({ sale: [{ id: '1', price: '0.000000000001', at }] });
    const ask = (grain: 'day' | null) =>
      gateway.ask(
        checkQuery(
          registry,
          { metrics: ['mean', 'sum'], range: { from: '2026-03-01', to: '2026-03-02' }, grain, timeZone: 'UTC' },
          at + 86_400_000,
        ),
      );
    const numbers = async (grain: 'day' | null) => {
      const [row] = (await ask(grain)).rows;
      return [row!.cells['mean']!.decimal, row!.cells['sum']!.decimal];
    };
    expect(await numbers('day')).toEqual(['0.0000000000005', '0.0000000000005']);
    expect(await numbers(null)).toEqual(['0.000000000001', '0.0000000000005']);
  } finally {
    await gateway.close();
  }
});
