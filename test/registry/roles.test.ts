import { loadShop, problemsWith } from './shopModel';

const MORE = `
groups:
  people: { label: { en: People, zh: 人 } }
tables:
  article: { primaryKey: id, columns: { id: bigint, name: text, added_at: timestamptz } }
  first_order: { event: { first: orders, each: customer_id }, parents: { customer: customer_id } }
dimensions:
  status: { label: { en: Status, zh: 状态 }, column: status, of: orders, empty: none }
  article: { label: { en: Article, zh: 商品 }, column: name, of: article }
metrics:
  customers: { label: { en: C, zh: 客 }, group: people, numerator: { count: customer }, grain: day, was: clients }
  articles: { label: { en: A, zh: 商 }, group: sales, numerator: { count: article, at: added_at }, grain: day }
  orders_of_each: { label: { en: E, zh: 均 }, group: sales, expression: order_count / customers }
`;

const role = (...lines: string[]): string =>
  `${MORE}roles:\n  r:\n    label: { en: R, zh: 角 }\n${lines.map((line) => `    ${line}\n`).join('')}`;
const roleOf = (...lines: string[]) => loadShop({ 'more.yaml': role(...lines) }).roles.get('r')!;
const problems = (...lines: string[]): string[] =>
  problemsWith(role(...lines)).map((line) => line.replace(/^more\.yaml:\d+: roles\.r\.?/, ''));

const OPEN = 'public: [article]';
const channel = { table: 'customer', column: 'channel', form: { type: 'text', empty: null, merged: [], order: null } };

describe('a role', () => {
  test('without any rule sees everything but plans', () => {
    expect(roleOf()).toMatchObject({
      metrics: ['customers', 'clients', 'articles', 'orders_of_each', 'order_count'],
      dimensions: ['status', 'article', 'channel', 'customer_id'],
      rows: { kind: 'all', of: [] },
      public: [],
      plan: false,
      introspection: true,
      smallestGroup: null,
    });
  });

  test('may select metrics with their former keys, groups, and all metrics but some, in the order of the registry', () => {
    expect(roleOf('metrics: [clients, order_count]').metrics).toEqual(['customers', 'clients', 'order_count']);
    expect(roleOf('metrics: [people]').metrics).toEqual(['customers', 'clients']);
    expect(roleOf('metrics: { except: [people, articles] }').metrics).toEqual(['orders_of_each', 'order_count']);
    expect(roleOf('dimensions: { except: [customer_id] }').dimensions).toEqual(['status', 'article', 'channel']);
  });

  test.each([
    ['[{ channel: { claim: channels } }]', { kind: 'claim', at: channel, claim: 'channels' }],
    [
      '[{ customer.age: [18, 19] }, { not: { channel: null } }]',
      {
        kind: 'all',
        of: [
          { kind: 'in', at: { table: 'customer', column: 'age', form: null }, values: ['18', '19'] },
          { kind: 'not', of: { kind: 'null', at: channel } },
        ],
      },
    ],
    [
      '[{ any: [{ channel: web }, { customer_id: { claim: me } }] }]',
      {
        kind: 'any',
        of: [
          { kind: 'in', at: channel, values: ['web'] },
          { kind: 'claim', at: { table: 'customer', column: 'id', form: { type: 'id' } }, claim: 'me' },
        ],
      },
    ],
    [
      '[{ customer.age: { gte: 18, lt: 65 } }, { channel: { notIn: [WEB], ignoreCase: true } }]',
      {
        kind: 'all',
        of: [
          { kind: 'gte', at: { table: 'customer', column: 'age', form: null }, value: '18' },
          { kind: 'lt', at: { table: 'customer', column: 'age', form: null }, value: '65' },
          { kind: 'not', of: { kind: 'in', at: channel, values: ['WEB'], ignoreCase: true } },
        ],
      },
    ],
  ])('sees the rows where %s', (rows, rule) => {
    expect(roleOf(`rows: ${rows}`, OPEN).rows).toEqual(rule);
  });

  test('may have a smallest group', () => {
    expect(roleOf('smallestGroup: { customer_id: 5 }', OPEN).smallestGroup).toEqual({
      dimension: 'customer_id',
      size: 5,
    });
  });

  test('changes the version', () => {
    expect(loadShop({ 'more.yaml': role('plan: true') }).version).not.toBe(loadShop({ 'more.yaml': role() }).version);
  });
});

