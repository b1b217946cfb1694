import { productModel } from './productModel';
import { entityTable, tablesSharingIds, pathTo, reachOf, shortestPaths, type TableGraph } from '../../src/model/reach';
import type { Definition, Expression } from '../../src/model/definition';

const { tables, dimensions, metrics } = productModel();
const path = (table: string, dimension: string): unknown => pathTo(tables, table, dimensions.get(dimension)!);

describe('the path from a table to a dimension', () => {
  test('has no join on its own table', () => {
    expect(path('trade', 'trade_type')).toEqual({ joins: [], column: 'trade_type' });
    expect(path('user', 'user_id')).toEqual({ joins: [], column: 'id' });
  });

  test('joins parents', () => {
    expect(path('trade', 'utm_source')).toEqual({
      joins: [{ table: 'user', columns: ['user_id'] }],
      column: 'utm_source',
    });
    expect(path('user_action_log', 'task_type')).toEqual({
      joins: [{ table: 'task_generate_log', columns: ['task_id'] }],
      column: 'task_type',
    });
  });

  test('is the shortest: an action reaches its user directly, not by its task', () => {
    expect(path('user_action_log', 'utm_source')).toEqual({
      joins: [{ table: 'user', columns: ['user_id'] }],
      column: 'utm_source',
    });
  });

  test("reads a parent's key from the column that refers to it", () => {
    expect(path('user_action_log', 'user_id')).toEqual({ joins: [], column: 'user_id' });
  });

  test('leads to parents only', () => {
    expect(path('user', 'trade_type')).toBeNull();
    expect(path('subscription_records', 'task_type')).toBeNull();
  });
});

describe('a path over several tables', () => {
  const table = (primaryKey: string, parents: Record<string, string> = {}): unknown => ({
    primaryKey: primaryKey.split(' '),
    parents: new Map(Object.entries(parents).map(([parent, columns]) => [parent, columns.split(' ')])),
  });
  const chain = new Map(
    Object.entries({
      line: table('id', { bill: 'bill_id' }),
      bill: table('id', { client: 'client_id' }),
      client: table('id', { person: 'id' }),
      person: table('id'),
    }),
  ) as TableGraph;

  test('names all joins, except the last one if it is for the key', () => {
    const joins = [
      { table: 'bill', columns: ['bill_id'] },
      { table: 'client', columns: ['client_id'] },
    ];
    expect(pathTo(chain, 'line', { table: 'client', column: 'name' })).toEqual({ joins, column: 'name' });
    expect(pathTo(chain, 'line', { table: 'client', column: 'id' })).toEqual({
      joins: joins.slice(0, 1),
      column: 'client_id',
    });
    expect(shortestPaths(chain, 'person', 'line')).toEqual([]);
    expect(shortestPaths(chain, 'person', 'person')).toEqual([[]]);
  });

  test('joins a key of several columns by all of them, and reads each where it is referred to', () => {
    const keyed = new Map(
      Object.entries({
        item: table('id', { order: 'shop order_no' }),
        order: table('tenant no', { buyer: 'tenant buyer' }),
        buyer: table('tenant no'),
      }),
    ) as TableGraph;
    const [order, buyer] = [
      { table: 'order', columns: ['shop', 'order_no'] },
      { table: 'buyer', columns: ['tenant', 'buyer'] },
    ];
    expect(pathTo(keyed, 'item', { table: 'buyer', column: 'name' })).toEqual({
      joins: [order, buyer],
      column: 'name',
    });
    expect(pathTo(keyed, 'item', { table: 'buyer', column: 'no' })).toEqual({ joins: [order], column: 'buyer' });
    expect(pathTo(keyed, 'item', { table: 'order', column: 'tenant' })).toEqual({ joins: [], column: 'shop' });
    expect(entityTable(keyed, 'item', 'order_no')).toBeNull();
    expect(entityTable(keyed, 'buyer', 'no')).toBeNull();
  });

  test('ends at an entity: a row of the table its column refers to, or of its own', () => {
    expect(entityTable(chain, 'line', 'bill_id')).toBe('bill');
    expect(entityTable(chain, 'line', 'id')).toBe('line');
    expect(entityTable(chain, 'client', 'id')).toBe('client');
    expect(tablesSharingIds(chain, 'client')).toEqual(new Set(['client', 'person']));
    expect(entityTable(chain, 'line', 'price')).toBeNull();
    expect(entityTable(chain, 'nowhere', 'id')).toBeNull();
  });

  test('takes the table whose key refers to the other, if a column refers to two tables', () => {
    const events = new Map(
      Object.entries({
        trade: table('id', { first_trade: 'user_id', user: 'user_id' }),
        user: table('id', { first_trade: 'id' }),
        first_trade: table('user_id'),
      }),
    ) as TableGraph;
    expect(entityTable(events, 'trade', 'user_id')).toBe('user');
    expect(entityTable(events, 'user', 'id')).toBe('user');
    expect(tablesSharingIds(events, 'first_trade')).toEqual(new Set(['first_trade', 'user']));
    expect(tablesSharingIds(events, 'trade')).toEqual(new Set(['trade']));
  });
});

