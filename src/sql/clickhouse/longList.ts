import { join, parameter, sql, type Sql, type ValueType } from '../fragment';

/**
 * Bytes of one parameter. A server takes at most 128 KB (`http_max_field_value_size`), and no
 * statement can raise that.
 */
const MOST_BYTES = 100_000;
/** The bytes around a value: its quotes, the comma and a space. */
const AROUND = 4;

/** A list in as many parameters as it needs. */
export function longList(values: readonly string[] | readonly number[], type: Extract<ValueType, `${string}[]`>): Sql {
  const starts = [0];
  let left = MOST_BYTES;
  values.forEach((value, index) => {
    const bytes = bytesOf(value);
    if (bytes > left && index > 0) {
      starts.push(index);
      left = MOST_BYTES;
    }
    left -= bytes;
  });
  const lists = starts.map((start, part) => parameter(values.slice(start, starts[part + 1]), type));
  return lists.length === 1 ? lists[0]! : sql`arrayConcat(${join(lists, ', ')})`;
}

/** As the client sends it. */
function bytesOf(value: string | number): number {
  const text = String(value);
  const escaped = text.match(/[\t\n\r'\\]/g)?.length ?? 0;
  return Buffer.byteLength(text) + escaped + AROUND;
}
