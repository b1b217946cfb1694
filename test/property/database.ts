import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { Registry } from '../../src/model/registry';
import { storedColumns, type Column, type Table } from '../../src/model/table';
import type { Data, Row, Value } from './evaluator/data';
import { valueOf } from './evaluator/data';

/** The registry's tables in a schema of their own, to be filled many times. */
export interface PropertyDatabase {
  /** Connects with that schema as search path. */
  readonly url: string;
  /** Replaces all rows. */
  load(data: Data): Promise<void>;
  /** Drops the schema. */
  close(): Promise<void>;
}

/**
 * Creates the schema in the database of `TEST_DATABASE_URL`, beside the schemas of other test
 * files.
 */
export async function openPropertyDatabase(registry: Registry): Promise<PropertyDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run the tests with jest, whose global setup sets it.');
  const schema = `property_${process.pid}_${randomBytes(4).toString('hex')}`;
  const url = new URL(server);
  url.searchParams.set('options', `-c search_path=${schema}`);
  const client = new Client({ connectionString: url.href });
  await client.connect();
  const tables = [...registry.tables.values()].filter(({ source }) => source.kind === 'relation');
  await client.query(`CREATE SCHEMA ${schema}; ${WORDS}; ${tables.map(tableDefinition).join('; ')}`);
  return {
    url: url.href,
    async load(data) {
      await client.query(`TRUNCATE ${tables.map(relation).join(', ')}`);
      for (const table of tables) {
        const rows = data[table.key] ?? [];
        if (rows.length > 0)
          await client.query(insertion(table), [JSON.stringify(rows.map((row) => record(table, row)))]);
      }
    },
    async close() {
      await client.query(`DROP SCHEMA ${schema} CASCADE`);
      await client.end();
    },
  };
}

/** The only enumerated type. */
const WORDS = `CREATE TYPE words AS ENUM ('success', 'failed', 'running')`;

/** A table whose key has several columns is partitioned by the first. */
function tableDefinition(table: Table): string {
  const columns = storedColumns(table).map((column) => `${quoted(column.name)} ${typeOf(column)}`);
  const created = `CREATE TABLE ${relation(table)} (${columns.join(', ')})`;
  const [first, ...more] = table.primaryKey;
  if (more.length === 0) return created;
  const part = (which: number): string =>
    `CREATE TABLE ${quoted(`${table.key} part ${which}`)} PARTITION OF ${relation(table)} FOR VALUES WITH (MODULUS 2, REMAINDER ${which})`;
  return [`${created} PARTITION BY HASH (${quoted(table.columns.get(first!)!.name)})`, part(0), part(1)].join('; ');
}

function typeOf({ type }: Column): string {
  return type === 'enum' ? 'words' : type;
}

/**
 * Inserts all rows of a table from one JSON array. Instants become local times in columns without a
 * zone.
 */
function insertion(table: Table): string {
  const columns = storedColumns(table);
  const read = columns.map(
    (column) => `${quoted(column.name)} ${column.type === 'timestamp' ? 'timestamptz' : typeOf(column)}`,
  );
  const written = columns.map(({ name, type, timeZone }) =>
    type === 'timestamp' ? `${quoted(name)} AT TIME ZONE '${timeZone}'` : quoted(name),
  );
  return `INSERT INTO ${relation(table)} (${columns.map(({ name }) => quoted(name)).join(', ')})
    SELECT ${written.join(', ')} FROM jsonb_to_recordset($1::jsonb) AS r(${read.join(', ')})`;
}

function record(table: Table, row: Row): Record<string, Value> {
  return Object.fromEntries(storedColumns(table).map((column) => [column.name, valueIn(column, row)]));
}

function valueIn(column: Column, row: Row): Value {
  const value = valueOf(row, column.key);
  const isInstant = column.type === 'timestamptz' || column.type === 'timestamp';
  return isInstant && value !== null ? written(Number(value)) : value;
}

/** Writes an instant to the microsecond. */
export function written(instant: number): string {
  const microseconds = Math.round(instant * 1000);
  const whole = Math.floor(microseconds / 1000);
  return new Date(whole).toISOString().replace('Z', `${String(microseconds - whole * 1000).padStart(3, '0')}Z`);
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Returns the table's name in the database. */
function relation({ key, source }: Table): string {
  if (source.kind !== 'relation') throw new Error(`table ${key} is not in the database`);
  if (source.schema !== null) throw new Error(`table ${key} is bound to the schema ${source.schema}`);
  return quoted(source.name);
}
