/** How the values of a number become groups (docs/meaning.md#numbers-and-bins). Plain data. */
export type Bins =
  /** Exact decimals, ascending. */
  | { readonly kind: 'edges'; readonly edges: readonly string[] }
  /** An exact decimal above 0. A bin begins at each of its multiples. */
  | { readonly kind: 'width'; readonly width: string };

/** The numbers from `gte` up to `lt`, exclusive; null: there is no bound. */
export interface Bin {
  readonly gte: string | null;
  readonly lt: string | null;
}

/** The bin that an engine names by its index: the number of edges up to it, or of widths. */
export function binAt(bins: Bins, index: string): Bin {
  if (bins.kind === 'width') {
    const at = BigInt(index);
    return { gte: times(bins.width, at), lt: times(bins.width, at + 1n) };
  }
  const at = Number(index);
  return { gte: bins.edges[at - 1] ?? null, lt: bins.edges[at] ?? null };
}

/** The texts of all bins between edges, in order. */
export function binTexts(edges: readonly string[]): readonly string[] {
  return Array.from({ length: edges.length + 1 }, (_, index) =>
    binText(binAt({ kind: 'edges', edges }, String(index))),
  );
}

const [BELOW, FROM, TO] = ['< ', '≥ ', ' – '];

/** The text between the two bounds of a bin. */
export const BETWEEN_BOUNDS = TO;

/** The value of the group of a bin. It is the same in every locale. */
export function binText({ gte, lt }: Bin): string {
  if (gte === null) return `${BELOW}${lt ?? ''}`;
  return lt === null ? `${FROM}${gte}` : `${gte}${TO}${lt}`;
}

/** The bin with this text. */
export function binOfText(text: string): Bin {
  if (text.startsWith(BELOW)) return { gte: null, lt: text.slice(BELOW.length) };
  if (text.startsWith(FROM)) return { gte: text.slice(FROM.length), lt: null };
  const [gte = '', lt = ''] = text.split(TO);
  return { gte, lt };
}

/** The exact product of a decimal and a whole number, without trailing zeros. */
function times(decimal: string, by: bigint): string {
  const [integer = '', fraction = ''] = decimal.split('.');
  const product = BigInt(integer + fraction) * by;
  const digits = String(product < 0n ? -product : product).padStart(fraction.length + 1, '0');
  const end = digits.length - fraction.length;
  const decimals = digits.slice(end).replace(/0+$/, '');
  const size = decimals === '' ? digits.slice(0, end) : `${digits.slice(0, end)}.${decimals}`;
  return product < 0n ? `-${size}` : size;
}
