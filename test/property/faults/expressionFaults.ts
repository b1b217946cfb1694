import type { AnswerRow, Cell } from '../../../src/answer/answer';
import type { Definition, Expression } from '../../../src/model/definition';
import type { Registry } from '../../../src/model/registry';
import { unfiltered } from '../evaluator/metrics';
import { calc, inEach } from './expressionParts';
import type { Fault } from './fault';
import { inAnswer, inRegistry } from './fault';

type Operation = Extract<Expression, { kind: 'operation' }>;

/** Faults in expressions over metrics. */
export function expressionFaults(registry: Registry): readonly Fault[] {
  return [...IN_EXPRESSIONS, ...inNumbers((key) => unfiltered(registry, key).base.definition.kind)];
}

const IN_EXPRESSIONS: readonly Fault[] = [
  inExpression('a difference is a sum', (one) => (one.operator === '-' ? { ...one, operator: '+' } : one)),
  inExpression('a sum is a difference', (one) => (one.operator === '+' ? { ...one, operator: '-' } : one)),
  inExpression('a quotient is a product', (one) => (one.operator === '/' ? { ...one, operator: '*' } : one)),
  inExpression('a product is a sum', (one) => (one.operator === '*' ? { ...one, operator: '+' } : one)),
  inExpression('the two sides are swapped', (one) => ({ ...one, left: one.right, right: one.left })),
  inExpression('operations are evaluated from right to left', (one) =>
    one.left.kind === 'operation' && one.left.operator === one.operator
      ? { ...one.left, right: { ...one, left: one.left.right } }
      : one,
  ),
  inRegistry('a constant has another value', {
    definition: (definition) => inEach(definition, (one) => (one.kind === 'number' ? { ...one, value: '1.5' } : one)),
  }),
  inRegistry('a metric of an expression is not filtered', {
    definition: (definition, registry) =>
      inEach(definition, (one) =>
        one.kind === 'metric' ? { ...one, metric: unfiltered(registry, one.metric).base.key } : one,
      ),
  }),
  inRegistry('an expression within another one is not rounded', {
    definition: (definition, registry) =>
      inEach(definition, (one) => {
        const inner = one.kind === 'metric' ? registry.metrics.get(one.metric)!.definition : null;
        return inner?.kind === 'derived' ? inner.expression : one;
      }),
  }),
  inRegistry('every quotient is rounded', {
    definition: (definition) =>
      definition.kind === 'derived' && JSON.stringify(definition.expression) === JSON.stringify(AT_ONCE)
        ? { kind: 'derived', expression: calc('fee_per_subscriber', '*', '3') }
        : definition,
  }),
];

const AT_ONCE = calc(calc('fees_at_close', '/', 'holders_at_close'), '*', '3');

/** Faults in the numbers of the answer, by kind of metric under all filters. */
function inNumbers(kindOf: (key: string) => Definition['kind']): readonly Fault[] {
  const inCells = (
    name: string,
    kind: Definition['kind'],
    change: (cell: Cell, row: Pick<AnswerRow, 'time'>) => Cell,
  ): Fault =>
    inAnswer(name, async (query, ask) => {
      const right = await ask(query);
      const wrong = <Row extends Pick<AnswerRow, 'time' | 'cells'>>(row: Row): Row => {
        const cells = Object.entries(row.cells).map(
          ([key, cell]) => [key, kindOf(key) === kind ? change(cell, row) : cell] as const,
        );
        return { ...row, cells: Object.fromEntries(cells) };
      };
      return { ...right, rows: right.rows.map(wrong), totals: right.totals && wrong(right.totals) };
    });
  return [
    inCells('a statistic without values is 0', 'statistic', noneAsZero),
    inCells('an expression without data is 0', 'derived', noneAsZero),
    inCells('a divisor of 0 has the status NO_DATA', 'derived', (cell) => exchanged(cell, 'DIVIDE_BY_ZERO', 'NO_DATA')),
    inCells('missing data has the status DIVIDE_BY_ZERO', 'derived', (cell) =>
      exchanged(cell, 'NO_DATA', 'DIVIDE_BY_ZERO'),
    ),
    inCells('an expression is complete when its bucket is', 'derived', (cell, { time }) => ({
      ...cell,
      complete: time.complete,
    })),
    inAnswer('an expression measured beyond the range has no warning', async (query, ask) => {
      const right = await ask(query);
      const warnings = right.meta.warnings.filter(({ metric }) => metric === null || kindOf(metric) !== 'derived');
      return { ...right, meta: { ...right.meta, warnings } };
    }),
  ];
}

function noneAsZero(cell: Cell): Cell {
  return cell.status === 'NO_DATA' ? { ...cell, decimal: '0', status: 'OK' } : cell;
}

function exchanged(cell: Cell, from: Cell['status'], to: Cell['status']): Cell {
  return cell.status === from ? { ...cell, status: to } : cell;
}

function inExpression(name: string, change: (operation: Operation) => Expression): Fault {
  return inRegistry(name, {
    definition: (definition) => inEach(definition, (one) => (one.kind === 'operation' ? change(one) : one)),
  });
}
