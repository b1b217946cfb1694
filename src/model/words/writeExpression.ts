import type { Expression } from '../registry';

/** The expression as text, each sign between blanks and parentheses only where the order needs them. */
export function writeExpression(expression: Expression, named: (metric: string) => string = (key) => key): string {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'metric':
      return named(expression.metric);
    case 'operation': {
      const { operator, left, right } = expression;
      if (isSign(expression)) return `-${within(right, SIGN, named)}`;
      const order = ORDER[operator];
      return `${within(left, order, named)} ${operator} ${within(right, order + 1, named)}`;
    }
  }
}

/** What binds closer is made first. */
const ORDER = { '+': 1, '-': 1, '*': 2, '/': 2 } as const;
const SIGN = 3;

function within(expression: Expression, least: number, named: (metric: string) => string): string {
  const text = writeExpression(expression, named);
  if (expression.kind !== 'operation') return text;
  return (isSign(expression) ? SIGN : ORDER[expression.operator]) < least ? `(${text})` : text;
}

/** A minus before something that is no number is 0 minus it. */
function isSign({ operator, left, right }: Extract<Expression, { kind: 'operation' }>): boolean {
  return operator === '-' && left.kind === 'number' && left.value === '0' && right.kind !== 'number';
}
