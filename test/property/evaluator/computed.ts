import type { RowExpression } from '../../../src/model/rowExpression';
import type { Table } from '../../../src/model/table';
import { textOf, valueOf, type Row, type Value } from './data';
import { add, compare, divide, isZero, multiply, parse, subtract, write, type Exact } from './exact';
import { byCodePoint } from './dimensions';
import { inCase } from './letters';

/** A value of an expression: exact numbers, texts, booleans, and times in milliseconds. */
type Computed = Exact | string | boolean | number | null;

/** The rows of a table with its computed columns (docs/meaning.md#computed-columns). */
export function withComputed(table: Table, row: Row): Row {
  const found: Record<string, Value> = {};
  for (const { key, computed } of table.columns.values()) {
    if (computed !== null) found[key] = stored(valueIn(computed.value, table, row));
  }
  // A test may ask whether a row of a table is among the rows that it loaded.
  return Object.keys(found).length === 0 ? row : { ...row, ...found };
}

/** Whether an expression is true for a row: a condition without a value is false. */
export function isTrueFor(value: RowExpression, table: Table, row: Row): boolean {
  return valueIn(value, table, row) === true;
}

function stored(value: Computed): Value {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  return typeof value === 'boolean' ? String(value) : write(value);
}

function valueIn(expression: RowExpression, table: Table, row: Row): Computed {
  const of = (one: RowExpression) => valueIn(one, table, row);
  const number = (one: RowExpression) => of(one) as Exact | null;
  const text = (one: RowExpression) => of(one) as string | null;
  const isTrue = (one: RowExpression) => of(one) === true;
  switch (expression.kind) {
    case 'number':
      return parse(expression.value);
    case 'text':
    case 'boolean':
      return expression.value;
    case 'nothing':
      return null;
    case 'column':
      return columnIn(expression.column, table, row);
    case 'operation': {
      const [left, right] = [of(expression.left), of(expression.right)];
      if (left === null || right === null) return null;
      if (expression.operator === '||') return `${left as string}${right as string}`;
      return arithmetic(expression.operator, left as Exact, right as Exact);
    }
    case 'comparison': {
      const order = orderOf(of(expression.left), of(expression.right));
      if (order === null) return false;
      return { '=': order === 0, '<': order < 0, '<=': order <= 0 }[expression.operator];
    }
    case 'and':
      return expression.of.every(isTrue);
    case 'or':
      return expression.of.some(isTrue);
    case 'not':
      return !isTrue(expression.of);
    case 'null':
      return of(expression.of) === null;
    case 'in': {
      const value = of(expression.of);
      const isText = expression.of.type === 'text';
      return expression.values.some((one) => orderOf(value, isText ? one : parse(one)) === 0);
    }
    case 'between': {
      const value = of(expression.of);
      const [low, high] = [orderOf(of(expression.low), value), orderOf(value, of(expression.high))];
      return low !== null && high !== null && low <= 0 && high <= 0;
    }
    case 'case':
      return of(expression.branches.find(({ when }) => isTrue(when))?.then ?? expression.otherwise);
    case 'round': {
      const value = number(expression.of);
      return value === null ? null : inRange(halfAway(value, expression.places));
    }
    case 'substring': {
      const { start, length } = expression;
      const points = codePoints(text(expression.of));
      return points && points.slice(start - 1, length === null ? undefined : start - 1 + length).join('');
    }
    case 'replace':
      return text(expression.of)?.split(expression.from).join(expression.to) ?? null;
    case 'match': {
      const value = text(expression.of);
      return value !== null && matches(expression.how, value, expression.text);
    }
    case 'call':
      return call(expression.name, expression.args.map(of));
  }
}

type Call = Extract<RowExpression, { kind: 'call' }>['name'];

