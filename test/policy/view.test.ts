import { GatewayError } from '../../src/errors';
import { EVERYTHING } from '../../src/policy/policy';
import { viewOf } from '../../src/policy/view';
import { ANYBODY } from '../../src/policy/viewer';
import type { RowFilter } from '../../src/model/role';
import { loadShop } from '../registry/shopModel';

const registry = loadShop({
  'more.yaml': `
dimensions:
  status: { label: { en: Status, zh: 状态 }, column: status, of: orders, empty: none }
metrics:
  customers: { label: { en: C, zh: 客 }, group: people, numerator: { count: customer }, grain: day, was: clients }
  orders_of_each: { label: { en: E, zh: 均 }, group: sales, expression: order_count / customers }
groups:
  people: { label: { en: People, zh: 人 } }
roles:
  channel_manager:
    label: { en: R, zh: 角 }
    metrics: { except: [people] }
    dimensions: [channel]
    rows:
      - channel: { claim: channels }
  tenant:
    label: { en: T, zh: 租 }
    plan: true
    rows:
      - not: { customer.id: { claim: blocked } }
      - any: [{ customer.age: { claim: age } }, { channel: web }]
`,
});

const rowsOf = (role: string, claims: Record<string, unknown>): RowFilter =>
  viewOf(registry, { role, claims, schema: 'own' }).policy.rows;

describe('a viewer', () => {
  test('without a role sees everything', () => {
    const view = viewOf(registry, ANYBODY);
    expect(view.registry).toBe(registry);
    expect(view.policy).toBe(EVERYTHING);
    expect(view.checkPlan).not.toThrow();
  });

  test('sees its role’s metrics, and hidden parts of them have no name', () => {
    const { registry: seen } = viewOf(registry, {
      role: 'channel_manager',
      claims: { channels: 'web' },
      schema: 'own',
    });
    expect([...seen.metrics.keys()]).toEqual(['orders_of_each', 'order_count']);
    expect([...seen.hidden.keys()]).toEqual(['customers']);
    expect([...seen.dimensions.keys()]).toEqual(['channel']);
    expect([...seen.groups.keys()]).toEqual(['sales']);
    expect(seen.roles.size).toBe(0);
    expect([...seen.metrics.values()].map(({ dimensions }) => dimensions)).toEqual([['channel'], ['channel']]);
  });

  test('shares the registry of its role with every other viewer of the role', () => {
    const one = viewOf(registry, { role: 'channel_manager', claims: { channels: 'web' }, schema: 'own' });
    const other = viewOf(registry, { role: 'channel_manager', claims: { channels: 'till' }, schema: 'full' });
    expect(one.registry).toBe(other.registry);
    expect(one.policy).not.toEqual(other.policy);
  });

  test('sees plans if its role says so', () => {
    const check = (role: string, claims: Record<string, unknown>) => viewOf(registry, { role, claims, schema: 'own' });
    expect(check('tenant', { blocked: [], age: 3 }).checkPlan).not.toThrow();
    expect(check('channel_manager', { channels: [] }).checkPlan).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN', message: expect.stringContaining('computed') as string }),
    );
  });
});

describe('claims', () => {
  const form = { type: 'text', empty: null, merged: [], order: null };
  const at = { table: 'customer', column: 'channel', form };

  test.each([
    ['web', ['web']],
    [
      ['web', 'till', 'web'],
      ['till', 'web'],
    ],
    [[], []],
    [7, ['7']],
    [true, ['true']],
  ])('the claim %j becomes values, each once and in one order', (channels, values) => {
    expect(rowsOf('channel_manager', { channels })).toEqual({ kind: 'in', at, values });
  });

  test('the values are written as the column writes them', () => {
    expect(rowsOf('tenant', { blocked: ['007', 8], age: '-1' })).toEqual({
      kind: 'all',
      of: [
        { kind: 'not', of: { kind: 'in', at: { table: 'customer', column: 'id', form: null }, values: ['7', '8'] } },
        {
          kind: 'any',
          of: [
            { kind: 'in', at: { table: 'customer', column: 'age', form: null }, values: ['-1'] },
            { kind: 'in', at, values: ['web'] },
          ],
        },
      ],
    });
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['channel_manager', {}, 'The role "channel_manager" needs the claim "channels", which is missing.'],
    ['channel_manager', { channels: null }, 'The role "channel_manager" needs the claim "channels", which is missing.'],
    [
      'channel_manager',
      Object.create({ channels: 'web' }) as Record<string, unknown>,
      'The role "channel_manager" needs the claim "channels", which is missing.',
    ],
    [
      'channel_manager',
      { channels: { web: true } },
      'The role "channel_manager" needs the claim "channels", which contains a value that "customer.channel" cannot equal.',
    ],
    [
      'channel_manager',
      { channels: ['web', null] },
      'The role "channel_manager" needs the claim "channels", which contains a value that "customer.channel" cannot equal.',
    ],
    [
      'channel_manager',
      { channels: 'w\0b' },
      'The role "channel_manager" needs the claim "channels", which contains a value that "customer.channel" cannot equal.',
    ],
    [
      'channel_manager',
      { channels: ['\ud800'] },
      'The role "channel_manager" needs the claim "channels", which contains a value that "customer.channel" cannot equal.',
    ],
    [
      'tenant',
      { blocked: '1 or 1=1', age: 3 },
      'The role "tenant" needs the claim "blocked", which contains a value that "customer.id" cannot equal.',
    ],
    [
      'tenant',
      { blocked: 2 ** 60, age: 3 },
      'The role "tenant" needs the claim "blocked", which contains a value that "customer.id" cannot equal.',
    ],
    [
      'tenant',
      { blocked: 1.5, age: 3 },
      'The role "tenant" needs the claim "blocked", which contains a value that "customer.id" cannot equal.',
    ],
    [
      'tenant',
      { blocked: 1, age: '2147483648' },
      'The role "tenant" needs the claim "age", which contains a value that "customer.age" cannot equal.',
    ],
    ['tenent', {}, 'There is no role "tenent".'],
  ])('%s %j', (role, claims, message) => {
    let thrown: unknown;
    try {
      rowsOf(role, claims);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(GatewayError);
    expect(thrown).toMatchObject({ code: 'FORBIDDEN', message });
  });
});
