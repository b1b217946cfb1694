import { GatewayError } from '../errors';
import { SOME_UUID, UUID } from '../model/uuid';
import type { Dimension, DimensionType, Registry } from '../model/registry';
import type { ColumnType } from '../model/table';
import { listOf, readConditions, refuse, type ReadCondition } from './conditions';
import { unknownName } from './unknownName';
import type { DimensionCondition, DimensionFilter } from './query';

const LARGEST = 2n ** 63n - 1n;

/**
 * Reads a filter over dimensions as doors receive it. Errors: BAD_FILTER for an explicit null, a
 * value that no row can have, or a condition that the dimension does not have; UNKNOWN_NAME.
 */
export function checkFilter(registry: Registry, where: unknown): DimensionFilter {
  return readConditions(where, 'where', (key) => {
    const dimension = registry.dimensions.get(key);
    if (dimension === undefined) throw unknownName('dimension', key, registry.dimensions.keys());
    return readerOf(registry, dimension);
  });
}

function readerOf(registry: Registry, dimension: Dimension): ReadCondition<DimensionCondition> {
  const column = registry.tables.get(dimension.table)!.columns.get(dimension.column)!.type;
  const { key } = dimension;
  const one = (value: unknown, at: string): DimensionCondition => ({
    kind: 'in',
    dimension: key,
    values: [valueOf(value, dimension, column, at)],
  });
  const many = (value: unknown, at: string): DimensionCondition => ({
    kind: 'in',
    dimension: key,
    values: listOf(value, at).map((item, index) => valueOf(item, dimension, column, `${at}[${index}]`)),
  });
  return (name, value, at) => {
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
        const isNull: DimensionCondition = { kind: 'null', dimension: key };
        return value ? isNull : { kind: 'not', of: isNull };
      }
      case 'contains':
      case 'startsWith':
        if (!HAS_PARTS[dimension.type]) throw refuse(at, 'ids have no parts to look for', 'Use `eq` or `in`.');
        return { kind: name, dimension: key, text: textOf(value, at) };
      default:
        throw refuse(at, 'there is no such condition', 'There are eq, ne, in, notIn, contains, startsWith, isNull.');
    }
  };
}

/** An id of a dimension in the form of its column; null if it can be the id of no row. */
export function idOf(registry: Registry, dimension: Dimension, id: string): string | null {
  const { type } = registry.tables.get(dimension.table)!.columns.get(dimension.column)!;
  try {
    return valueOf(id, dimension, type, 'id');
  } catch (error) {
    if (error instanceof GatewayError) return null;
    throw error;
  }
}

/** Whether a filter can look for parts of a value, by the type of its dimension. */
const HAS_PARTS: { readonly [T in DimensionType]: boolean } = { text: true, id: false };

/** A value as it is compared: text, or an id in the form of its column. */
function valueOf(value: unknown, dimension: Dimension, type: ColumnType, path: string): string {
  const text = textOf(typeof value === 'number' && Number.isInteger(value) ? String(value) : value, path);
  const read: { readonly [T in DimensionType]: ReadId } = { text: asText, id: READ_ID[type] };
  return read[dimension.type](text, dimension, path);
}

type ReadId = (text: string, dimension: Dimension, path: string) => string;

const asText: ReadId = (text) => text;

/** By column type: an id in the form of its column. The loader rejects ids of other types. */
const READ_ID: { readonly [T in ColumnType]: ReadId } = {
  bigint: wholeNumberOf,
  integer: wholeNumberOf,
  uuid: uuidOf,
  text: asText,
  enum: noId,
  numeric: noId,
  boolean: noId,
  date: noId,
  timestamptz: noId,
  timestamp: noId,
};

function noId(_: string, { key }: Dimension): never {
  throw new Error(`The column of "${key}" cannot hold ids.`);
}

/** A whole number as the database returns it. */
function wholeNumberOf(text: string, dimension: Dimension, path: string): string {
  if (!/^(0|-?[1-9]\d{0,18})$/.test(text) || BigInt(text) > LARGEST || BigInt(text) < -LARGEST - 1n) {
    throw refuse(
      path,
      `${JSON.stringify(shortened(text))} is no ${dimension.key}`,
      'Ids are whole numbers of at most 64 bits, written without leading zeros, spaces or a plus sign.',
    );
  }
  return text;
}

/** A uuid as the database returns it, in lower case. */
function uuidOf(text: string, { key }: Dimension, path: string): string {
  if (UUID.test(text)) return text.toLowerCase();
  const hint = `Ids are uuids here: 32 hexadecimal digits in groups, such as ${SOME_UUID}.`;
  throw refuse(path, `${JSON.stringify(shortened(text))} is no ${key}`, hint);
}

function textOf(value: unknown, path: string): string {
  if (typeof value !== 'string') throw refuse(path, 'a text is expected', 'Give a value between quotes.');
  // PostgreSQL would reject a NUL character, and the driver would change half a surrogate pair.
  if (value.includes('\0'))
    throw refuse(path, 'the text holds a NUL character, which no stored text can', 'Take it out.');
  if (!value.isWellFormed()) throw refuse(path, 'the text holds half of a surrogate pair', 'Send well-formed Unicode.');
  return value;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
