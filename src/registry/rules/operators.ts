import { EQUALITY, IGNORE_CASE, ORDER, PARTS, type FilterOperator } from '../../model/operators';
import type { DimensionType } from '../../model/dimensionForm';
import type { ColumnType } from '../../model/table';
import type { ValueTest } from '../../model/valueTest';
import type { ProblemList } from '../problems';
import type { Spot } from '../yaml/spot';

/** A column or a dimension that operators are about. */
export interface OperatorSubject {
  readonly key: string;
  /** What problems call its type. */
  readonly type: string;
  /** The operators that suit it. */
  readonly operators: readonly FilterOperator[];
  /** The value at a spot as the database compares it. Null: it has a problem, which is listed. */
  readonly value: (spot: Spot) => string | null;
  /** Whether it may have no value. If not, the problem is listed. */
  readonly isNullable: (spot: Spot) => boolean;
}

/** A test, or its negation. */
interface SignedTest {
  readonly test: ValueTest;
  readonly holds: boolean;
}

const WORDS: readonly FilterOperator[] = [...EQUALITY, ...PARTS, 'isNull'];
const NUMBERS: readonly FilterOperator[] = [...EQUALITY, ...ORDER, 'isNull'];
const NAMES: readonly FilterOperator[] = [...EQUALITY, 'isNull'];

/** The operators that suit a column, by its type. Buckets select rows by time. */
export const COLUMN_OPERATORS: { readonly [T in ColumnType]: readonly FilterOperator[] } = {
  bigint: NUMBERS,
  integer: NUMBERS,
  numeric: NUMBERS,
  text: WORDS,
  enum: WORDS,
  uuid: NAMES,
  boolean: NAMES,
  date: ['isNull'],
  timestamptz: ['isNull'],
  timestamp: ['isNull'],
};

/** The operators that suit a dimension, by its type. */
export const DIMENSION_OPERATORS: { readonly [T in DimensionType]: readonly FilterOperator[] } = {
  text: WORDS,
  id: NAMES,
  boolean: NAMES,
  number: NUMBERS,
};

/** What problems call the values of a dimension, by its type. */
export const DIMENSION_WORDS: { readonly [T in DimensionType]: string } = {
  text: 'text',
  id: 'an id',
  boolean: 'true or false',
  number: 'a number',
};

/** The tests that an operator is made of. A new test needs an operator here. */
const READERS = {
  eq: (read) => plain(read.one()),
  ne: (read) => negated(read.one()),
  in: (read) => plain(read.many()),
  notIn: (read) => negated(read.many()),
  gt: (read) => plain(read.number('gt')),
  gte: (read) => plain(read.number('gte')),
  lt: (read) => plain(read.number('lt')),
  lte: (read) => plain(read.number('lte')),
  contains: (read) => plain(read.part('contains')),
  startsWith: (read) => plain(read.part('startsWith')),
  endsWith: (read) => plain(read.part('endsWith')),
  isNull: (read) => read.none(),
} satisfies { readonly [O in FilterOperator]: (read: Reading) => SignedTest | null } & {
  readonly [K in Exclude<ValueTest['kind'], 'null'>]: unknown;
};

interface Reading {
  one(): ValueTest | null;
  many(): ValueTest | null;
  number(kind: 'gt' | 'gte' | 'lt' | 'lte'): ValueTest | null;
  part(kind: 'contains' | 'startsWith' | 'endsWith'): ValueTest | null;
  none(): SignedTest | null;
}

/** The operator of a mapping that the grammar accepts; null if there are problems. */
export function readOperator(
  subject: OperatorSubject,
  operator: FilterOperator,
  mapping: Spot,
  problems: ProblemList,
): SignedTest | null {
  const spot = mapping.at(operator);
  if (!subject.operators.includes(operator)) {
    const isTime = subject.operators.length === 1;
    const expected = subject.operators.map((one) => `\`${one}\``).join(', ');
    problems.add(
      spot,
      `"${subject.key}" is ${subject.type}`,
      isTime ? `${expected} alone; rows are dated by buckets, not by filters` : expected,
    );
    return null;
  }
  const anyCase = mapping.at(IGNORE_CASE).value === true ? { ignoreCase: true as const } : {};
  const listed = (spots: readonly Spot[]): ValueTest | null => {
    const read = readValues(subject, spots);
    return read && { ...read, ...anyCase };
  };
  return READERS[operator]({
    one: () => listed([spot]),
    many: () => listed((spot.value as readonly unknown[]).map((_, index) => spot.at(index))),
    number: (kind) => {
      const value = subject.value(spot);
      return value === null ? null : { kind, value };
    },
    part: (kind) => ({ kind, text: spot.value as string, ...anyCase }),
    none: () => {
      const isNull = spot.value === true;
      if (isNull && !subject.isNullable(spot)) return null;
      return { test: { kind: 'null' }, holds: isNull };
    },
  });
}

/** The values at some spots, each once; null if one of them has a problem. */
export function readValues(
  subject: OperatorSubject,
  spots: readonly Spot[],
): Extract<ValueTest, { kind: 'in' }> | null {
  const values = spots.map((spot) => subject.value(spot));
  return values.includes(null) ? null : { kind: 'in', values: [...new Set(values as string[])] };
}

/** Whether `ignoreCase` suits the subject and stands beside an operator that compares texts. */
export function checkIgnoreCase(subject: OperatorSubject, mapping: Spot, problems: ProblemList): boolean {
  if (!mapping.keys.includes(IGNORE_CASE)) return true;
  const spot = mapping.at(IGNORE_CASE);
  const comparing = [...EQUALITY, ...PARTS];
  if (!subject.operators.includes('contains')) {
    problems.add(spot, `"${subject.key}" is ${subject.type}`, '`ignoreCase` only on text');
    return false;
  }
  if (mapping.keys.some((key) => comparing.some((one) => one === key))) return true;
  problems.add(spot, 'has nothing to compare', `one of ${comparing.join(', ')} beside it`);
  return false;
}

function plain(test: ValueTest | null): SignedTest | null {
  return test && { test, holds: true };
}

function negated(test: ValueTest | null): SignedTest | null {
  return test && { test, holds: false };
}
