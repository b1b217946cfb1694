import { Client } from 'pg';

/**
 * Replaces every index but those of primary keys: each of their columns gets an index of its own,
 * over all rows. Many databases have only such indexes.
 */
export async function replaceBySingle(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: columns } = await client.query<{ table: string; column: string }>(
      `select distinct i.indrelid::regclass::text as table, quote_ident(a.attname) as column
       from pg_index i
       join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey::int2[]) and a.attname <> 'id'
       where not i.indisprimary order by 1, 2`,
    );
    const { rows: indexes } = await client.query<{ name: string }>(
      `select i.indexrelid::regclass::text as name from pg_index i
       join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
       where not i.indisprimary`,
    );
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    for (const { table, column } of columns) await client.query(`create index on ${table} (${column})`);
    for (const table of new Set(columns.map((one) => one.table))) await client.query(`vacuum (analyze) ${table}`);
  } finally {
    await client.end();
  }
}