describe('the dimensions of the model', () => {
  test.each([
    ['utm_source', [...metrics.keys()]],
    ['user_id', [...metrics.keys()]],
    [
      'task_type',
      [
        'active_users_weekly',
        'active_users_daily',
        'total_generations',
        'adoption_rate',
        'avg_tasks_per_user',
        'cost_per_user_token',
        'cost_per_user_amount',
        'task_error_rate',
        'tasks',
        'failed_tasks',
        'task_users_daily',
        'adoptions',
        'tokens_consumed',
        'token_cost',
        'active_users_28d',
        'active_users_30d',
        'stickiness',
        'text_generations',
        'tokens_per_user_p50',
        'tokens_per_user_p90',
      ],
    ],
    ['action_type', ['adoptions']],
    [
      'trade_type',
      [
        'new_paying_users',
        'revenue_month_to_date',
        'revenue_to_date',
        'avg_payment',
        'median_payment',
        'largest_payment',
      ],
    ],
    [
      'subscription_type',
      [
        'revenue_mrr',
        'arr',
        'paying_subscribers',
        'arpu',
        'new_mrr',
        'reactivated_mrr',
        'expansion_mrr',
        'contraction_mrr',
        'churned_mrr',
        'net_new_mrr',
        'subscribers_at_open',
        'churned_subscribers',
        'opening_subscribers_lost',
        'logo_churn_rate',
      ],
    ],
  ])('%s is reached by %j', (dimension, reaching) => {
    const found = [...metrics.values()].filter((metric) => metric.dimensions.includes(dimension)).map(({ key }) => key);
    expect(found).toEqual(reaching);
  });

  test('come in the order they are declared', () => {
    expect(metrics.get('adoptions')!.dimensions).toEqual(['utm_source', 'user_id', 'task_type', 'action_type']);
  });

  test('of a return are those of its entity, not of its actions', () => {
    expect(metrics.get('returned_users_day_1')!.dimensions).toEqual(['utm_source', 'user_id']);
  });

  test('of a metric made of others are those that all of them have', () => {
    expect(metrics.get('adoption_rate')!.dimensions).toEqual(['utm_source', 'user_id', 'task_type']);
    const definitions = new Map([...metrics].map(([key, { definition }]) => [key, definition]));
    const reach = (definition: Definition) => reachOf(definition, { tables, dimensions, definitions });
    const over = (metric: string): Expression => ({ kind: 'metric', metric });
    const operation = {
      kind: 'operation',
      operator: '/',
      left: over('adoptions'),
      right: over('adoption_rate'),
    } as const;
    expect(reach({ kind: 'derived', expression: operation })).toEqual(['utm_source', 'user_id', 'task_type']);
    const where = { kind: 'null', dimension: 'action_type' } as const;
    expect(reach({ kind: 'filtered', metric: 'adoptions', where })).toContain('action_type');
  });
});
