import type { Definition, Expression } from '../../../src/model/definition';
import type { OverTime } from '../../../src/model/registry';
import type { Grain } from '../../../src/time/grain';
import type { FlatQuery } from '../flatQuery';
import { calc } from '../faults/expressionParts';
import { at, oneOf, question } from './tinyRegistry';
import type { Row } from './data';
import { evaluate } from './evaluate';
import type { ExampleMetrics } from './example';
import { event, every, exampleRegistry } from './example';

const metric = (definition: Definition, grain: Grain = 'day', overTime: OverTime = 'recompute') => ({
  definition,
  grain,
  overTime,
});

const derived = (expression: Expression, grain: Grain = 'day') => metric({ kind: 'derived', expression }, grain);

const METRICS: ExampleMetrics = {
  cost: metric({ ...every, kind: 'sum', column: 'cost', factor: '1', lag: 0 }),
  count: metric({ ...every, kind: 'count', lag: 0 }),
  people: metric({ ...every, kind: 'distinct', lag: 0, entity: 'who' }),
  failed: metric({ ...every, kind: 'count', lag: 0, filter: oneOf('kind', 'failed') }),
  weekly: metric({ ...every, kind: 'count', lag: 0 }, 'week'),
  mean: metric({
    ...every,
    kind: 'statistic',
    fn: 'avg',
    fraction: null,
    column: 'cost',
    factor: '1',
    per: null,
  }),
  rate: metric({ kind: 'ratio', numerator: 'cost', denominator: 'failed' }, 'day', 'ratio'),
};

const rows = [
  event('1', '1', '2026-05-04T01:00Z', { cost: '60' }),
  event('2', '2', '2026-05-04T02:00Z', { cost: '30' }),
  event('3', '3', '2026-05-04T03:00Z', { cost: '10', kind: 'failed' }),
  event('4', '3', '2026-05-05T03:00Z', { cost: '2.5' }),
];

function ask(expression: Expression, changes: Partial<FlatQuery> = {}, more: ExampleMetrics = {}, grain?: Grain) {
  const registry = exampleRegistry({ ...METRICS, ...more, it: derived(expression, grain) });
  const asked = question(['it'], '2026-05-04', '2026-05-07', { grain: 'day', ...changes });
  return evaluate(registry, { event: rows }, asked);
}
const numbers = (...example: Parameters<typeof ask>): (string | null)[] =>
  ask(...example).rows.map(({ cells }) => {
    const { decimal, status } = cells['it']!;
    return status === 'OK' ? decimal : status;
  });
const [monday] = [{ range: { kind: 'to', from: { date: '2026-05-04' }, to: { date: '2026-05-05' } } }] as const;

describe('arithmetic', () => {
  test('an expression is exact, and rounded once', () => {
    expect(numbers(calc('cost', '/', 'people'), monday)).toEqual(['33.333333333333']);
    expect(numbers(calc(calc('cost', '/', 'people'), '*', '3'), monday)).toEqual(['100']);
    const quotient = { quotient: derived(calc('cost', '/', 'people')) };
    expect(numbers(calc('quotient', '*', '3'), monday, quotient)).toEqual(['99.999999999999']);
  });

  test('an expression follows operator precedence and parentheses', () => {
    expect(numbers(calc('cost', '+', calc('count', '*', '2')), monday)).toEqual(['106']);
    expect(numbers(calc(calc('cost', '+', 'count'), '*', '2'), monday)).toEqual(['206']);
    expect(numbers(calc('failed', '-', 'cost'), monday)).toEqual(['-99']);
    expect(numbers(calc(calc('cost', '-', '1'), '-', 'count'), monday)).toEqual(['96']);
    expect(numbers(calc('cost', '-', calc('1', '-', 'count')), monday)).toEqual(['102']);
    expect(numbers(calc('cost', '/', '-0.5'), monday)).toEqual(['-200']);
    expect(numbers(calc('2', '/', calc('0', '-', 'count')), monday)).toEqual(['-0.666666666667']);
  });

  test('an expression without a division is not rounded', () => {
    expect(numbers(calc('cost', '*', '0.00000000000001'), monday)).toEqual(['0.000000000001']);
    expect(numbers(calc('count', '*', '0.00000000000001'), monday)).toEqual(['0.00000000000003']);
    expect(numbers(calc(calc('count', '*', '0.00000000000001'), '/', '1'), monday)).toEqual(['0']);
    // Its operands are rounded already: one third each.
    const third = { third: derived(calc('failed', '/', 'count')) };
    expect(numbers(calc('third', '*', 'third'), monday, third)).toEqual(['0.111111111110888888888889']);
    expect(numbers(calc('mean', '*', '3'), monday)).toEqual(['99.999999999999']);
  });
});

