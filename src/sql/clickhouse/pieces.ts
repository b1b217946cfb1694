import type { Parameter } from '../fragment';

/**
 * Bytes of one parameter. A server takes at most 128 KB (`http_max_field_value_size`), and no
 * statement can raise that.
 */
const MOST_BYTES = 100_000;
/** The bytes around a value of a list: its quotes, the comma and a space. */
const AROUND = 4;

/** A value in as many parameters as it needs. Only texts and lists can be long. */
export function pieces(value: Parameter): readonly Parameter[] {
  if (typeof value === 'string') return value.length * 6 <= MOST_BYTES ? [value] : piecesOfText(value);
  if (!Array.isArray(value)) return [value];
  return divided(value as readonly (string | number)[], (item) => bytesOf(item) + AROUND) as readonly Parameter[];
}

/** Both halves of a surrogate pair stay together. */
function piecesOfText(text: string): readonly string[] {
  return divided([...text], bytesOf).map((letters) => letters.join(''));
}

/** At least one part, each with at least one item if there is one. */
function divided<T>(items: readonly T[], bytes: (item: T) => number): (readonly T[])[] {
  const starts = [0];
  let left = MOST_BYTES;
  items.forEach((item, index) => {
    const own = bytes(item);
    if (own > left && index > 0) {
      starts.push(index);
      left = MOST_BYTES;
    }
    left -= own;
  });
  return starts.length === 1 ? [items] : starts.map((start, part) => items.slice(start, starts[part + 1]));
}

/** As the client sends it. */
function bytesOf(value: string | number): number {
  const text = String(value);
  const escaped = text.match(/[\t\n\r'\\]/g)?.length ?? 0;
  return Buffer.byteLength(text) + escaped;
}
