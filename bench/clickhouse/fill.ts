import { Client } from 'pg';
import type { DemoCounts } from '../../src/database/demo/load';
import { DEMO_TABLE_NAMES, DEMO_TABLES, type DemoTable } from '../../src/database/demo/rows';

/** Runs one statement that changes ClickHouse. */
type Write = (statement: string) => Promise<unknown>;

/** Columns are nullable where the product's schema allows null. Logs are ordered by time. */
const CREATED: Readonly<Record<DemoTable, string>> = {
  user: `(id Int64, utm_source Nullable(String), registration_date DateTime64(6, 'UTC'),
    last_login_time Nullable(DateTime64(6, 'UTC'))) engine = MergeTree order by registration_date`,
  trade: `(id Int64, user_id Nullable(Int64), amount Decimal(12, 2), payment_status String,
    paid_at Nullable(DateTime64(6, 'UTC')), trade_type Nullable(String)) engine = MergeTree order by id`,
  subscription_records: `(id Int64, user_id Nullable(Int64), subscription_type Nullable(String),
    monthly_fee Decimal(12, 2), start_date DateTime64(6, 'UTC'), end_date Nullable(DateTime64(6, 'UTC')), status String)
    engine = MergeTree order by start_date`,
  task_generate_log: `(id Int64, user_id Nullable(Int64), task_type Nullable(String), status String,
    token_consumed Nullable(Int64), created_at DateTime64(6, 'UTC')) engine = MergeTree order by created_at`,
  user_action_log: `(id Int64, user_id Nullable(Int64), action_type String, task_id Nullable(Int64),
    created_at DateTime64(6, 'UTC')) engine = MergeTree order by created_at`,
};

const BATCH = 100_000;

/**
 * Copies the tables of PostgreSQL into ClickHouse, `copies` times: each copy has users and ids of
 * its own. Returns the number of rows of each.
 */
export async function fillClickhouse(url: string, write: Write, copies: number): Promise<DemoCounts> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const counts: DemoCounts = { user: 0, trade: 0, subscription_records: 0, task_generate_log: 0, user_action_log: 0 };
    const lastIds = { ...counts };
    for (const table of DEMO_TABLE_NAMES) {
      await write(`create table \`${table}\` ${CREATED[table]}`);
      const { rows } = await client.query(`select count(*)::int as count, max(id)::int as last from "${table}"`);
      counts[table] = rows[0].count * copies;
      lastIds[table] = rows[0].last;
      for (let at = 0; at <= lastIds[table]; at += BATCH) await copyBatch(client, table, at, write);
    }
    for (const table of DEMO_TABLE_NAMES) {
      if (copies > 1) await write(multiplied(table, lastIds, copies));
      await write(`optimize table \`${table}\` final`);
    }
    return counts;
  } finally {
    await client.end();
  }
}

/** PostgreSQL writes the rows as the lines of JSON that ClickHouse reads. */
async function copyBatch(client: Client, table: DemoTable, at: number, write: Write): Promise<void> {
  const values = DEMO_TABLES[table].map(({ name, type }) =>
    type === 'timestamptz' ? `to_char("${name}" at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')` : `"${name}"`,
  );
  const { rows } = await client.query(
    `select string_agg(json_build_array(${values.join(', ')})::text, E'\\n') as lines from "${table}" where id >= $1 and id < $2`,
    [at, at + BATCH],
  );
  if (rows[0].lines !== null) await write(`insert into \`${table}\` format JSONCompactEachRow\n${rows[0].lines}`);
}

function multiplied(table: DemoTable, lastIds: DemoCounts, copies: number): string {
  const values = DEMO_TABLES[table].map(({ name, of }) =>
    of === undefined ? `t.${name}` : `t.${name} + toInt64(copy.number) * ${lastIds[of]}`,
  );
  return `insert into \`${table}\` select ${values.join(', ')} from \`${table}\` as t cross join numbers(1, ${copies - 1}) as copy`;
}
