import { gatewayError } from '../errors';
import type { GatewayError } from '../errors';

/** Nested conditions: all of them, any of them, not one, or a leaf. */
export type Tree<Leaf> =
  | { readonly kind: 'all'; readonly of: readonly Tree<Leaf>[] }
  | { readonly kind: 'any'; readonly of: readonly Tree<Leaf>[] }
  | { readonly kind: 'not'; readonly of: Tree<Leaf> }
  | Leaf;

/**
 * Reads one operator on one field, e.g. `eq` on a dimension. Null: it is no condition by itself,
 * but decides how the others are read.
 */
export type ReadCondition<Leaf> = (operator: string, operand: unknown, path: string) => Tree<Leaf> | null;

/** A field. Its operators that are present, with their operands, decide how each is read. */
export type FieldReader<Leaf> = (operands: ReadonlyMap<string, unknown>) => ReadCondition<Leaf>;

/**
 * Limits of one filter, far beyond common ones. Larger filters take longer to compile than to run,
 * and the database's parser gives up.
 */
const MOST_CONDITIONS = 1_000;
const MOST_LEVELS = 50;

/**
 * Reads conditions as doors receive them: `{ and, or, not, <field>: { <operator>: operand } }`. The
 * entries of one object are ANDed. `reader` knows the fields. Errors: BAD_FILTER for an explicit
 * null, a wrong shape, or too many conditions.
 */
export function readConditions<Leaf>(
  conditions: unknown,
  path: string,
  reader: (field: string) => FieldReader<Leaf>,
): Tree<Leaf> {
  if (conditions === null || conditions === undefined) return { kind: 'all', of: [] };
  checkSize(conditions, path);
  // Null: all variables of the condition are unset. It is ignored, under `not` and `or` too.
  const level = (value: unknown, at: string): Tree<Leaf> | null => {
    const entries = entriesOf(value, at);
    if (entries.length === 0) return { kind: 'all', of: [] };
    const fields = presentOf(entries.map(([key, field]) => fieldOf(key, field, `${at}.${key}`)));
    return fields === null ? null : all(fields);
  };
  const levels = (value: unknown, at: string) =>
    presentOf(listOf(value, at).map((one, index) => level(one, `${at}[${index}]`)));
  const fieldOf = (key: string, value: unknown, at: string): Tree<Leaf> | null => {
    if (key === 'and' || key === 'or') {
      const of = levels(value, at);
      return of === null ? null : { kind: key === 'and' ? 'all' : 'any', of };
    }
    if (key === 'not') {
      const of = level(value, at);
      return of === null ? null : { kind: 'not', of };
    }
    const field = reader(key);
    const operators = entriesOf(value, at);
    const read = field(new Map(operators));
    const conditions = operators
      .map(([operator, operand]) => read(operator, operand, `${at}.${operator}`))
      .filter((one) => one !== null);
    return conditions.length === 0 ? null : all(conditions);
  };
  return level(conditions, path) ?? { kind: 'all', of: [] };
}

/** The conditions that are present; null if all of several are absent. */
function presentOf<Leaf>(trees: readonly (Tree<Leaf> | null)[]): Tree<Leaf>[] | null {
  const present = trees.filter((tree) => tree !== null);
  return present.length === 0 && trees.length > 0 ? null : present;
}

/** Level by level, not by recursion: the depth is unknown yet. */
function checkSize(where: unknown, path: string): void {
  let level: unknown[] = [where];
  let conditions = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_LEVELS) {
      throw refuse(path, `it is nested more than ${MOST_LEVELS} levels deep`, 'Write `and`, `or` and `not` flatter.');
    }
    const fields = level.flatMap((one) => (isRecord(one) ? Object.entries(one) : []));
    level = fields.flatMap(([key, value]) => (['and', 'or', 'not'].includes(key) ? value : []));
    for (const [key, value] of fields) {
      if (!['and', 'or', 'not'].includes(key) && isRecord(value)) conditions += Object.keys(value).length;
    }
    if (conditions > MOST_CONDITIONS) {
      const hint = 'Many values of one dimension go into one `in: […]`, which may be as long as you like.';
      throw refuse(path, `it holds more than ${MOST_CONDITIONS} conditions`, hint);
    }
  }
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list without nulls. */
export function listOf(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw refuse(path, 'a list is expected', 'Give values between brackets.');
  value.forEach((item, index) => refuseNull(item, `${path}[${index}]`));
  return value;
}

function entriesOf(value: unknown, path: string): [string, unknown][] {
  refuseNull(value, path);
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw refuse(path, 'conditions are expected', 'Give an object such as `{ eq: "…" }`.');
  }
  // An unset variable leaves no field, or an undefined one: its condition is ignored.
  const entries = Object.entries(value as object).filter(([, field]) => field !== undefined);
  // Sorted: the same filter in another order is the same statement.
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [key, field] of entries) refuseNull(field, `${path}.${key}`);
  return entries;
}

function refuseNull(value: unknown, path: string): void {
  if (value === null)
    throw refuse(
      path,
      'null is no value to compare with',
      'To ask for missing values, use `isNull: true`; for no condition, leave it out.',
    );
}

/** An operand that is true or false. Errors: BAD_FILTER. */
export function truthOf(operand: unknown, path: string): boolean {
  if (typeof operand === 'boolean') return operand;
  throw refuse(path, 'true or false is expected', 'Give `true` or `false`.');
}

/** Errors: BAD_FILTER. */
export function refuse(path: string, problem: string, hint: string): GatewayError {
  return gatewayError('BAD_FILTER', { path, problem, hint });
}

function all<Leaf>(of: readonly Tree<Leaf>[]): Tree<Leaf> {
  return of.length === 1 ? of[0]! : { kind: 'all', of };
}
