import { openGateway } from '../property/gateway';
import { EVERY, question, tinyRegistry } from '../property/evaluator/tinyRegistry';

const PRICED = { table: 'lease', from: 'since', until: 'till', column: 'price', factor: '1', filter: EVERY } as const;
const SOLD = { kind: 'statistic', table: 'lease', at: 'since', column: 'price', filter: EVERY } as const;

const registry = tinyRegistry({
  tables: {
    lease: { columns: { id: 'bigint', tenant: 'bigint', price: 'numeric', since: 'timestamptz', till: 'timestamptz' } },
  },
  metrics: {
    at_close: {
      grain: 'day',
      overTime: 'last',
      definition: { kind: 'snapshot', moment: 'close', entity: null, ...PRICED },
    },
    moved: {
      grain: 'day',
      overTime: 'recompute',
      definition: { kind: 'movement', movement: 'net', counts: 'amounts', entity: 'tenant', ...PRICED },
    },
    mean: {
      grain: 'day',
      overTime: 'recompute',
      definition: { ...SOLD, fn: 'avg', fraction: null, per: null, factor: '1000000000000000000000000' },
    },
    most: {
      grain: 'day',
      overTime: 'recompute',
      definition: { ...SOLD, fn: 'max', fraction: null, per: null, factor: '1' },
    },
  },
});
const at = (iso: string): number => Date.parse(iso);
const ROWS = [
  { id: '1', tenant: '1', price: 'NaN', since: at('2026-01-01T01:00:00Z'), till: at('2026-01-02T05:00:00Z') },
  { id: '2', tenant: '1', price: '1', since: at('2026-01-01T02:00:00Z'), till: null },
  { id: '3', tenant: '2', price: 'Infinity', since: at('2026-01-01T03:00:00Z'), till: at('2026-01-03T05:00:00Z') },
  { id: '4', tenant: '3', price: '0', since: at('2026-01-01T04:00:00Z'), till: null },
  { id: '5', tenant: '3', price: '0', since: at('2026-01-01T04:00:00Z'), till: null },
];

/**
 * A value that is not finite cannot be added and taken away again: later numbers depended on the
 * range of the query.
 */
test('values that are not finite count as none, and means keep their digits under large factors', async () => {
  const gateway = await openGateway(registry);
  try {
    await gateway.load({ lease: ROWS });
    const ask = async (metrics: string[], from: string) => {
      const query = question(metrics, from, '2026-01-04', { grain: 'day' });
      const { rows } = await gateway.ask(query);
      return Object.fromEntries(metrics.map((key) => [key, rows.map(({ cells }) => cells[key]!.decimal)]));
    };
    expect(await ask(['at_close', 'moved'], '2026-01-01')).toEqual({
      at_close: ['1', '1', '1'],
      moved: ['1', '0', '0'],
    });
    expect(await ask(['at_close', 'moved'], '2026-01-03')).toEqual({ at_close: ['1'], moved: ['0'] });
    expect(await ask(['mean', 'most'], '2026-01-01')).toEqual({
      mean: ['333333333333333333333333.333333333333', null, null],
      most: ['1', null, null],
    });
  } finally {
    await gateway.close();
  }
});
