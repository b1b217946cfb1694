import type { Expression } from '../../../src/model/definition';
import type { Exact } from './exact';
import { add, divide, isZero, multiply, parse, rounded, subtract, write } from './exact';
import type { Given } from './given';
import { absent, present } from './given';

/** The number of an expression, from the numbers of its metrics as the answer shows them. */
export function derivedOf(expression: Expression, given: ReadonlyMap<string, Given>): Given {
  const statuses = [...given.values()].map(({ status }) => status);
  if (statuses.includes('NO_DATA')) return absent('NO_DATA');
  if (statuses.includes('DIVIDE_BY_ZERO')) return absent('DIVIDE_BY_ZERO');
  const value = valueOf(expression, (metric) => parse(given.get(metric)!.decimal!));
  if (value === null) return absent('DIVIDE_BY_ZERO');
  return present(write(divides(expression) ? rounded(value) : value));
}

/** Exact; null if a divisor is 0. */
function valueOf(expression: Expression, numberOf: (metric: string) => Exact): Exact | null {
  switch (expression.kind) {
    case 'metric':
      return numberOf(expression.metric);
    case 'number':
      return parse(expression.value);
    case 'operation': {
      const [left, right] = [valueOf(expression.left, numberOf), valueOf(expression.right, numberOf)];
      if (left === null || right === null) return null;
      switch (expression.operator) {
        case '+':
          return add(left, right);
        case '-':
          return subtract(left, right);
        case '*':
          return multiply(left, right);
        case '/':
          return isZero(right) ? null : divide(left, right);
      }
    }
  }
}

/** True of an expression with a division of its own. Its metrics are rounded already. */
function divides(expression: Expression): boolean {
  if (expression.kind !== 'operation') return false;
  return expression.operator === '/' || divides(expression.left) || divides(expression.right);
}