describe('expressions with missing numbers', () => {
  test('NO_DATA of one metric makes the expression NO_DATA, before any division', () => {
    // Nothing happened on the 6th. Nothing failed on the 5th, though it had costs.
    expect(numbers(calc('mean', '+', 'count'))).toEqual(['36.333333333333', '3.5', 'NO_DATA']);
    expect(numbers(calc('mean', '/', 'failed'))).toEqual(['33.333333333333', 'DIVIDE_BY_ZERO', 'NO_DATA']);
    expect(numbers(calc('rate', '+', 'mean'))).toEqual(['133.333333333333', 'DIVIDE_BY_ZERO', 'NO_DATA']);
    expect(numbers(calc('rate', '*', '0'))).toEqual(['0', 'DIVIDE_BY_ZERO', 'NO_DATA']);
  });

  test('a count without rows is 0', () => {
    expect(numbers(calc('count', '-', 'failed'))).toEqual(['2', '1', '0']);
    expect(numbers(calc('failed', '/', 'count'))).toEqual(['0.333333333333', '0', 'DIVIDE_BY_ZERO']);
    // There is one group, of failed events; nothing else contributes.
    expect(numbers(calc('failed', '+', '1'), { groupBy: ['kind'] })).toEqual(['2', '1', '1']);
  });

  test('any divisor of 0 makes the expression DIVIDE_BY_ZERO, even if its result is not needed', () => {
    const never = calc('count', '-', 'count');
    expect(numbers(calc('1', '/', never))).toEqual(Array(3).fill('DIVIDE_BY_ZERO'));
    expect(numbers(calc(calc('1', '/', never), '*', '0'))).toEqual(Array(3).fill('DIVIDE_BY_ZERO'));
    expect(numbers(calc('0', '/', calc('1', '/', never)))).toEqual(Array(3).fill('DIVIDE_BY_ZERO'));
    const inner = { inner: derived(calc('cost', '/', 'failed')) };
    expect(numbers(calc('inner', '-', 'inner'), {}, inner)).toEqual(['0', 'DIVIDE_BY_ZERO', 'DIVIDE_BY_ZERO']);
  });

  test('a contribution to one metric is a contribution to the expression', () => {
    const given = (expression: Expression) => ask(expression, { fill: false }).rows.length;
    expect(given(calc('failed', '+', 'failed'))).toBe(1);
    expect(given(calc('failed', '*', 'count'))).toBe(2);
    expect(numbers(calc('failed', '*', 'count'), { fill: false })).toEqual(['3', '0']);
    expect(numbers(calc('count', '/', 'failed'), { fill: false, groupBy: ['kind'] })).toEqual([
      '1',
      'DIVIDE_BY_ZERO',
      'DIVIDE_BY_ZERO',
    ]);
  });
});

