import type { Formula, PlannedExpression } from '../plan/plan';
import { write } from './dialect';
import { parameter, sql, type Sql } from './fragment';

/** A quotient, rounded once. */
export function quotient(over: Sql, under: Sql): Sql {
  return write('rounded', write('divided', over, under));
}

/**
 * A number as a fraction, so that several divisions round only once. `under` is null if nothing
 * divides. It is never 0.
 */
interface Fraction {
  readonly over: Sql;
  readonly under: Sql | null;
}

/**
 * Arithmetic over metrics (docs/meaning.md#derived). The result is null if one of them is null or
 * if a divisor is 0.
 */
export function expressionSql(expression: PlannedExpression, value: (formula: Formula) => Sql): Sql {
  const { over, under } = fractionOf(expression, value);
  return under === null ? over : quotient(over, under);
}

/** The metrics in an expression. */
export function partsOf(expression: PlannedExpression): Formula[] {
  switch (expression.kind) {
    case 'number':
      return [];
    case 'formula':
      return [expression.formula];
    case 'operation':
      return [...partsOf(expression.left), ...partsOf(expression.right)];
  }
}

function fractionOf(expression: PlannedExpression, value: (formula: Formula) => Sql): Fraction {
  switch (expression.kind) {
    case 'number':
      return { over: parameter(expression.value, 'numeric'), under: null };
    case 'formula':
      return { over: value(expression.formula), under: null };
    case 'operation':
      return operationOf(expression, value);
  }
}

function operationOf(
  { operator, left, right }: Extract<PlannedExpression, { kind: 'operation' }>,
  value: (formula: Formula) => Sql,
): Fraction {
  const [a, b] = [fractionOf(left, value), fractionOf(right, value)];
  switch (operator) {
    case '+':
      return added(a, b, sql`+`);
    case '-':
      return added(a, b, sql`-`);
    case '*':
      return { over: times(a.over, b.over), under: product(a.under, b.under) };
    case '/':
      return {
        over: b.under === null ? a.over : times(a.over, b.under),
        under: product(a.under, sql`nullif(${b.over}, 0)`),
      };
  }
}

function added(a: Fraction, b: Fraction, operator: Sql): Fraction {
  if (a.under === null && b.under === null) return { over: sql`(${a.over} ${operator} ${b.over})`, under: null };
  const left = b.under === null ? a.over : times(a.over, b.under);
  const right = a.under === null ? b.over : times(b.over, a.under);
  return { over: sql`(${left} ${operator} ${right})`, under: product(a.under, b.under) };
}

function product(a: Sql | null, b: Sql | null): Sql | null {
  if (a === null || b === null) return a ?? b;
  return times(a, b);
}

function times(a: Sql, b: Sql): Sql {
  return sql`(${write('multiplied', a, b)})`;
}