describe('mistakes', () => {
  test.each([
    [
      ['metrics: [order_cuont, salse]'],
      [
        'metrics[0]: there is no metric or group "order_cuont" — expected one of customers, articles, orders_of_each, order_count, people, sales; did you mean "order_count"?',
        'metrics[1]: there is no metric or group "salse" — expected one of customers, articles, orders_of_each, order_count, people, sales; did you mean "sales"?',
        'metrics: leaves no metric visible — expected at least one metric',
      ],
    ],
    [
      ['dimensions: { except: [chanel] }'],
      [
        'dimensions.except[0]: there is no dimension "chanel" — expected one of status, article, channel, customer_id; did you mean "channel"?',
      ],
    ],
    [['metrics: { except: [sales, people] }'], ['metrics: leaves no metric visible — expected at least one metric']],
    [['dimensions: []'], ['dimensions: leaves no dimension visible — expected at least one dimension']],
    [['metrics: all'], ['metrics: is "all" — expected a list of names, or `{ except: [ … ] }`']],
    [
      ['rows: [{ chanel: web }]', OPEN],
      [
        'rows[0].chanel: there is no dimension "chanel"; write a column as `table.column` — expected one of status, article, channel, customer_id; did you mean "channel"?',
      ],
    ],
    [
      ['rows: [{ custmer.age: 3 }, { customer.agee: 3 }, { customer.joined_at: 3 }]', OPEN],
      [
        'rows[0].custmer.age: there is no table "custmer" — expected one of article, first_order, customer, orders, visit; did you mean "customer"?',
        'rows[1].customer.agee: there is no column "agee" in "customer" — expected one of id, channel, joined_at, age; did you mean "age"?',
        'rows[2].customer.joined_at: "customer.joined_at" is timestamptz — expected a column of another type, because buckets select rows by date',
      ],
    ],
    [
      ['rows: [{ channel: 3 }, { status: null }]', OPEN],
      [
        'rows[0].channel: "3" does not fit "channel", which is text — expected text; in quotes if that is what is meant: \'3\'',
        'rows[1].status: "status" is never empty: an empty value counts as "none" — expected none',
      ],
    ],
    [
      ['rows: [{ channel: { claims: x } }]', OPEN],
      [
        'rows[0].channel.claims: there is no operator "claims" — expected one of eq, ne, in, notIn, gt, gte, lt, lte, contains, startsWith, endsWith, isNull, ignoreCase, claim; did you mean "claim"?',
      ],
    ],
    [
      [
        'rows: [{ channel: { gt: 3 } }, { customer_id: { contains: a } }, { customer.age: { claim: a, gte: 3 } }, { status: { isNull: true } }]',
        OPEN,
      ],
      [
        'rows[0].channel.gt: "channel" is text — expected `eq`, `ne`, `in`, `notIn`, `contains`, `startsWith`, `endsWith`, `isNull`',
        'rows[1].customer_id.contains: "customer_id" is an id — expected `eq`, `ne`, `in`, `notIn`, `isNull`',
        'rows[2].customer.age.claim: does not stand alone — expected `claim` without operators, which go into another condition',
        'rows[3].status.isNull: "status" is never empty: an empty value counts as "none" — expected none',
      ],
    ],
    [['rows: { channel: web }'], ['rows: is a mapping — expected a list, such as `- channel: { claim: channels }`']],
    [
      ['rows: [{ channel: web }]', 'public: [artcle]'],
      [
        'public[0]: there is no table "artcle" — expected one of article, first_order, customer, orders, visit; did you mean "article"?',
      ],
    ],
    [['public: [article]'], ['public: has no effect — expected `rows` or `smallestGroup` in the same role']],
    [
      ['smallestGroup: { customer: 5 }'],
      ['smallestGroup.customer: there is no dimension "customer" — expected customer_id; did you mean "customer_id"?'],
    ],
    [
      ['smallestGroup: { channel: 5 }'],
      ['smallestGroup.channel: "channel" does not identify people — expected a dimension with `type: id`: customer_id'],
    ],
    [
      ['smallestGroup: { customer_id: 1 }'],
      ['smallestGroup.customer_id: is 1 — expected a whole number from 2 to 10000'],
    ],
    [
      ['smallestGroup: { customer_id: 2, status: 3 }'],
      ['smallestGroup: is a mapping — expected one dimension and a number, such as `{ visitor: 5 }`'],
    ],
    [['introspection: no'], ['introspection: is "no" — expected true or false']],
    [['plan: yes'], ['plan: is "yes" — expected true or false']],
    [
      ['sees: everything'],
      [
        'sees: there is no field "sees" here — expected one of label, description, metrics, dimensions, rows, public, plan, introspection, smallestGroup',
      ],
    ],
  ])('%j', (lines, expected) => {
    expect(problems(...lines)).toEqual(expected);
  });

  test('every table that a role reads has a condition, or is public', () => {
    const wrong = (table: string, reader: string) =>
      `rows: "${reader}" reads "${table}", but no condition decides which of its rows are visible: it does not reach "status" — expected "${table}" under \`public\` if everyone may see its rows, or a role without "${reader}"`;
    // Orders reach their own status; customers, whom orders belong to, do not.
    expect(problems('rows: [{ status: paid }]')).toEqual([
      wrong('customer', 'customers'),
      wrong('article', 'articles'),
    ]);
    expect(problems('rows: [{ status: paid }]', 'public: [article]')).toEqual([wrong('customer', 'customers')]);
    expect(problems('rows: [{ status: paid }]', 'public: [article, customer]')).toEqual([]);
    expect(problems('rows: [{ status: paid }]', 'metrics: [order_count]', 'dimensions: [status]')).toEqual([]);
    // A dimension in a parent reads that parent.
    expect(problems('rows: [{ status: paid }]', 'metrics: [order_count]', 'dimensions: [channel]')).toEqual([
      wrong('customer', 'order_count'),
    ]);
    expect(
      problems('rows: [{ channel: web }, { article: x }]', 'metrics: [articles]', 'dimensions: [article]'),
    ).toEqual([wrong('article', 'articles').replace('"status"', '"channel"')]);
  });

  test('a metric with a smallest group counts people', () => {
    expect(problems('smallestGroup: { customer_id: 5 }')).toEqual([
      'smallestGroup: the people behind "articles" cannot be counted: "article" does not reach "customer_id" — expected "article" under `public` if its rows belong to nobody, or a role without "articles"',
    ]);
    expect(problems('smallestGroup: { customer_id: 5 }', 'metrics: [orders_of_each]')).toEqual([]);
  });

  test('names are valid, and declared once', () => {
    expect(problemsWith('\nroles:\n  a-b: { label: { en: R, zh: 角 } }\n')).toEqual([
      'more.yaml:2: roles.a-b: "a-b" is not a valid name — expected letters, digits and _, beginning with a letter or _',
    ]);
  });
});