describe('the metrics of an expression follow their own rules', () => {
  test('over the whole range the metrics are counted again', () => {
    expect(numbers(calc('cost', '/', 'people'), { grain: null })).toEqual(['34.166666666667']);
    const { totals, rows } = ask(calc('cost', '/', 'people'), { groupBy: ['who'], totals: true, grain: null });
    expect(rows.map(({ cells }) => cells['it']!.decimal)).toEqual(['60', '30', '12.5']);
    expect(totals!.cells['it']!.decimal).toBe('34.166666666667');
  });

  test('days belong to their month, and weeks to the month that they begin in', () => {
    // May 2026 begins on a Friday; the days up to the 3rd belong to the week of April 27.
    const spread: Row[] = [...rows, event('9', '1', '2026-05-02T00:00Z', { cost: '1' })];
    const registry = exampleRegistry({ ...METRICS, it: derived(calc('count', '-', 'weekly'), 'week') });
    const numbersBy = (grain: Grain | null, from: string, to: string, asOf?: string) =>
      evaluate(
        registry,
        { event: spread },
        question(['it'], from, to, { grain, ...(asOf === undefined ? {} : { asOf: at(asOf) }) }),
      );
    const given = (...asked: Parameters<typeof numbersBy>) =>
      numbersBy(...asked).rows.map(({ cells }) => [cells['it']!.decimal, cells['it']!.complete]);
    expect(given('month', '2026-04-01', '2026-06-01')).toEqual([
      ['-1', true],
      ['1', true],
    ]);
    expect(given('week', '2026-04-27', '2026-05-11')).toEqual([
      ['0', true],
      ['0', true],
    ]);
    // Complete when both metrics are; the last week of April ends on May 3.
    expect(given('month', '2026-04-01', '2026-05-01', '2026-05-03T00:00Z')).toEqual([['-1', false]]);
    expect(given('month', '2026-04-01', '2026-05-01', '2026-05-04T00:00Z')).toEqual([['-1', true]]);
    // No week of May has begun by the 3rd.
    const begun = numbersBy('month', '2026-05-01', '2026-06-01', '2026-05-03T00:00Z').rows[0]!.cells['it']!;
    expect([begun.status, begun.complete]).toEqual(['NO_DATA', false]);
    // Without a grain, whole weeks count beside the requested days, with a warning.
    const whole = numbersBy(null, '2026-05-01', '2026-05-06');
    expect(whole.rows[0]!.cells['it']!.decimal).toBe('0');
    expect(whole.widened).toEqual(['it']);
    expect(numbersBy(null, '2026-05-04', '2026-05-11').widened).toEqual([]);
  });

  test('the number before is made of the numbers before of its metrics', () => {
    const compare = { kind: 'previousPeriod' } as const;
    const cells = (expression: Expression) =>
      ask(expression, { compare, grain: null, range: { kind: 'through', from: { date: '2026-05-05' }, through: '2026-05-05' } }) // prettier-ignore
      .rows[0]!.cells['it']!;
    expect(cells(calc('cost', '/', 'people'))).toMatchObject({
      decimal: '2.5',
      previous: '33.333333333333',
      difference: '-30.833333333333',
    });
    expect(cells(calc('count', '/', calc('failed', '-', '1')))).toMatchObject({
      decimal: '-1',
      previous: null,
      change: null,
    });
    expect(cells(calc('rate', '+', '1'))).toMatchObject({ decimal: null, status: 'DIVIDE_BY_ZERO', previous: '101' });
  });

  test('an expression has neither share nor sides', () => {
    const { rows } = ask(calc('count', '+', 'cost'), { groupBy: ['who'], grain: null, shares: true });
    for (const { cells } of rows)
      expect(cells['it']).toMatchObject({ share: null, numerator: null, denominator: null });
  });

  test('groups rank by an expression, and having applies to it', () => {
    const top = { n: 1, by: 'it', of: ['who'], direction: 'desc', others: true } as const;
    const ranked = ask(calc('0', '-', 'cost'), { groupBy: ['who'], grain: null, top });
    expect(ranked.rows.map(({ by, cells }) => [by['who'], cells['it']!.decimal])).toEqual([
      ['3', '-12.5'],
      [null, '-90'],
    ]);
    const having = { kind: 'null', metric: 'it' } as const;
    expect(numbers(calc('cost', '/', 'failed'), { having })).toEqual(['DIVIDE_BY_ZERO', 'DIVIDE_BY_ZERO']);
  });
});
