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
    expect(problemsOf('[{ status: [] }, { any: [] }, { status: { ne: paid } }]')).toEqual([
      'filters[0].status: is an empty list — expected at least one value',
      'filters[1].any: is an empty list — expected at least one condition',
      'filters[2].status: is a mapping — expected a value, a list of values or null',
    ]);
    expect(problemsOf('[paid]')).toEqual(['filters[0]: is "paid" — expected a condition, such as `status: success`']);
  });

  test('report a rejected one without hiding the next', () => {
    expect(problemsOf('[{}, { state: paid }]')).toHaveLength(2);
  });
});
