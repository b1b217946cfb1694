export const DEMO_TABLE_NAMES = [
  'user',
  'trade',
  'subscription_records',
  'task_generate_log',
  'user_action_log',
] as const;
export type DemoTable = (typeof DEMO_TABLE_NAMES)[number];

export interface DemoColumn {
  readonly name: string;
  readonly type: 'bigint' | 'numeric' | 'text' | 'timestamptz';
  readonly of?: DemoTable;
}

/**
 * The tables of the demo and their columns, in the order of a row. A column of ids names its table.
 * The demo numbers rows from 1; if the table already has rows, the demo's ids continue after
 * theirs.
 */
export const DEMO_TABLES: Readonly<Record<DemoTable, readonly DemoColumn[]>> = {
  user: [
    { name: 'id', type: 'bigint', of: 'user' },
    { name: 'utm_source', type: 'text' },
    { name: 'registration_date', type: 'timestamptz' },
    { name: 'last_login_time', type: 'timestamptz' },
  ],
  trade: [
    { name: 'id', type: 'bigint', of: 'trade' },
    { name: 'user_id', type: 'bigint', of: 'user' },
    { name: 'amount', type: 'numeric' },
    { name: 'payment_status', type: 'text' },
    { name: 'paid_at', type: 'timestamptz' },
    { name: 'trade_type', type: 'text' },
  ],
  subscription_records: [
    { name: 'id', type: 'bigint', of: 'subscription_records' },
    { name: 'user_id', type: 'bigint', of: 'user' },
    { name: 'subscription_type', type: 'text' },
    { name: 'monthly_fee', type: 'numeric' },
    { name: 'start_date', type: 'timestamptz' },
    { name: 'end_date', type: 'timestamptz' },
    { name: 'status', type: 'text' },
  ],
  task_generate_log: [
    { name: 'id', type: 'bigint', of: 'task_generate_log' },
    { name: 'user_id', type: 'bigint', of: 'user' },
    { name: 'task_type', type: 'text' },
    { name: 'status', type: 'text' },
    { name: 'token_consumed', type: 'bigint' },
    { name: 'created_at', type: 'timestamptz' },
  ],
  user_action_log: [
    { name: 'id', type: 'bigint', of: 'user_action_log' },
    { name: 'user_id', type: 'bigint', of: 'user' },
    { name: 'action_type', type: 'text' },
    { name: 'task_id', type: 'bigint', of: 'task_generate_log' },
    { name: 'created_at', type: 'timestamptz' },
  ],
};

/** Values in the order of the table's columns. Instants are milliseconds since the epoch. */
export type DemoRow = readonly (number | string | null)[];

/**
 * Rows of one table. The chunks of a table come in the order of row numbers, which is the order of
 * time.
 */
export interface DemoChunk {
  readonly table: DemoTable;
  readonly rows: readonly DemoRow[];
  /** The number of days that are complete once these rows are inserted. */
  readonly days: number;
}
