import type { RowValueType } from './rowExpression';
import type { ColumnType } from './table';

/** Ways in which metrics and dimensions use a column. */
export type ColumnUse = 'number' | 'time' | 'identity' | 'text' | 'truth';

/** Facts about a column type that more than one layer needs. */
export interface ColumnTypeFacts {
  readonly uses: readonly ColumnUse[];
  /**
   * The kind of time that a value is: an instant, a clock time without zone, a date; null: no time.
   */
  readonly time: 'instant' | 'clock' | 'date' | null;
  /** Other types that a member table of a union may declare for such a column of the union. */
  readonly accepts: readonly ColumnType[];
}

export const COLUMN_TYPE_FACTS: { readonly [T in ColumnType]: ColumnTypeFacts } = {
  bigint: { uses: ['number', 'identity'], time: null, accepts: ['integer'] },
  integer: { uses: ['number', 'identity'], time: null, accepts: [] },
  numeric: { uses: ['number'], time: null, accepts: ['bigint', 'integer'] },
  text: { uses: ['identity', 'text'], time: null, accepts: ['enum'] },
  enum: { uses: ['text'], time: null, accepts: ['text'] },
  uuid: { uses: ['identity'], time: null, accepts: [] },
  boolean: { uses: ['truth'], time: null, accepts: [] },
  date: { uses: ['time'], time: 'date', accepts: [] },
  timestamptz: { uses: ['time'], time: 'instant', accepts: ['timestamp'] },
  timestamp: { uses: ['time'], time: 'clock', accepts: [] },
};

/** Whether the values of a column of numbers have no digits after the point. */
export function isWhole(type: ColumnType): boolean {
  return type === 'bigint' || type === 'integer';
}

/** The type of a column's values in expressions. */
export const ROW_TYPES: { readonly [T in ColumnType]: RowValueType } = {
  bigint: 'number',
  integer: 'number',
  numeric: 'number',
  text: 'text',
  enum: 'text',
  uuid: 'text',
  boolean: 'boolean',
  date: 'time',
  timestamptz: 'time',
  timestamp: 'time',
};

/** The types that a computed column may have, each with that of its expression. */
export const COMPUTED_TYPES = {
  numeric: 'number',
  text: 'text',
  boolean: 'boolean',
  timestamptz: 'time',
} as const satisfies Partial<Record<ColumnType, RowValueType>>;
export type ComputedType = keyof typeof COMPUTED_TYPES;
