import type { Expression } from '../registry';

/** The expression as text, each sign between blanks and parentheses only where the order needs them. */
export function writeExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'metric':
      return expression.metric;
    case 'operation': {
      const { operator, left, right } = expression;
      if (isSign(expression)) return `-${within(right, SIGN)}`;
      const order = ORDER[operator];
      return `${within(left, order)} ${operator} ${within(right, order + 1)}`;
    }
  }
}

/** What binds closer is made first. */
const ORDER = { '+': 1, '-': 1, '*': 2, '/': 2 } as const;
const SIGN = 3;

function within(expression: Expression, least: number): string {
  const text = writeExpression(expression);
  if (expression.kind !== 'operation') return text;
  return (isSign(expression) ? SIGN : ORDER[expression.operator]) < least ? `(${text})` : text;
}

/** A minus before something that is no number is 0 minus it. */
function isSign({ operator, left, right }: Extract<Expression, { kind: 'operation' }>): boolean {
  return operator === '-' && left.kind === 'number' && left.value === '0' && right.kind !== 'number';
}
