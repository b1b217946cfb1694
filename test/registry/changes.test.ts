import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { changesOf } from '../../src/registry/changes/changesOf';
import type { Change } from '../../src/registry/changes/change';
import { loadRegistry } from '../../src/registry/load';
import type { Registry } from '../../src/model/registry';
import { temporaryDirectory } from '../engine/temporaryDirectory';

/**
 * The report of each kind of change of a registry: how it breaks existing queries, and which
 * numbers change with it.
 */
const MODEL = `
timeZone: Asia/Shanghai
locale: en
currency: CNY
limits: { maxRows: 1000, maxBuckets: 500, maxMetrics: 10, timeoutMs: 5000 }
groups:
  all: { label: { en: All, zh: 全部 } }
  rest: { label: { en: Rest, zh: 其他 } }
tables:
  user:
    primaryKey: id
    time: at
    columns: { id: bigint, source: text, at: timestamptz }
  trade:
    primaryKey: id
    time: at
    parents: { user: user_id }
    columns: { id: bigint, user_id: bigint, buyer_id: bigint, amount: numeric, status: text, kind: text, at: timestamptz, paid_at: timestamptz }
  first_trade:
    event: { first: trade, each: user_id, at: at }
    parents: { user: user_id }
dimensions:
  source: { label: { en: Source, zh: 来源 }, column: source, of: user, empty: Direct }
  kind: { label: { en: Kind, zh: 类型 }, column: kind, of: trade }
metrics:
  trades:
    label: { en: Trades, zh: 交易 }
    group: all
    numerator: { count: trade }
    grain: hour
  paid:
    label: { en: Paid, zh: 支付 }
    group: all
    unit: currency
    numerator: { sum: amount, of: trade }
    filters: [{ status: paid }]
    grain: day
  buyers:
    label: { en: Buyers, zh: 买家 }
    group: rest
    numerator: { count_distinct: user_id, of: trade }
    grain: day
    overTime: average
  users:
    label: { en: Users, zh: 用户 }
    group: all
    numerator: { count: user }
    grain: day
  starters:
    label: { en: Starters, zh: 新手 }
    group: all
    numerator: { count: first_trade }
    grain: day
  per_buyer:
    label: { en: Paid per buyer, zh: 人均 }
    group: all
    numerator: paid
    denominator: buyers
    grain: day
  paid_direct:
    label: { en: Paid, direct, zh: 直接 }
    group: all
    metric: paid
    filters: [{ source: Direct }]
  doubled:
    label: { en: Doubled, zh: 双倍 }
    group: all
    expression: paid_direct * 2
`.replace('en: Paid, direct,', 'en: "Paid, direct",');

let directory: { path: string; remove(): Promise<void> };
let count = 0;
beforeAll(async () => {
  directory = await temporaryDirectory();
});
afterAll(() => directory.remove());

function registry(text: string): Registry {
  const model = path.join(directory.path, String((count += 1)));
  mkdirSync(model);
  writeFileSync(path.join(model, 'model.yaml'), text);
  return loadRegistry(model);
}

function changes(...edits: readonly (readonly [string | RegExp, string])[]): readonly Change[] {
  let text = MODEL;
  for (const [from, to] of edits) {
    const edited = text.replace(from, to);
    expect([from, edited]).not.toEqual([from, text]);
    text = edited;
  }
  return changesOf(registry(MODEL), registry(text));
}

/** In short: severity, subject, words, and the keys that change with it. */
function told(all: readonly Change[]): string[] {
  return all.map(({ severity, subject, message, affects }) => {
    const more = affects.length === 0 ? '' : ` [${affects.join(' ')}]`;
    return `${severity} ${subject.key ?? subject.kind}: ${message}${more}`;
  });
}

test('edits of invisible words or of lines are no change', () => {
  expect(changes([/^/, '# A comment.\n\n'])).toEqual([]);
});

test('names that come and go', () => {
  const [gone, ...more] = changes([/ {2}trades:[^]*?grain: hour\n/, '']);
  expect(gone).toEqual({
    severity: 'breaking',
    what: 'removed',
    subject: { kind: 'metric', key: 'trades' },
    message: 'was removed: queries that name it fail.',
    advice: '`was: trades` on the metric that replaces it keeps them working.',
    affects: [],
  });
  expect(more).toEqual([]);
  const users = '  users:\n    label: { en: Users, zh: 用户 }\n';
  const people = `${users.replace('users', 'people')}    group: all\n    numerator: { count: user }\n    grain: day\n`;
  expect(told(changes([users, `${people}${users}`]))).toEqual(['safe people: is new.']);
  expect(told(changes([users, `${users}    deprecated: Ask others.\n`]))).toEqual([
    'safe users: is deprecated now: Ask others.',
  ]);
});

