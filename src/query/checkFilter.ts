import { gatewayError } from '../errors';
import type { ColumnType, Dimension, Registry } from '../registry/registry';
import type { DimensionFilter } from './query';
import { unknownName } from './names';

const LARGEST = 2n ** 63n - 1n;
/** Bounds of one filter. Far more than anyone writes; beyond them the SQL takes longer to make than to run, and its parser gives up. */
const MOST_CONDITIONS = 1_000;
const MOST_LEVELS = 50;

/**
 * Reads a filter over dimensions as doors receive it. Errors: BAD_FILTER for an explicit null, a value that no row can have, or a
 * condition that the dimension does not know; UNKNOWN_NAME.
 */
export function checkFilter(registry: Registry, where: unknown): DimensionFilter {
  if (where === null || where === undefined) return { kind: 'all', of: [] };
  checkSize(where);
  return levelOf(registry, where, 'where');
}

/** Level by level and not by recursion: how deep it goes is what is to be found out. */
function checkSize(where: unknown): void {
  let level: unknown[] = [where];
  let conditions = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_LEVELS) {
      throw refuse(
        'where',
        `it is nested more than ${MOST_LEVELS} levels deep`,
        'Write `and`, `or` and `not` flatter.',
      );
    }
    const fields = level.flatMap((one) => (isRecord(one) ? Object.entries(one) : []));
    level = fields.flatMap(([key, value]) => (['and', 'or', 'not'].includes(key) ? value : []));
    for (const [key, value] of fields) {
      if (!['and', 'or', 'not'].includes(key) && isRecord(value)) conditions += Object.keys(value).length;
    }
    if (conditions > MOST_CONDITIONS) {
      const hint = 'Many values of one dimension go into one `in: […]`, which may be as long as you like.';
      throw refuse('where', `it holds more than ${MOST_CONDITIONS} conditions`, hint);
    }
  }
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of one level hold together. */
function levelOf(registry: Registry, level: unknown, path: string): DimensionFilter {
  const of = entriesOf(level, path).map(([key, value]): DimensionFilter => {
    const at = `${path}.${key}`;
    if (key === 'and')
      return { kind: 'all', of: listOf(value, at).map((one, i) => levelOf(registry, one, `${at}[${i}]`)) };
    if (key === 'or')
      return { kind: 'any', of: listOf(value, at).map((one, i) => levelOf(registry, one, `${at}[${i}]`)) };
    if (key === 'not') return { kind: 'not', of: levelOf(registry, value, at) };
    const dimension = registry.dimensions.get(key);
    if (dimension === undefined) throw unknownName('dimension', key, registry.dimensions.keys());
    return conditionsOf(registry, dimension, value, at);
  });
  return all(of);
}

function conditionsOf(registry: Registry, dimension: Dimension, conditions: unknown, path: string): DimensionFilter {
  const column = registry.tables.get(dimension.table)!.columns.get(dimension.column)!.type;
  const { key } = dimension;
  const one = (value: unknown, at: string): DimensionFilter => ({
    kind: 'in',
    dimension: key,
    values: [valueOf(value, dimension, column, at)],
  });
  const many = (value: unknown, at: string): DimensionFilter => ({
    kind: 'in',
    dimension: key,
    values: listOf(value, at).map((item, index) => valueOf(item, dimension, column, `${at}[${index}]`)),
  });
  const of = entriesOf(conditions, path).map(([name, value]): DimensionFilter => {
    const at = `${path}.${name}`;
    switch (name) {
      case 'eq':
        return one(value, at);
      case 'ne':
        return { kind: 'not', of: one(value, at) };
      case 'in':
        return many(value, at);
      case 'notIn':
        return { kind: 'not', of: many(value, at) };
      case 'isNull': {
        if (typeof value !== 'boolean') throw refuse(at, 'is true or false', 'Give `true` or `false`.');
        const isNull: DimensionFilter = { kind: 'null', dimension: key };
        return value ? isNull : { kind: 'not', of: isNull };
      }
      case 'contains':
      case 'startsWith':
        if (dimension.type === 'id') throw refuse(at, 'ids have no parts to look for', 'Use `eq` or `in`.');
        return { kind: name, dimension: key, text: textOf(value, at) };
      default:
        throw refuse(at, 'there is no such condition', 'There are eq, ne, in, notIn, contains, startsWith, isNull.');
    }
  });
  return all(of);
}

/** A value as it is compared: text, or an id in the column's own writing. */
function valueOf(value: unknown, dimension: Dimension, type: ColumnType, path: string): string {
  const text = textOf(typeof value === 'number' && Number.isInteger(value) ? String(value) : value, path);
  if (dimension.type === 'text' || type === 'text') return text;
  if (!/^(0|-?[1-9]\d{0,18})$/.test(text) || BigInt(text) > LARGEST || BigInt(text) < -LARGEST - 1n) {
    throw refuse(
      path,
      `${JSON.stringify(shortened(text))} is no ${dimension.key}`,
      'Ids are whole numbers of at most 64 bits.',
    );
  }
  return text;
}

function textOf(value: unknown, path: string): string {
  if (typeof value !== 'string') throw refuse(path, 'a text is expected', 'Give a value between quotes.');
  // Sent all the same, PostgreSQL would refuse the one and the driver would turn the other into a different text.
  if (value.includes('\0'))
    throw refuse(path, 'the text holds a NUL character, which no stored text can', 'Take it out.');
  if (!value.isWellFormed()) throw refuse(path, 'the text holds half of a surrogate pair', 'Send well-formed Unicode.');
  return value;
}

function listOf(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw refuse(path, 'a list is expected', 'Give values between brackets.');
  value.forEach((item, index) => refuseNull(item, `${path}[${index}]`));
  return value;
}

function entriesOf(value: unknown, path: string): [string, unknown][] {
  refuseNull(value, path);
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw refuse(path, 'conditions are expected', 'Give an object such as `{ eq: "…" }`.');
  }
  // An unset variable leaves no field behind, or an undefined one: either way its condition drops.
  const entries = Object.entries(value as object).filter(([, field]) => field !== undefined);
  // In one order, whoever wrote them in which: the same question is the same statement.
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

function refuse(path: string, problem: string, hint: string) {
  return gatewayError('BAD_FILTER', { path, problem, hint });
}

function all(of: readonly DimensionFilter[]): DimensionFilter {
  return of.length === 1 ? of[0]! : { kind: 'all', of };
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
