import type { Formula, PlannedExpression } from '../plan/plan';
import { parameter, sql, type Sql } from './fragment';

/** Digits enough that dividing and then rounding to 12 places rounds only once. */
export const EXACT = sql`1.000000000000000000000000000000`;

/** A number as a fraction, so that however it divides it is rounded once; `under` is null where nothing divides, and never 0. */
interface Fraction {
  readonly over: Sql;
  readonly under: Sql | null;
}

/** Arithmetic over numbers as they are given (docs/meaning.md#derived): null where one of them is, and where something is divided by 0. */
export function expressionSql(expression: PlannedExpression, value: (formula: Formula) => Sql): Sql {
  const { over, under } = fractionOf(expression, value);
  return under === null ? over : sql`round(${over} * ${EXACT} / ${under}, 12)`;
}

/** The metrics that an expression is made of. */
export function partsOf(expression: PlannedExpression): Formula[] {
  if (expression.kind === 'number') return [];
  if (expression.kind === 'formula') return [expression.formula];
  return [...partsOf(expression.left), ...partsOf(expression.right)];
}

function fractionOf(expression: PlannedExpression, value: (formula: Formula) => Sql): Fraction {
  if (expression.kind === 'number') return { over: parameter(expression.value, 'numeric'), under: null };
  if (expression.kind === 'formula') return { over: value(expression.formula), under: null };
  const [a, b] = [fractionOf(expression.left, value), fractionOf(expression.right, value)];
  switch (expression.operator) {
    case '+':
      return added(a, b, sql`+`);
    case '-':
      return added(a, b, sql`-`);
    case '*':
      return { over: sql`(${a.over} * ${b.over})`, under: product(a.under, b.under) };
    case '/':
      return {
        over: b.under === null ? a.over : sql`(${a.over} * ${b.under})`,
        under: product(a.under, sql`nullif(${b.over}, 0)`),
      };
  }
}

function added(a: Fraction, b: Fraction, operator: Sql): Fraction {
  if (a.under === null && b.under === null) return { over: sql`(${a.over} ${operator} ${b.over})`, under: null };
  const left = b.under === null ? a.over : sql`${a.over} * ${b.under}`;
  const right = a.under === null ? b.over : sql`${b.over} * ${a.under}`;
  return { over: sql`(${left} ${operator} ${right})`, under: product(a.under, b.under) };
}

function product(a: Sql | null, b: Sql | null): Sql | null {
  if (a === null || b === null) return a ?? b;
  return sql`(${a} * ${b})`;
}
