import type { Measure } from '../../src/model/measure';
import { definitionOf, metricProblems } from './shopModel';

const filterOf = (filters: string): unknown =>
  (definitionOf('numerator: { count: orders }', 'grain: day', `filters: ${filters}`) as Measure).filter;
const problemsOf = (filters: string): string[] =>
  metricProblems('numerator: { count: orders }', 'grain: day', `filters: ${filters}`);

const is = (column: string, ...values: string[]): unknown => ({ kind: 'in', column, values });
const isNull = (column: string): unknown => ({ kind: 'null', column });

describe('filters', () => {
  test.each([
    ['none', '[]', { kind: 'all', of: [] }],
    ['a value', '[{ status: paid }]', is('status', 'paid')],
    ['one of several, each once', '[{ status: [paid, sent, paid] }]', is('status', 'paid', 'sent')],
    ['null', '[{ shipped_at: null }]', isNull('shipped_at')],
    ['a value or null', '[{ status: [null, paid] }]', { kind: 'any', of: [is('status', 'paid'), isNull('status')] }],
    [
      'fields and items are ANDed',
      '[{ status: paid, amount: 5 }, { customer_id: 7 }]',
      { kind: 'all', of: [is('status', 'paid'), is('amount', '5'), is('customer_id', '7')] },
    ],
    [
      'not refuses all of it at once',
      '[{ not: { status: paid, shipped_at: null } }]',
      { kind: 'not', of: { kind: 'all', of: [is('status', 'paid'), isNull('shipped_at')] } },
    ],
    [
      'any, with conditions within',
      '[{ any: [{ status: paid }, { not: { any: [{ amount: 1 }, { amount: 2, status: x }] } }] }]',
      {
        kind: 'any',
        of: [
          is('status', 'paid'),
          {
            kind: 'not',
            of: { kind: 'any', of: [is('amount', '1'), { kind: 'all', of: [is('amount', '2'), is('status', 'x')] }] },
          },
        ],
      },
    ],
  ])('%s', (_, filters, condition) => {
    expect(filterOf(filters)).toEqual(condition);
  });

  test('keep values as written, and ids beyond floating point unchanged', () => {
    expect(filterOf('[{ customer_id: [9007199254740993, 007] }]')).toEqual(is('customer_id', '9007199254740993', '7'));
    expect(filterOf("[{ amount: [0.10, -1, '2.5'] }]")).toEqual(is('amount', '0.10', '-1', '2.5'));
    expect(filterOf("[{ status: ['1', 'null', '', no] }]")).toEqual(is('status', '1', 'null', '', 'no'));
  });

  test('name only columns of the table', () => {
    expect(problemsOf('[{ any: [{ not: { state: paid } }] }]')).toEqual([
      'filters[0].any[0].not.state: there is no column "state" in "orders" — expected one of id, customer_id, status, amount, ordered_at, shipped_at; did you mean "status"?',
    ]);
  });

  test('need values that fit', () => {
    expect(
      problemsOf('[{ status: [1, true] }, { amount: 1e3 }, { customer_id: 9223372036854775808 }, { id: x }]'),
    ).toEqual([
      'filters[0].status[0]: "1" does not fit "status", which is text — expected text; in quotes if that is what is meant: \'1\'',
      'filters[0].status[1]: "true" does not fit "status", which is text — expected text; in quotes if that is what is meant: \'true\'',
      'filters[1].amount: "1e3" does not fit "amount", which is numeric — expected a number',
      'filters[2].customer_id: "9223372036854775808" does not fit "customer_id", which is bigint — expected a whole number from -9223372036854775808 to 9223372036854775807',
      'filters[3].id: "x" does not fit "id", which is bigint — expected a whole number',
    ]);
    expect(problemsOf('[{ ordered_at: 2026-01-01 }]')).toEqual([
      'filters[0].ordered_at: "2026-01-01" does not fit "ordered_at", which is timestamptz — expected null; rows are dated by buckets, not by filters',
    ]);
  });

  test('need conditions', () => {
    expect(problemsOf('{ status: paid }')).toEqual([
      'filters: is a mapping — expected a list, such as `- status: success`',
    ]);
    expect(problemsOf('[{}]')).toEqual(['filters[0]: is a mapping — expected a condition, such as `status: success`']);
    expect(problemsOf('[{ status: [] }, { any: [] }, { status: {} }]')).toEqual([
      'filters[0].status: is an empty list — expected at least one value',
      'filters[1].any: is an empty list — expected at least one condition',
      'filters[2].status: has no operator — expected an operator, such as `gte: 50`',
    ]);
    expect(problemsOf('[5]')).toEqual(['filters[0]: is 5 — expected a condition, such as `status: success`']);
  });

  test('report a rejected one without hiding the next', () => {
    expect(problemsOf('[{}, { state: paid }]')).toHaveLength(2);
  });
});

