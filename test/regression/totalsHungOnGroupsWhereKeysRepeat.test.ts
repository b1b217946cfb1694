import type { Registry } from '../../src/model/registry';
import type { Table } from '../../src/model/table';
import { openGateway } from '../property/gateway';
import { EVERY, question, tinyRegistry } from '../property/evaluator/tinyRegistry';

const COLUMNS = { id: 'bigint', who: 'bigint', at: 'timestamptz' } as const;
const plain = tinyRegistry({
  tables: {
    person: { columns: { id: 'bigint', channel: 'text' } },
    web: { columns: COLUMNS },
    till: { columns: COLUMNS },
    any_sale: { columns: COLUMNS, parents: { person: 'who' } },
  },
  dimensions: { channel: { of: 'person', column: 'channel' } },
  metrics: {
    sales: {
      grain: 'day',
      overTime: 'recompute',
      definition: { kind: 'distinct', lag: 0, table: 'any_sale', at: 'at', entity: 'id', filter: EVERY },
    },
  },
});
const union: Table = { ...plain.tables.get('any_sale')!, source: { kind: 'union', of: ['web', 'till'] } };
const metric = { ...plain.metrics.get('sales')!, dimensions: ['channel'] };
const registry: Registry = {
  ...plain,
  tables: new Map([...plain.tables, ['any_sale', union]]),
  metrics: new Map([['sales', metric]]),
};

/**
 * Two sales of the two tables of a union had one id. The repeated key changed the total when the
 * query had groups.
 */
test('a total is the same with groups and without, though the key of a union repeats', async () => {
  const at = Date.parse('2026-01-01T12:00:00Z');
  const gateway = await openGateway(registry);
  try {
    await gateway.load({
      person: [
        { id: '1', channel: 'a' },
        { id: '2', channel: 'b' },
      ],
      web: [
        { id: '1', who: '1', at },
        { id: '2', who: '1', at },
      ],
      till: [{ id: '1', who: '2', at }],
    });
    const totalBy = async (groupBy: string[]) => {
      const { totals } = await gateway.ask(
        question(['sales'], '2026-01-01', '2026-01-02', { groupBy, totals: true, grain: 'day' }),
      );
      return totals!.cells['sales']!.decimal;
    };
    expect(await totalBy([])).toBe('2');
    expect(await totalBy(['channel'])).toBe('2');
  } finally {
    await gateway.close();
  }
});
