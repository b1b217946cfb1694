import { binAt, binText } from '../model/bins';
import { matchForm, type DimensionForm } from '../model/dimensionForm';
import { canonical } from './canonical';

/** The text of a value of a dimension, from the text that a database writes. */
export type KeyText = (written: string) => string;

/** Returns the reader of a dimension's values; null: they are as a database writes them. */
export function keyTextOf(form: DimensionForm): KeyText | null {
  return matchForm<KeyText | null>(form, {
    text: () => null,
    id: () => null,
    number: ({ bins }) => (bins === null ? canonical : (written) => binText(binAt(bins, written))),
    // PostgreSQL writes `t` and `f`.
    boolean: () => (written) => (written === 't' || written === 'true' ? 'true' : 'false'),
  });
}

/** The text of a value that may be missing. */
export function readKey(read: KeyText | null, written: string | null): string | null {
  return read === null || written === null ? written : read(written);
}
