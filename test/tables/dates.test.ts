import { FirstRows } from '../../src/answer/firstRows';
import { freshnessOf } from '../../src/answer/freshness';
import { forItself } from '../../src/engine/asker';
import { Deadline } from '../../src/engine/deadline';
import { EVERYTHING } from '../../src/policy/policy';
import { checkQuery } from '../../src/query/checkQuery';
import { NOW, openProduct, type OwnProduct } from './ownProduct';

// A date has no zone: it is that date in the zone of each query.

const MODEL = `
tables:
  signup:
    primaryKey: id
    time: day
    columns: { id: bigint, day: date }
  contract:
    primaryKey: id
    columns: { id: bigint, begins: date, ends: date }
  last_signup: { event: { last: signup, each: id } }
metrics:
  signups: { numerator: { count: signup }, grain: day }
  contracts: { numerator: { count: contract, active: { from: begins, until: ends } }, grain: day }
  last_signups: { numerator: { count: last_signup }, grain: week }
`;

const DDL = `
  create table signup (id bigint, day date);
  create table contract (id bigint, begins date, ends date);
  insert into signup values (1, '2018-11-03'), (2, '2018-11-04'), (3, '2011-12-30'), (4, '2026-11-01'), (5, '2026-05-31'), (6, null);
  insert into contract values (1, '2026-05-01', '2026-05-03'), (2, '2026-05-02', null), (3, '2026-05-02', '2026-05-02')`;

let product: OwnProduct;
beforeAll(async () => {
  product = await openProduct(MODEL, DDL);
});
afterAll(() => product.close());

test.each(['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'America/Sao_Paulo', 'Pacific/Apia'])(
  'May 31 is in May, in %s too',
  async (timeZone) => {
    const range = { from: '2026-05-31', to: '2026-06-01' };
    expect(await product.ask({ metrics: ['signups', 'last_signups'], timeZone, range })).toEqual(['→ 1 1']);
    expect(
      await product.ask({ metrics: ['signups'], timeZone, range: { from: '2026-06-01', to: '2026-06-02' } }),
    ).toEqual(['→ 0']);
  },
);

test('a date without midnight begins when its day does', async () => {
  const range = { from: '2018-11-03', to: '2018-11-06' };
  expect(await product.ask({ metrics: ['signups'], timeZone: 'America/Sao_Paulo', range, grain: 'day' })).toEqual([
    '2018-11-03T03:00 → 1',
    '2018-11-04T03:00 → 1',
    '2018-11-05T02:00 → 0',
  ]);
});

test('a date that a zone skipped begins at the moment of the skip', async () => {
  const range = { from: '2011-12-29', to: '2012-01-01' };
  expect(await product.ask({ metrics: ['signups'], timeZone: 'Pacific/Apia', range, grain: 'day' })).toEqual([
    '2011-12-29T10:00 → 0',
    '2011-12-30T10:00 → 1',
  ]);
});

test('a date with two midnights begins at the first, to the millisecond', async () => {
  const timeZone = 'America/Havana';
  const range = { from: '2026-11-01', to: '2026-11-02' };
  const at = (asOf: string) => product.ask({ metrics: ['signups'], timeZone, range, asOf: Date.parse(asOf) });
  expect(await at('2026-11-01T04:00:00.000Z')).toEqual(['→ 1']);
  expect(await at('2026-11-01T03:59:59.999Z')).toEqual(['→ NO_DATA']);
});

test('from and until may be dates: the interval ends where the day of its end begins', async () => {
  const range = { from: '2026-04-30', to: '2026-05-05' };
  const days = await product.ask({ metrics: ['contracts'], timeZone: 'America/New_York', range, grain: 'day' });
  expect(days.map((day) => day.slice(-1))).toEqual(['0', '1', '2', '1', '1']);
});

test('freshness and first rows use the zone of the query', async () => {
  const latest = async (timeZone: string) => {
    const range = { from: '2026-05-01', to: '2026-06-01' };
    const query = checkQuery(product.gateway.registry, { metrics: ['signups', 'last_signups'], range, timeZone }, NOW);
    return (await freshnessOf(product.gateway, query, forItself(30_000))).map((one) =>
      new Date(one.latest!).toISOString(),
    );
  };
  expect(await latest('UTC')).toEqual(['2026-05-31T00:00:00.000Z', '2026-05-31T00:00:00.000Z']);
  expect(await latest('Asia/Shanghai')).toEqual(['2026-05-30T16:00:00.000Z', '2026-05-30T16:00:00.000Z']);
  const first = (timeZone: string) =>
    new FirstRows(product.gateway.registry, product.gateway.engine).of(
      [{ table: 'signup', at: 'day' }],
      { timeZone, asOf: NOW, policy: EVERYTHING },
      new Deadline(30_000),
    );
  expect(await first('UTC')).toEqual([Date.parse('2011-12-30T00:00Z')]);
  expect(await first('Asia/Shanghai')).toEqual([Date.parse('2011-12-29T16:00Z')]);
});
