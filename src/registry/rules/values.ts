import { mergedInto, type DimensionForm } from '../../model/dimensionForm';
import { DECIMAL } from '../../model/factor';
import type { ProblemList } from '../problems';
import { rowDecimal } from '../../model/rowDecimal';
import { ROW_DIGITS } from '../../model/rowExpression';
import type { Column } from '../../model/table';
import { SOME_UUID, UUID } from '../../model/uuid';
import type { Spot } from '../yaml/spot';

const BOUNDS = {
  bigint: { least: -(2n ** 63n), most: 2n ** 63n - 1n },
  integer: { least: -(2n ** 31n), most: 2n ** 31n - 1n },
} as const;

/**
 * The value of a filter as text, exactly as written: floating point never changes a number. Null if
 * it does not fit the column; then the problem is listed.
 */
export function readValue(column: Column, spot: Spot, problems: ProblemList): string | null {
  const written = spot.written ?? '';
  const expected = misfit(column, spot.value, written);
  if (expected === null) return canonical(column, written);
  problems.add(spot, `${JSON.stringify(written)} does not fit "${column.key}", which is ${column.type}`, expected);
  return null;
}

/** A value of an expression in the form in which the database compares it; null if it is none. */
export function canonicalValue(column: Column, written: string): string | null {
  const value = { text: written, enum: written, boolean: written === 'true' } as Partial<
    Record<Column['type'], unknown>
  >;
  return misfit(column, value[column.type], written) === null ? canonical(column, written) : null;
}

/** A value in the form in which the database compares it. */
function canonical({ type }: Column, written: string): string {
  return CANONICAL[type](written);
}

const asWritten = (written: string): string => written;
const wholeNumber = (written: string): string => String(BigInt(written));
const lowerCase = (written: string): string => written.toLowerCase();
const CANONICAL: { readonly [T in Column['type']]: (written: string) => string } = {
  bigint: wholeNumber,
  integer: wholeNumber,
  numeric: asWritten,
  text: asWritten,
  enum: asWritten,
  uuid: lowerCase,
  boolean: lowerCase,
  date: asWritten,
  timestamptz: asWritten,
  timestamp: asWritten,
};

/** The values that the column expects instead; null if the value fits. */
function misfit({ type }: Column, value: unknown, written: string): string | null {
  switch (type) {
    case 'text':
    case 'enum':
      return typeof value === 'string' ? null : `text; in quotes if that is what is meant: '${written}'`;
    case 'bigint':
    case 'integer': {
      if (!/^-?\d+$/.test(written)) return 'a whole number';
      const { least, most } = BOUNDS[type];
      const integer = BigInt(written);
      return integer >= least && integer <= most ? null : `a whole number from ${least} to ${most}`;
    }
    case 'uuid':
      return UUID.test(written) ? null : `a uuid, such as ${SOME_UUID}`;
    case 'boolean':
      return typeof value === 'boolean' ? null : 'true or false';
    case 'numeric':
      return DECIMAL.test(written) ? null : 'a number';
    case 'date':
    case 'timestamptz':
    case 'timestamp':
      return 'null; rows are dated by buckets, not by filters';
  }
}

/** The value of a dimension in a filter, from a value at a spot. Null: it has a listed problem. */
export function readDimensionValue(
  form: DimensionForm | null,
  column: Column,
  spot: Spot,
  problems: ProblemList,
): string | null {
  if (form?.type === 'number') return readNumber(spot, problems, `"${column.key}"`);
  return readUnmerged(form, readValue(column, spot, problems), spot, problems);
}

/** A number in its one form. `owner`: the thing that needs it. Null: it has a listed problem. */
export function readNumber(spot: Spot, problems: ProblemList, owner: string): string | null {
  const written = spot.written ?? '';
  const number = rowDecimal(written);
  if (number !== null) return number;
  const expected = `a number with at most ${ROW_DIGITS} digits before and after the point`;
  problems.add(spot, `${JSON.stringify(written)} does not fit ${owner}`, expected);
  return null;
}

/**
 * The value, unless it counts as another one, so that no row has it. Then a problem is listed.
 */
function readUnmerged(
  form: DimensionForm | null,
  value: string | null,
  spot: Spot,
  problems: ProblemList,
): string | null {
  const into = value === null ? undefined : mergedInto(form).get(value);
  if (into === undefined) return value;
  problems.add(spot, `"${value}" counts as "${into}"`, into);
  return null;
}