test('a removed or added dimension is reported for every metric that reaches it', () => {
  const all = told(
    changes([/ {2}kind: \{ label.*\n/, '  status: { label: { en: S, zh: S }, column: status, of: trade }\n']),
  );
  expect(all.slice(0, 4)).toEqual([
    'breaking kind: was removed: queries that group or filter by it fail.',
    'safe status: is new.',
    'breaking trades: can no longer be grouped or filtered by kind (DIMENSION_NOT_AVAILABLE).',
    'safe trades: can be grouped and filtered by status as well.',
  ]);
  expect(all).toHaveLength(14);
  const lost = told(
    changes(
      [/ {4}parents: \{ user: user_id \}\n {4}columns/, '    columns'],
      ['[{ source: Direct }]', '[{ kind: new }]'],
    ),
  );
  expect(lost).toContain('breaking trades: can no longer be grouped or filtered by source (DIMENSION_NOT_AVAILABLE).');
});

test('a renamed metric keeps its old key, and metrics made of it keep their meaning', () => {
  const renamed = changes(
    ['  paid:\n', '  paid_amount:\n    was: paid\n'],
    ['numerator: paid\n', 'numerator: paid_amount\n'],
  );
  expect(told(renamed)).toEqual([
    'safe paid: is deprecated now: Renamed to paid_amount',
    'safe paid_amount: is new.',
    'safe paid: is described differently: label.',
  ]);
});

test.each([
  [
    'a filter',
    [['filters: [{ status: paid }]', 'filters: [{ status: settled }]']],
    'paid: is defined differently: was `sum of amount of trade by at, where status is paid`, is `sum of amount of trade by at, where status is settled`. [per_buyer paid_direct doubled]',
  ],
  [
    'a formula',
    [['count_distinct: user_id', 'count_distinct: buyer_id']],
    'buyers: is defined differently: was `distinct user_id of trade by at`, is `distinct buyer_id of trade by at`. [per_buyer]',
  ],
  [
    'what dates its rows',
    [['{ count: trade }', '{ count: trade, at: paid_at }']],
    'trades: is defined differently: was `rows of trade by at`, is `rows of trade by paid_at`.',
  ],
  [
    'overTime',
    [['overTime: average', 'overTime: recompute']],
    'buyers: has other numbers at coarser grains: `overTime` was average, is recompute. [per_buyer]',
  ],
  [
    'the numerator of a ratio',
    [['numerator: paid\n', 'numerator: trades\n']],
    'per_buyer: is defined differently: was `paid / buyers`, is `trades / buyers`.',
  ],
  [
    'the denominator of a ratio',
    [['denominator: buyers', 'denominator: trades']],
    'per_buyer: is defined differently: was `paid / buyers`, is `paid / trades`.',
  ],
  [
    'an expression',
    [['paid_direct * 2', 'paid_direct * 3']],
    'doubled: is defined differently: was `paid_direct * 2`, is `paid_direct * 3`.',
  ],
  [
    'a filter on a metric',
    [['filters: [{ source: Direct }]', 'filters: [{ source: Shop }]']],
    'paid_direct: is defined differently: was `paid where source is Direct`, is `paid where source is Shop`. [doubled]',
  ],
  [
    'the filter of a table',
    [
      [
        '    primaryKey: id\n    time: at\n    parents',
        '    filters: [{ status: paid }]\n    primaryKey: id\n    time: at\n    parents',
      ],
    ],
    'trade: has other rows: was those where always, is those where status is paid. [trades paid buyers starters per_buyer paid_direct doubled]',
  ],
  [
    'where the rows of a table are',
    [['  user:\n', '  user:\n    name: people\n']],
    'user: has other rows: was the relation user, is the relation people. [users paid_direct doubled]',
  ],
  [
    'the event of a table',
    [['each: user_id', 'each: buyer_id']],
    'first_trade: has other rows: was row 1 from the first of trade for each user_id by at, of those where always, is row 1 from the first of trade for each buyer_id by at, of those where always. [starters]',
  ],
  [
    'a column in the database',
    [['amount: numeric', 'amount: { type: numeric, name: net }']],
    'trade: amount is read from the column net, was amount. [paid starters per_buyer paid_direct doubled]',
  ],
  [
    'the type of a column',
    [['amount: numeric', 'amount: bigint']],
    'trade: amount is of the type bigint, was numeric. [paid starters per_buyer paid_direct doubled]',
  ],
  [
    'the zone of a day',
    [['timeZone: Asia/Shanghai', 'timeZone: UTC']],
    'registry: has days in another zone: `timeZone` was Asia/Shanghai, is UTC. This changes every number of a query that names no zone.',
  ],
  [
    'the group of those without a value',
    [['empty: Direct', 'empty: None']],
    'source: has another group for rows without a value: `empty` was "Direct", is "None". [paid_direct doubled]',
  ],
  [
    'the column of a dimension',
    [['column: kind, of: trade', 'column: status, of: trade']],
    'kind: has other values: they were from trade.kind, are from trade.status.',
  ],
  [
    'the way to a dimension',
    [['parents: { user: user_id }\n    columns', 'parents: { user: buyer_id }\n    columns']],
    'source: is reached from trade by another path: was trade.user_id → user → user.source, is trade.buyer_id → user → user.source. [trades paid buyers per_buyer paid_direct doubled]',
  ],
] as const)('other numbers: %s', (_what, edits, expected) => {
  const all = told(changes(...edits));
  expect(all).toContain(`meaning ${expected}`);
  expect(all.filter((line) => line.startsWith('breaking'))).toEqual([]);
});

test('changes of meaning that no formula shows', () => {
  const more = `  firsts:
    label: { en: Firsts, zh: 首次 }
    group: all
    numerator: { count_first: user_id, of: trade }
    grain: day
  back:
    label: { en: Back, zh: 回来 }
    group: all
    numerator: { count_returning: id, of: user, lag: 1, within: [trade] }
    grain: day
`;
  const between = (from: string, to: string) => {
    expect(MODEL + more).toContain(from);
    return told(changesOf(registry(MODEL + more), registry((MODEL + more).replace(from, to))));
  };
  // The table's own time dates rows that bring someone back, as well as others.
  expect(
    between('time: at\n    parents', 'time: paid_at\n    parents').filter((line) => / (back|trades):/.test(line)),
  ).toEqual([
    'meaning trades: is defined differently: was `rows of trade by at`, is `rows of trade by paid_at`.',
    'meaning back: is defined differently in parts that its formula does not show: within.0.at.',
  ]);
  expect(
    between('primaryKey: id\n    time: at\n    parents', 'primaryKey: buyer_id\n    time: at\n    parents'),
  ).toContain('meaning firsts: has other numbers, because the data that it reads is defined differently.');
});

test('units', () => {
  expect(told(changes(['currency: CNY', 'currency: USD']))).toEqual([
    'meaning paid: has another unit: was currency CNY, is currency USD.',
    'meaning paid_direct: has another unit: was currency CNY, is currency USD.',
  ]);
});

test('grains', () => {
  expect(
    told(changes(['numerator: { count: trade }\n    grain: hour', 'numerator: { count: trade }\n    grain: day'])),
  ).toEqual(['breaking trades: can no longer be queried by hour: its grain was hour, is day (GRAIN_NOT_AVAILABLE).']);
  expect(
    told(changes(['numerator: { count: user }\n    grain: day', 'numerator: { count: user }\n    grain: hour'])),
  ).toEqual(['safe users: can be queried by hour as well.']);
  expect(
    told(
      changes(
        ['grain: day\n    overTime: average', 'grain: hour\n    overTime: average'],
        ['denominator: buyers', 'denominator: trades'],
      ),
    ),
  ).toContain('meaning buyers: is measured by hour, was by day: its numbers at coarser grains follow from these.');
});

test('limits', () => {
  expect(
    told(
      changes(
        ['maxRows: 1000', 'maxRows: 900'],
        ['maxBuckets: 500', 'maxBuckets: 400'],
        ['maxMetrics: 10', 'maxMetrics: 9'],
        ['timeoutMs: 5000', 'timeoutMs: 6000'],
      ),
    ),
  ).toEqual([
    'breaking registry: allows less: `limits.maxRows` was 1000, is 900. Queries beyond it fail (RESULT_TOO_LARGE).',
    'breaking registry: allows less: `limits.maxBuckets` was 500, is 400. Queries beyond it fail (RANGE_TOO_LARGE).',
    'breaking registry: allows less: `limits.maxMetrics` was 10, is 9. Queries beyond it fail (TOO_MANY_METRICS).',
    'safe registry: allows more: `limits.timeoutMs` was 5000, is 6000.',
  ]);
});

test('edits of labels and groups change no number', () => {
  const all = changes(
    ['en: Trades', 'en: Deals'],
    ['label: { en: Kind, zh: 类型 }', 'label: { en: Sort, zh: 类型 }'],
    ['locale: en', 'locale: zh'],
    ['en: All', 'en: Everything'],
    ['group: rest', 'group: all'],
    [/ {2}rest: .*\n/, '  more: { label: { en: More, zh: 更多 } }\n'],
  );
  expect(told(all)).toEqual([
    'safe registry: answers in another language if a query names none: `locale` was en, is zh.',
    'breaking rest: was removed: a catalog search in it fails (UNKNOWN_NAME).',
    'safe more: is new.',
    'safe all: is described differently: label.',
    'safe kind: is described differently: label.',
    'safe trades: is described differently: label.',
    'safe buyers: is described differently: group.',
  ]);
});

test('a column that no metric reads changes no number', () => {
  const all = changes(['paid_at: timestamptz', 'paid_at: { type: timestamptz, name: settled_at }']);
  expect(told(all)).toContain('meaning trade: paid_at is read from the column settled_at, was paid_at. [starters]');
  const unused = changes([
    'columns: { id: bigint, source: text, at: timestamptz }',
    'columns: { id: bigint, source: text, at: timestamptz, more: text }',
  ]);
  expect(unused).toEqual([]);
});

test('a promise about old rows changes no number', () => {
  const from = '    columns: { id: bigint, source: text, at: timestamptz }\n';
  const promised = `${from}    settles: { after: 2, unit: day, columns: [source] }\n`;
  expect(told(changes([from, promised]))).toEqual([
    'safe user: makes another promise: was no promise, is source settle after 2 days.',
  ]);
});
