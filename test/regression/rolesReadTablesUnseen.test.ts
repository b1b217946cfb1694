import { registryOf } from '../tables/ownProduct';

const TABLES = `
tables:
  region: { primaryKey: id, columns: { id: bigint, name: text } }
  tenant: { primaryKey: id, columns: { id: bigint, label: text } }
  method: { primaryKey: id, columns: { id: bigint, free: text } }
  person: { primaryKey: id, parents: { region: region_id }, columns: { id: bigint, region_id: bigint } }
  payment:
    primaryKey: id
    time: at
    parents: { tenant: tenant_id, method: method_id, person: who }
    columns: { id: bigint, tenant_id: bigint, method_id: bigint, who: bigint, at: timestamptz }
dimensions:
  label: { column: label, of: tenant }
  free: { column: free, of: method }
  region: { column: name, of: region }
  region_id: { type: id, column: id, of: region }
metrics:
  payments: { numerator: { count: payment }, grain: day }
  back: { numerator: { count_returning: who, of: payment, lag: 1, within: [payment] }, grain: day }
  paid: { label: { en: P, zh: 付 }, group: all, metric: payments, filters: [{ free: 'no' }] }
  paid_share: { label: { en: P, zh: 付 }, group: all, expression: 'paid / payments' }
roles:
  tenant: { label: { en: T, zh: 租 }, rows: [{ label: A }], `;

function problemsOf(role: string): string[] {
  try {
    registryOf(`${TABLES}${role} }\n`);
    return [];
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .filter((line) => line.includes('but no condition decides which of its rows'));
  }
}

const unseen = (table: string, metric: string) =>
  expect.stringContaining(`"${metric}" reads "${table}", but no condition decides which of its rows are visible`);

/**
 * A table that a role reads without a condition of its own has no visible rows: the numbers were
 * silently wrong. Now the registry does not load.
 */
describe('a table that a role reads', () => {
  test('needs a condition for a metric’s own filter, through any metric', () => {
    expect(problemsOf('metrics: [payments], dimensions: [label]')).toEqual([]);
    expect(problemsOf('metrics: [paid], dimensions: [label]')).toEqual([unseen('method', 'paid')]);
    expect(problemsOf('metrics: [paid_share], dimensions: [label]')).toEqual([unseen('method', 'paid_share')]);
    expect(problemsOf('metrics: [paid_share], dimensions: [label], public: [method]')).toEqual([]);
  });

  test('needs a condition for a dimension of a return', () => {
    expect(problemsOf('metrics: [back], dimensions: [region], public: [region]')).toEqual([unseen('person', 'back')]);
    expect(problemsOf('metrics: [back], dimensions: [region], public: [region, person]')).toEqual([]);
  });

  test('needs a condition for the people of a number', () => {
    const few = 'metrics: [payments], dimensions: [label], smallestGroup: { region_id: 2 }';
    expect(problemsOf(few)).toEqual([unseen('person', 'payments')]);
    expect(problemsOf(`${few}, public: [person]`)).toEqual([]);
  });
});
