import { openGateway } from '../property/gateway';
import { at, EVERY, question, tinyRegistry } from '../property/evaluator/tinyRegistry';

const plain = tinyRegistry({
  tables: {
    person: { columns: { id: 'bigint' } },
    plan: {
      columns: {
        id: 'bigint',
        who: 'bigint',
        tier: 'text',
        fee: 'numeric',
        since: 'timestamptz',
        until: 'timestamptz',
      },
      parents: { person: 'who' },
    },
  },
  dimensions: { person: { of: 'person', column: 'id', type: 'id' }, tier: { of: 'plan', column: 'tier' } },
  metrics: {
    new_fees: {
      grain: 'day',
      overTime: 'recompute',
      definition: {
        kind: 'movement',
        movement: 'new',
        counts: 'amounts',
        table: 'plan',
        from: 'since',
        until: 'until',
        entity: 'who',
        column: 'fee',
        factor: '1',
        filter: EVERY,
      },
    },
  },
});
const metric = { ...plain.metrics.get('new_fees')!, dimensions: ['person', 'tier'] };
const registry = { ...plain, metrics: new Map([['new_fees', metric]]) };

/**
 * In the very instant that a bucket begins nothing has moved in it. The people of the others were
 * then counted over nothing, which is invalid SQL.
 */
test('others with few people are empty in a bucket that has just begun', async () => {
  const gateway = await openGateway(registry);
  try {
    const [since, until] = [at('2026-01-10T00:00:00Z'), null];
    const plans = ['gold', 'gold', 'gold', 'silver', 'silver', 'basic', 'basic'].map((tier, index) => {
      return { id: String(index), who: String(index), tier, fee: '10', since, until };
    });
    await gateway.load({ person: plans.map(({ id }) => ({ id })), plan: plans });
    const tiersOf = async (month: string, asOf: string) => {
      const asked = question(['new_fees'], month, '2026-04-01', {
        grain: 'month',
        groupBy: ['tier'],
        fill: false,
        top: { n: 1, by: 'new_fees', of: ['tier'], direction: 'desc', others: true },
        policy: { rows: { kind: 'all', of: [] }, public: [], smallestGroup: { dimension: 'person', size: 2 } },
        asOf: at(asOf),
      });
      const { rows } = await gateway.ask(asked);
      return rows.map(({ by, others, cells }) => [others ? 'others' : by['tier'], cells['new_fees']!.decimal]);
    };
    expect(await tiersOf('2026-01-01', '2026-02-01T00:00:00Z')).toEqual([
      ['gold', '30'],
      ['others', '40'],
    ]);
    expect(await tiersOf('2026-02-01', '2026-02-01T00:00:00Z')).toEqual([]);
  } finally {
    await gateway.close();
  }
});
