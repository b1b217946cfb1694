import { matchKind } from '../../model/byKind';
import type { Expression } from '../../model/definition';

/**
 * How often the numerator and the denominator of an expression read a number of a metric once it is
 * one fraction. Constants do not count.
 */
interface Size {
  readonly over: number;
  readonly under: number;
}

/**
 * How often an expression reads a number of a metric once it is one fraction. Each addition repeats
 * the divisors, and metrics that are expressions themselves are expanded. Constants do not count.
 */
export function sizeOf(expression: Expression, ofMetric: (key: string) => number): number {
  const { over, under } = fractionSize(expression, ofMetric);
  return over + under;
}

/** Counts in the same way as `sql/expression.ts` turns expressions into fractions. */
function fractionSize(expression: Expression, ofMetric: (key: string) => number): Size {
  return matchKind<Expression, Size, []>(expression, {
    number: () => ({ over: 0, under: 0 }),
    metric: ({ metric }) => ({ over: ofMetric(metric), under: 0 }),
    operation: ({ operator, left, right }) =>
      operationSize(operator, fractionSize(left, ofMetric), fractionSize(right, ofMetric)),
  });
}

type Operator = Extract<Expression, { kind: 'operation' }>['operator'];

function operationSize(operator: Operator, a: Size, b: Size): Size {
  switch (operator) {
    case '+':
    case '-':
      return { over: a.over + b.under + b.over + a.under, under: a.under + b.under };
    case '*':
      return { over: a.over + b.over, under: a.under + b.under };
    case '/':
      return { over: a.over + b.under, under: a.under + b.over };
  }
}