function call(name: Call, args: readonly Computed[]): Computed {
  const present = args.filter((one) => one !== null);
  const [first = null, second = null] = args;
  switch (name) {
    case 'coalesce':
      return present[0] ?? null;
    case 'nullif':
      return orderOf(first, second) === 0 ? null : first;
    case 'greatest':
      return present.reduce<Computed>((best, one) => ((orderOf(best, one) ?? -1) < 0 ? one : best), null);
    case 'least':
      return present.reduce<Computed>((best, one) => ((orderOf(best, one) ?? 1) > 0 ? one : best), null);
  }
  if (first === null) return null;
  switch (name) {
    case 'abs':
      return orderOf(first, parse('0'))! < 0 ? subtract(parse('0'), first as Exact) : first;
    case 'floor':
      return inRange(wholeBelow(first as Exact));
    case 'ceil':
      return inRange(subtract(parse('0'), wholeBelow(subtract(parse('0'), first as Exact))));
    case 'lower':
    case 'upper':
      return [...(first as string)].map((letter) => inCase(letter, name)).join('');
    case 'trim':
      return /^ *(.*?) *$/su.exec(first as string)![1]!;
    case 'length':
      return parse(String(codePoints(first as string)!.length));
  }
}

function columnIn(key: string, table: Table, row: Row): Computed {
  const { type, computed } = table.columns.get(key)!;
  if (computed !== null) return valueIn(computed.value, table, row);
  const value = textOf(row, key);
  if (value === null) return null;
  switch (type) {
    case 'bigint':
    case 'integer':
      return parse(value);
    case 'numeric':
      return /^-?\d/.test(value) ? inRange(parse(value)) : null;
    case 'boolean':
      return value === 'true';
    case 'date':
    case 'timestamp':
    case 'timestamptz': {
      // An infinity is no time.
      const time = valueOf(row, key);
      return typeof time === 'number' && Number.isFinite(time) ? time : null;
    }
    case 'text':
    case 'enum':
    case 'uuid':
      return value;
  }
}

function arithmetic(operator: '+' | '-' | '*' | '/', a: Exact, b: Exact): Exact | null {
  switch (operator) {
    case '+':
      return inRange(add(a, b));
    case '-':
      return inRange(subtract(a, b));
    case '*':
      return inRange(multiply(a, b));
    case '/':
      return isZero(b) ? null : inRange(halfAway(divide(a, b), 12));
  }
}

const LIMIT = parse(`1${'0'.repeat(24)}`);

/** At most 24 digits on both sides: more after the point are rounded, more before are none. */
function inRange(number: Exact): Exact | null {
  const rounded = halfAway(number, 24);
  const size = rounded.over < 0n ? subtract(parse('0'), rounded) : rounded;
  return compare(size, LIMIT) < 0 ? rounded : null;
}

function halfAway({ over, under }: Exact, places: number): Exact {
  const scale = 10n ** BigInt(places);
  const size = (over < 0n ? -over : over) * scale;
  const units = (size * 2n + under) / (under * 2n);
  return divide({ over: over < 0n ? -units : units, under: 1n }, { over: scale, under: 1n });
}

function wholeBelow({ over, under }: Exact): Exact {
  const cut = over / under;
  return { over: over < 0n && over % under !== 0n ? cut - 1n : cut, under: 1n };
}

/** Negative, 0 or positive; null if one of them is missing, which is different from everything. */
function orderOf(a: Computed, b: Computed): number | null {
  if (a === null || b === null) return null;
  if (typeof a === 'string') return byCodePoint(a, b as string);
  if (typeof a === 'object') return compare(a, b as Exact);
  return Number(a) - Number(b);
}

function codePoints(text: string | null): readonly string[] | null {
  return text === null ? null : [...text];
}

function matches(how: Extract<RowExpression, { kind: 'match' }>['how'], value: string, text: string): boolean {
  switch (how) {
    case 'contains':
      return value.includes(text);
    case 'startsWith':
      return value.startsWith(text);
    case 'endsWith':
      return value.endsWith(text);
    case 'like':
      return isLike([...value], [...text]);
  }
}

/** `%` is any text, `_` any code point; behind a `\` a sign stands for itself. */
function isLike(value: readonly string[], pattern: readonly string[]): boolean {
  const [sign, ...after] = pattern;
  if (sign === undefined) return value.length === 0;
  if (sign === '%') return Array.from({ length: value.length + 1 }).some((_, n) => isLike(value.slice(n), after));
  if (value.length === 0) return false;
  if (sign === '_') return isLike(value.slice(1), after);
  const [literal, rest] = sign === '\\' ? [after[0], after.slice(1)] : [sign, after];
  return value[0] === literal && isLike(value.slice(1), rest);
}
