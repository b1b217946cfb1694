import type { AnswerRow } from '../answer';

/** Writes an answer as text, a row at a time. */
export interface RowWriter {
  /** Before the first row. */
  readonly head: string;
  /** After the last row. */
  readonly tail: string;
  /** A row with the end of its line. */
  line(row: AnswerRow): string;
}
