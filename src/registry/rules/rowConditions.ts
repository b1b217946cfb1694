import { matchKind } from '../../model/byKind';
import type { Condition } from '../../model/condition';
import type { RowExpression } from '../../model/rowExpression';
import type { Column } from '../../model/table';
import { forTests, testOf, type ValueTest } from '../../model/valueTest';
import { parseRowExpression } from '../expression/parseRow';
import { isTooLarge, MOST_SIZE, rowSizeOf, sizeWords } from '../expression/rowSize';
import { typedTree } from '../expression/rowTree';
import { required } from '../expression/rowTypes';
import type { ProblemList } from '../problems';
import type { Spot } from '../yaml/spot';
import { listed } from './listed';
import { COLUMN_OPERATORS } from './operators';
import { canonicalValue } from './values';
import type { TableDraft } from './tableDraft';

/**
 * A filter that is an expression; null if it has problems. A comparison of a column with a written
 * value becomes the same test as in a mapping, which can use an index (docs/meaning.md#conditions).
 */
export function readRowCondition(text: string, spot: Spot, table: TableDraft, problems: ProblemList): Condition | null {
  const syntax = listed(spot, problems, () => parseRowExpression(text));
  const columns = new Map<string, Column>();
  for (const [key, column] of table.columns) {
    // The mistake in a column is listed already. To report it as unknown would hide it.
    if (column === null) return null;
    columns.set(key, column);
  }
  if (syntax === null) return null;
  const types = new Map([...columns].map(([key, { type }]) => [key, type]));
  const value = listed(spot, problems, () =>
    required(syntax, 'boolean', 'a filter', (one) => typedTree(one, table.key, types)),
  );
  if (value === null) return null;
  const size = rowSizeOf(value, new Map());
  if (isTooLarge(size)) {
    problems.add(spot, `has ${sizeWords(size)}`, MOST_SIZE);
    return null;
  }
  const of = conditionOf(value, columns);
  return isPlain(of) ? of : { kind: 'written', text, of };
}

type Columns = ReadonlyMap<string, Column>;

/** Whether a mapping could say the same, so that it has words in every language. */
function isPlain(condition: Condition): boolean {
  return matchKind<Condition, boolean, []>(condition, {
    all: ({ of }) => of.every(isPlain),
    any: ({ of }) => of.every(isPlain),
    not: ({ of }) => isPlain(of),
    ...forTests(() => true),
    written: () => false,
    computed: () => false,
  });
}

/** The tests of columns in an expression. All other parts stay expressions. */
function conditionOf(value: RowExpression, columns: Columns): Condition {
  const parts = (of: readonly RowExpression[]) => of.map((one) => conditionOf(one, columns));
  if (value.kind === 'and') return { kind: 'all', of: parts(value.of) };
  if (value.kind === 'or') return { kind: 'any', of: parts(value.of) };
  if (value.kind === 'not') return { kind: 'not', of: conditionOf(value.of, columns) };
  if (value.kind === 'boolean') return { kind: value.value ? 'all' : 'any', of: [] };
  const found = value.kind === 'between' ? rangeIn(value, columns) : testIn(value, columns);
  return found ?? { kind: 'computed', value };
}

function rangeIn({ type, of, low, high }: Of<'between'>, columns: Columns): Condition | null {
  const tests = [
    testIn({ kind: 'comparison', type, operator: '<=', left: low, right: of }, columns),
    testIn({ kind: 'comparison', type, operator: '<=', left: of, right: high }, columns),
  ];
  return tests.includes(null) ? null : { kind: 'all', of: tests as Condition[] };
}

/** The test of a column that an expression is; null if it is more. */
function testIn(value: RowExpression, columns: Columns): Condition | null {
  if (value.kind === 'column') return tested(value, columns, () => ({ kind: 'in', values: ['true'] }));
  if (value.kind === 'null') return tested(value.of, columns, () => ({ kind: 'null' }));
  if (value.kind === 'in') return tested(value.of, columns, (column) => listOf(column, value.values));
  if (value.kind === 'comparison') return comparisonIn(value, columns);
  if (value.kind !== 'match' || value.how === 'like') return null;
  const { how, of, text } = value;
  return tested(of, columns, ({ type }) => (COLUMN_OPERATORS[type].includes(how) ? { kind: how, text } : null));
}

function comparisonIn({ operator, left, right }: Of<'comparison'>, columns: Columns): Condition | null {
  const isFirst = left.kind === 'column';
  const [of, other] = isFirst ? [left, right] : [right, left];
  const literal = literalOf(other);
  if (operator === '=') return tested(of, columns, (column) => listOf(column, [literal]));
  const kind = ORDERED[operator][isFirst ? 'columnFirst' : 'columnLast'];
  return tested(of, columns, (column) => {
    const value = COLUMN_OPERATORS[column.type].includes(kind) ? valueFor(column, literal) : null;
    return value === null ? null : { kind, value };
  });
}

type Of<K extends RowExpression['kind']> = Extract<RowExpression, { readonly kind: K }>;

const ORDERED = {
  '<': { columnFirst: 'lt', columnLast: 'gt' },
  '<=': { columnFirst: 'lte', columnLast: 'gte' },
} as const;

function tested(of: RowExpression, columns: Columns, testFor: (column: Column) => ValueTest | null): Condition | null {
  const column = of.kind === 'column' ? columns.get(of.column)! : null;
  const test = column && testFor(column);
  return test && testOf({ column: column.key }, test);
}

/** A value that is written in an expression; null if it is no such value. */
function literalOf(value: RowExpression): string | null {
  return value.kind === 'number' || value.kind === 'text' || value.kind === 'boolean' ? String(value.value) : null;
}

function listOf(column: Column, literals: readonly (string | null)[]): ValueTest | null {
  const values = literals.map((literal) => valueFor(column, literal));
  return values.includes(null) ? null : { kind: 'in', values: [...new Set(values as string[])] };
}

/**
 * A written value as the database compares the column with it; null if it does not fit the column.
 */
function valueFor(column: Column, literal: string | null): string | null {
  if (literal === null) return null;
  const value = canonicalValue(column, literal);
  // A uuid is text in an expression, so that its capital letters count.
  return column.type === 'uuid' && value !== literal ? null : value;
}
