import { matchKind } from '../byKind';
import type { Expression } from '../definition';

/** The expression as text, with spaces around operators and only the parentheses that it needs. */
export function writeExpression(expression: Expression, named: (metric: string) => string = (key) => key): string {
  return matchKind<Expression, string, []>(expression, {
    number: ({ value }) => value,
    metric: ({ metric }) => named(metric),
    operation: (operation) => {
      const { operator, left, right } = operation;
      if (isSign(operation)) return `-${within(right, SIGN, named)}`;
      const order = ORDER[operator];
      return `${within(left, order, named)} ${operator} ${within(right, order + 1, named)}`;
    },
  });
}

/** A greater number binds closer. */
const ORDER = { '+': 1, '-': 1, '*': 2, '/': 2 } as const;
const SIGN = 3;

function within(expression: Expression, least: number, named: (metric: string) => string): string {
  const text = writeExpression(expression, named);
  if (expression.kind !== 'operation') return text;
  return (isSign(expression) ? SIGN : ORDER[expression.operator]) < least ? `(${text})` : text;
}

/** `-x` is stored as `0 - x`, unless x is a number. */
function isSign({ operator, left, right }: Extract<Expression, { kind: 'operation' }>): boolean {
  return operator === '-' && left.kind === 'number' && left.value === '0' && right.kind !== 'number';
}
