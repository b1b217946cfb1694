import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import type { Registry } from '../../../src/model/registry';
import type { Column, Table } from '../../../src/model/table';
import { freshDatabase } from '../../postgres/freshDatabase';
import type { PropertyDatabase } from '../database';
import { quoted, written } from '../database';
import type { Row, Value } from '../evaluator/data';
import { valueOf } from '../evaluator/data';
import { calendarOf } from '../evaluator/evaluate';

const SCHEMA = path.join(__dirname, '../../../examples/shop/schema.sql');

/** A table of the database, and how it stores the rows of a data set. */
interface Stored {
  /** The key in the data set. */
  readonly key: string;
  readonly relation: string;
  /** Null: the rows are already in the database's form. */
  readonly columns: readonly Column[] | null;
}

/**
 * The shop's own database, made by its `schema.sql`. Only tables are filled; views and selects
 * derive the rest.
 */
export async function openShopDatabase(registry: Registry): Promise<PropertyDatabase> {
  const database = await freshDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(readFileSync(SCHEMA, 'utf8'));
  const { rows } = await client.query<{ relation: string }>(TABLES);
  const there = new Set(rows.map(({ relation }) => relation));
  const declared = [...registry.tables.values()].flatMap((table) => storedAs(table, there) ?? []);
  const tables: readonly Stored[] = [...declared, { key: 'plan', relation: '"boxes"."plan"', columns: null }];
  return {
    url: database.url,
    async load(data) {
      await client.query(`TRUNCATE ${tables.map(({ relation }) => relation).join(', ')}`);
      for (const table of tables) {
        const all = data[table.key] ?? [];
        if (all.length > 0) await insert(client, table, all);
      }
      await client.query('REFRESH MATERIALIZED VIEW warehouse.on_hand');
    },
    async close() {
      await client.end();
      await database.drop();
    },
  };
}

/** Tables that contain rows, without their partitions and without views. */
const TABLES = `
  SELECT format('"%s"."%s"', n.nspname, c.relname) AS relation
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition`;

function storedAs({ key, source, columns }: Table, there: ReadonlySet<string>): Stored | null {
  if (source.kind !== 'relation') return null;
  const relation = `${quoted(source.schema ?? 'public')}.${quoted(source.name)}`;
  return there.has(relation) ? { key, relation, columns: [...columns.values()] } : null;
}

async function insert(client: Client, { relation, columns }: Stored, rows: readonly Row[]): Promise<void> {
  const records = rows.map((row) => (columns === null ? row : record(columns, row)));
  const names = Object.keys(records[0]!).map(quoted).join(', ');
  await client.query(
    `INSERT INTO ${relation} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${relation}, $1)`,
    [JSON.stringify(records)],
  );
}

function record(columns: readonly Column[], row: Row): Record<string, Value> {
  return Object.fromEntries(columns.map((column) => [column.name, inDatabase(column, valueOf(row, column.key))]));
}

/** Instants as the column stores them: with a zone, or as local time of the column's zone. */
function inDatabase({ type, timeZone }: Column, value: Value): Value {
  if (value === null || (type !== 'timestamptz' && type !== 'timestamp')) return value;
  const instant = Number(value);
  if (timeZone === null) return written(instant);
  return written(instant + calendarOf(timeZone).offset(instant)).replace('Z', '');
}
