import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { freshDatabase, type FreshDatabase } from './freshDatabase';

/** The rows of the product, for the moment that `test/cli/spawnCli.ts` names. */
export const FIXTURE_ROWS = path.join(__dirname, '../fixtures/data.sql');

type Rows = 'fixtures' | 'none';

/**
 * A database with the product's tables, and the rows of test/fixtures/data.sql unless it should be
 * empty.
 */
export async function productDatabase(rows: Rows = 'fixtures'): Promise<FreshDatabase> {
  return freshDatabase(await template(rows));
}

/**
 * Made once for a run, by the first test that needs it: making tables takes longer than most tests.
 */
async function template(rows: Rows): Promise<string> {
  const client = new Client({ connectionString: process.env['TEST_DATABASE_URL'] });
  await client.connect();
  try {
    const name = templateName(rows);
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      const made = await freshDatabase();
      await fill(made.url, rows);
      await client.query(`alter database ${new URL(made.url).pathname.slice(1)} rename to ${name}`);
    }
    return name;
  } finally {
    await client.end();
  }
}

async function fill(url: string, rows: Rows): Promise<void> {
  // Not above: loading it takes longer than all other imports of most tests.
  const { dataSource } = await import('../../src/database/dataSource');
  const source = await dataSource({ url }).initialize();
  await source.runMigrations();
  if (rows === 'fixtures') await source.query(readFileSync(FIXTURE_ROWS, 'utf8'));
  await source.destroy();
}

/** Drops the databases that this run copied, on a server that outlives the run. */
export async function dropTemplates(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const rows of ['fixtures', 'none'] as const) await client.query(`drop database if exists ${templateName(rows)}`);
  await client.end();
}

function templateName(rows: Rows): string {
  return `product_${rows}_${process.env['TEST_RUN']}`;
}
