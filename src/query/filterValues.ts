import { matchForm } from '../model/dimensionForm';
import { rowDecimal } from '../model/rowDecimal';
import { ROW_DIGITS } from '../model/rowExpression';
import { SOME_UUID, UUID } from '../model/uuid';
import type { Dimension, Registry } from '../model/registry';
import type { ColumnType } from '../model/table';
import { refuse } from './conditions';

const LARGEST = 2n ** 63n - 1n;

/** Reads a value to compare with. Errors: BAD_FILTER for a value that no row can have. */
export type ReadValue = (value: unknown, path: string) => string;

/** The reader of the values of a dimension. The result is the text that the database compares. */
export function valueReader({ tables }: Registry, { key, table, column, form }: Dimension): ReadValue {
  return matchForm<ReadValue>(form, {
    text: () => (value, path) => textOf(written(value), path),
    id: () => {
      const read = READ_ID[tables.get(table)!.columns.get(column)!.type];
      return (value, path) => read(textOf(written(value), path), key, path);
    },
    boolean: () => truthOf,
    number: () => numberOf,
  });
}

/** ClickHouse takes no parameter with a longer value in a list. */
const MOST_BYTES = 100_000;

/** A text that a value is compared with. Errors: BAD_FILTER. */
export function textOf(value: unknown, path: string): string {
  if (typeof value !== 'string') throw refuse(path, 'a text is expected', 'Give a value between quotes.');
  // PostgreSQL would reject a NUL character, and the driver would change half a surrogate pair.
  if (value.includes('\0'))
    throw refuse(path, 'the text holds a NUL character, which no stored text can', 'Take it out.');
  const bytes = Buffer.byteLength(value);
  if (bytes > MOST_BYTES)
    throw refuse(path, `the text has ${bytes} bytes`, `Texts to compare with have at most ${MOST_BYTES} bytes.`);
  if (!value.isWellFormed()) throw refuse(path, 'the text holds half of a surrogate pair', 'Send well-formed Unicode.');
  return value;
}

function written(value: unknown): unknown {
  return typeof value === 'number' && Number.isInteger(value) ? String(value) : value;
}

type ReadId = (text: string, dimension: string, path: string) => string;

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

function noId(_: string, dimension: string): never {
  throw new Error(`The column of "${dimension}" cannot hold ids.`);
}

/** A whole number as the database returns it. */
function wholeNumberOf(text: string, dimension: string, path: string): string {
  if (!/^(0|-?[1-9]\d{0,18})$/.test(text) || BigInt(text) > LARGEST || BigInt(text) < -LARGEST - 1n) {
    throw refuse(
      path,
      `${JSON.stringify(shortened(text))} is no ${dimension}`,
      'Ids are whole numbers of at most 64 bits, written without leading zeros, spaces or a plus sign.',
    );
  }
  return text;
}

/** A uuid as the database returns it, in lower case. */
function uuidOf(text: string, dimension: string, path: string): string {
  if (UUID.test(text)) return text.toLowerCase();
  const hint = `Ids are uuids here: 32 hexadecimal digits in groups, such as ${SOME_UUID}.`;
  throw refuse(path, `${JSON.stringify(shortened(text))} is no ${dimension}`, hint);
}

/** Also as text, as the command line and addresses of pages have it. */
function truthOf(value: unknown, path: string): string {
  if (value === true || value === 'true') return 'true';
  if (value === false || value === 'false') return 'false';
  throw refuse(path, 'true or false is expected', 'Give `true` or `false`, without quotes.');
}

/** A number in its one form, also as text. */
function numberOf(value: unknown, path: string): string {
  const text = typeof value === 'number' ? String(value) : value;
  const number = typeof text === 'string' ? rowDecimal(text) : null;
  if (number !== null) return number;
  const hint = `Give a number such as \`0.05\`, with at most ${ROW_DIGITS} digits before and after the point.`;
  throw refuse(path, 'a decimal number is expected', hint);
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