const not = (of: unknown): unknown => ({ kind: 'not', of });
const all = (...of: unknown[]): unknown => ({ kind: 'all', of });
const leaf = (kind: string, column: string, rest: object): unknown => ({ kind, column, ...rest });

describe('operators', () => {
  test.each([
    ['eq is the value', '[{ status: { eq: paid } }]', is('status', 'paid')],
    ['in is the list', '[{ status: { in: [paid, sent, paid] } }]', is('status', 'paid', 'sent')],
    ['ne', '[{ amount: { ne: 0 } }]', not(is('amount', '0'))],
    ['notIn', '[{ status: { notIn: [paid, sent] } }]', not(is('status', 'paid', 'sent'))],
    [
      'a range, with numbers as written',
      '[{ amount: { gte: 50.0, lt: 100 } }]',
      all(leaf('gte', 'amount', { value: '50.0' }), leaf('lt', 'amount', { value: '100' })),
    ],
    [
      'an id beyond floating point',
      '[{ id: { gt: 9007199254740993 } }]',
      leaf('gt', 'id', { value: '9007199254740993' }),
    ],
    [
      'parts of text without regard to case',
      '[{ status: { startsWith: PA, endsWith: d, ignoreCase: true } }]',
      all(
        leaf('startsWith', 'status', { text: 'PA', ignoreCase: true }),
        leaf('endsWith', 'status', { text: 'd', ignoreCase: true }),
      ),
    ],
    [
      'several values without regard to case',
      '[{ status: { notIn: [Paid, SENT], ignoreCase: true } }]',
      not({ kind: 'in', column: 'status', values: ['Paid', 'SENT'], ignoreCase: true }),
    ],
    ['ignoreCase: false is nothing', '[{ status: { eq: paid, ignoreCase: false } }]', is('status', 'paid')],
    ['isNull of a time', '[{ shipped_at: { isNull: false } }]', not(isNull('shipped_at'))],
    [
      'within any and not',
      '[{ any: [{ amount: { lte: 1 } }, { not: { status: { contains: x } } }] }]',
      { kind: 'any', of: [leaf('lte', 'amount', { value: '1' }), not(leaf('contains', 'status', { text: 'x' }))] },
    ],
  ])('%s', (_, filters, condition) => {
    expect(filterOf(filters)).toEqual(condition);
  });

  test('of other languages name ours', () => {
    const words = ['=', '==', '$gt', '>=', 'equals', 'like', 'not_in', 'neq', '<>', 'greater_than', 'atLeast', 'ILIKE'];
    const meant = words.map(
      (word) => /did you mean "(\w+)"/.exec(problemsOf(`[{ amount: { '${word}': 5 } }]`)[0]!)?.[1],
    );
    expect(meant).toEqual(['eq', 'eq', 'gt', 'gte', 'eq', 'contains', 'notIn', 'ne', 'ne', 'gt', 'gte', 'contains']);
    expect(problemsOf('[{ status: { startWith: a, between: b } }]')).toEqual([
      'filters[0].status.startWith: there is no operator "startWith" — expected one of eq, ne, in, notIn, gt, gte, lt, lte, contains, startsWith, endsWith, isNull, ignoreCase; did you mean "startsWith"?',
      'filters[0].status.between: there is no operator "between" — expected one of eq, ne, in, notIn, gt, gte, lt, lte, contains, startsWith, endsWith, isNull, ignoreCase',
    ]);
  });

  test('suit the type of the column', () => {
    expect(
      problemsOf(
        '[{ status: { gte: 5 } }, { amount: { contains: 5, ignoreCase: true } }, { amount: { contains: a } }, { ordered_at: { gt: 2026-01-01 } }, { amount: { eq: 1, ignoreCase: true } }, { id: { lt: 2.5 } }]',
      ),
    ).toEqual([
      "filters[1].amount.contains: is 5 — expected text; with quotes: '5'",
      'filters[0].status.gte: "status" is text — expected `eq`, `ne`, `in`, `notIn`, `contains`, `startsWith`, `endsWith`, `isNull`',
      'filters[2].amount.contains: "amount" is numeric — expected `eq`, `ne`, `in`, `notIn`, `gt`, `gte`, `lt`, `lte`, `isNull`',
      'filters[3].ordered_at.gt: "ordered_at" is timestamptz — expected `isNull` alone; rows are dated by buckets, not by filters',
      'filters[4].amount.ignoreCase: "amount" is numeric — expected `ignoreCase` only on text',
      'filters[5].id.lt: "2.5" does not fit "id", which is bigint — expected a whole number',
    ]);
  });

  test('need something to compare', () => {
    expect(
      problemsOf('[{ status: { eq: null } }, { status: { in: [] } }, { status: { ignoreCase: true, isNull: true } }]'),
    ).toEqual([
      'filters[0].status.eq: is empty — expected a value; for no value: `isNull: true`',
      'filters[1].status.in: is an empty list — expected at least one value',
      'filters[2].status.ignoreCase: has nothing to compare — expected one of eq, ne, in, notIn, contains, startsWith, endsWith beside it',
    ]);
  });
});

