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
 * The columns of the tables that the demo fills, in the order of a row. A column that holds an id says of which table:
 * the demo numbers rows from 1, and where the table already has rows its ids continue after theirs.
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

/** Values in the order of the table's columns; instants are milliseconds since the epoch. */
export type DemoRow = readonly (number | string | null)[];

/** Some rows of one table. Chunks of a table follow each other by number, which is the order of time. */
export interface DemoChunk {
  readonly table: DemoTable;
  readonly rows: readonly DemoRow[];
  /** How many days of the story are told once these rows are in. */
  readonly days: number;
}
