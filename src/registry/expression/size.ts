import type { Expression } from '../../model/registry';

/** How often numbers are written above and below the line, when an expression is made one fraction. */
interface Size {
  readonly over: number;
  readonly under: number;
}

/**
 * How many numbers an expression is written with in the end: what divides is written once more for each number that is added to it, and metrics
 * that are expressions themselves are written out.
 */
export function sizeOf(expression: Expression, ofMetric: (key: string) => number): number {
  const { over, under } = fractionSize(expression, ofMetric);
  return over + under;
}

/** As `sql/expression.ts` makes fractions of expressions. */
function fractionSize(expression: Expression, ofMetric: (key: string) => number): Size {
  if (expression.kind === 'number') return { over: 0, under: 0 };
  if (expression.kind === 'metric') return { over: ofMetric(expression.metric), under: 0 };
  const [a, b] = [fractionSize(expression.left, ofMetric), fractionSize(expression.right, ofMetric)];
  switch (expression.operator) {
    case '+':
    case '-':
      return { over: a.over + b.under + b.over + a.under, under: a.under + b.under };
    case '*':
      return { over: a.over + b.over, under: a.under + b.under };
    case '/':
      return { over: a.over + b.under, under: a.under + b.over };
  }
}