describe('expressions', () => {
  test.each([
    ['amount >= 50', '[{ amount: { gte: 50 } }]'],
    ['amount >= 50 and amount < 100', '[{ amount: { gte: 50, lt: 100 } }]'],
    ['50 < amount', '[{ amount: { gt: 50 } }]'],
    ["status in ('paid', 'sent')", '[{ status: [paid, sent] }]'],
    ["status != 'paid'", '[{ status: { ne: paid } }]'],
    ["not contains(status, 'x')", '[{ not: { status: { contains: x } } }]'],
    ["status = 'paid' or shipped_at is null", '[{ any: [{ status: paid }, { shipped_at: null }] }]'],
    ['amount between 1 and 2', '[{ amount: { gte: 1, lte: 2 } }]'],
  ])('%s is the same as %s', (text, mapping) => {
    expect(filterOf(`[${JSON.stringify(text)}]`)).toEqual(filterOf(mapping));
  });

  test('keep their text where a mapping could not say it', () => {
    const text = "amount >= 50 and status not like '%x%'";
    const match = {
      kind: 'match',
      type: 'boolean',
      how: 'like',
      of: { kind: 'column', type: 'text', column: 'status' },
    };
    expect(filterOf(`[${JSON.stringify(text)}, { customer_id: 7 }]`)).toEqual(
      all(
        {
          kind: 'written',
          text,
          of: all(leaf('gte', 'amount', { value: '50' }), not({ kind: 'computed', value: { ...match, text: '%x%' } })),
        },
        is('customer_id', '7'),
      ),
    );
  });

  test('have problems at their columns', () => {
    expect(problemsOf(`["amont > 5", "amount + 1", "amount > 'a'", "amount >", 'ordered_at > 5', ""]`)).toEqual([
      'more.yaml:7:16: metrics.m.filters[0]: there is no column "amont" in "orders" (character 1) — expected one of id, customer_id, status, amount, ordered_at, shipped_at; did you mean "amount"?',
      'more.yaml:7:36: metrics.m.filters[1]: `+` at character 8 is a number — expected true or false for a filter',
      "more.yaml:7:52: metrics.m.filters[2]: 'a' at character 10 is text — expected a number for `>`, which has a number before it",
      'filters[3]: ends too early — expected a column, a value, a function, `case` or (',
      'more.yaml:7:84: metrics.m.filters[4]: 5 at character 14 is a number — expected a time for `>`, which has a time before it',
      'filters[5]: is empty — expected a column, a value, a function, `case` or (',
    ]);
  });
});
