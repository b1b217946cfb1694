import { Client } from 'pg';
import type { DemoCounts } from '../src/database/demo/load';
import { DEMO_TABLE_NAMES, DEMO_TABLES, type DemoTable } from '../src/database/demo/rows';

/** The column of time that a product writes its rows in the order of. */
const WRITTEN: Readonly<Record<DemoTable, string>> = {
  user: 'registration_date',
  trade: 'paid_at',
  subscription_records: 'start_date',
  task_generate_log: 'created_at',
  user_action_log: 'created_at',
};

/**
 * Adds copies of all rows until there are `copies` of each; every copy has users and ids of its
 * own. Rows are in the order of time on the disk, as a product writes them. Returns the number of
 * rows of each table.
 */
export async function multiply(url: string, copies: number): Promise<DemoCounts> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const counts: DemoCounts = { user: 0, trade: 0, subscription_records: 0, task_generate_log: 0, user_action_log: 0 };
    const lastIds = { ...counts };
    for (const table of DEMO_TABLE_NAMES) {
      const { rows } = await client.query(`select count(*)::int as count, max(id)::int as last from "${table}"`);
      counts[table] = rows[0].count * copies;
      lastIds[table] = rows[0].last;
    }
    await client.query(`set maintenance_work_mem = '512MB'`);
    for (const table of DEMO_TABLE_NAMES) {
      process.stderr.write(`copying ${table}\n`);
      await multiplyTable(client, table, lastIds, copies);
    }
    for (const table of DEMO_TABLE_NAMES) await client.query(`vacuum (analyze) "${table}"`);
    return counts;
  } finally {
    await client.end();
  }
}

/** Indexes are made afterwards: to add to one row by row takes ten times as long. */
async function multiplyTable(client: Client, table: DemoTable, lastIds: DemoCounts, copies: number): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made
     from pg_index i where i.indrelid = $1::regclass and not i.indisprimary`,
    [`public."${table}"`],
  );
  const values = DEMO_TABLES[table].map(({ name, of }) =>
    of === undefined ? `t.${name}` : `t.${name} + copy * ${lastIds[of]}`,
  );
  const columns = DEMO_TABLES[table].map(({ name }) => name).join(', ');
  await client.query('begin');
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await client.query(`alter table "${table}" drop constraint "${table}_pkey"`);
  await client.query(`create temporary table once on commit drop as select * from "${table}"`);
  await client.query(`truncate "${table}"`);
  await client.query(
    `insert into "${table}" (${columns}) select ${values.join(', ')} from once as t
     cross join generate_series(0, ${copies - 1}) as copy order by t.${WRITTEN[table]}`,
  );
  await client.query(`alter table "${table}" add primary key (id)`);
  for (const { made } of indexes) await client.query(made);
  await client.query('commit');
}
