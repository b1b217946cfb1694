import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRegistry } from '../../src/registry/load';
import type { Metric } from '../../src/model/registry';

const registry = loadRegistry('schema/model');
const metric = (key: string): Metric => registry.metrics.get(key)!;

describe('the model of the product', () => {
  test('has the thirteen of the definition table first, then their parts and later metrics, in the order of the files', () => {
    const text = ['metrics', 'metrics_more'].map((file) => readFileSync(`schema/model/${file}.yaml`, 'utf8')).join('');
    const declared = text.match(/(?<=^ {2})\w+(?=:)/gm);
    expect([...registry.metrics.keys()]).toEqual(declared);
    expect([...registry.metrics.keys()].slice(0, 14)).toMatchInlineSnapshot(`
      [
        "revenue_mrr",
        "new_paying_users",
        "payment_conversion_rate",
        "active_users_weekly",
        "active_users_daily",
        "total_generations",
        "adoption_rate",
        "avg_tasks_per_user",
        "retention_day_1",
        "retention_week_1",
        "cost_per_user_token",
        "cost_per_user_amount",
        "task_error_rate",
        "user_source_channel",
      ]
    `);
  });

  test('a snapshot', () => {
    expect(metric('revenue_mrr').definition).toEqual({
      kind: 'snapshot',
      table: 'subscription_records',
      filter: {
        kind: 'not',
        of: {
          kind: 'all',
          of: [
            { kind: 'in', column: 'status', values: ['expired'] },
            { kind: 'null', column: 'end_date' },
          ],
        },
      },
      from: 'start_date',
      until: 'end_date',
      moment: 'close',
      entity: null,
      column: 'monthly_fee',
      factor: '1',
    });
    expect(metric('revenue_mrr')).toMatchObject({ overTime: 'last', unit: { kind: 'currency', currency: 'CNY' } });
  });

  test('the definitions of a first count, a rolling metric and a ratio are as declared', () => {
    expect(metric('new_paying_users')).toMatchObject({
      definition: { kind: 'first', table: 'trade', at: 'paid_at', entity: 'user_id' },
      overTime: 'recompute',
      unit: { kind: 'count', currency: null },
    });
    expect(metric('active_users_weekly').definition).toMatchObject({
      kind: 'rolling',
      window: { last: 7, unit: 'day' },
    });
    expect(metric('payment_conversion_rate')).toMatchObject({
      definition: { kind: 'ratio', numerator: 'new_paying_users', denominator: 'new_registrations' },
      overTime: 'ratio',
    });
  });

  test('a return names the columns of the other tables', () => {
    expect(metric('returned_users_day_1').definition).toEqual({
      kind: 'return',
      table: 'user',
      filter: { kind: 'all', of: [] },
      at: 'registration_date',
      entity: 'id',
      lag: 1,
      within: [
        { table: 'task_generate_log', at: 'created_at', entity: 'user_id' },
        { table: 'user_action_log', at: 'created_at', entity: 'user_id' },
      ],
    });
  });

  test('a price per thousand is exact', () => {
    expect(metric('token_cost').definition).toMatchObject({ kind: 'sum', column: 'token_consumed', factor: '0.00002' });
  });

  test('every definition has its source location', () => {
    const { file, line } = metric('token_cost').sourceLocation;
    expect(file).toBe('schema/model/metrics.yaml');
    expect(readFileSync(file, 'utf8').split('\n')[line - 1]).toBe('  token_cost:');
  });

  test('everything is deeply frozen', () => {
    for (const value of [registry, metric('adoptions'), metric('adoptions').definition, metric('adoptions').label]) {
      expect(Object.isFrozen(value)).toBe(true);
    }
    expect(Object.isFrozen(registry.tables.get('user')!.columns.get('id'))).toBe(true);
  });

  test('no key of it is in the source code', () => {
    const names = [...registry.metrics.keys(), ...registry.dimensions.keys()];
    for (const file of readdirSync('src/registry', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    )) {
      const text = readFileSync(join('src/registry', file), 'utf8');
      expect(names.filter((name) => new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
    }
  });
});
