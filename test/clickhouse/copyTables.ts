import { Client } from 'pg';
import type { Registry } from '../../src/model/registry';
import { storedColumns, type Column, type ColumnType } from '../../src/model/table';

/** Runs one statement that changes the database. */
export type Execute = (statement: string) => Promise<unknown>;

/** What is copied: the relations of these tables. */
export type Copied = Pick<Registry, 'tables'>;

/** Makes the tables of a registry in ClickHouse, with the rows that they have in PostgreSQL. */
export async function copyTables(registry: Copied, url: string, execute: Execute): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const relation of relationsOf(registry)) await copyRelation(client, relation, execute);
  } finally {
    await client.end();
  }
}

/** The databases of ClickHouse that a registry names: the schemas of its tables. */
export function databasesOf({ tables }: Copied): readonly string[] {
  const schemas = [...tables.values()].flatMap(({ source }) => (source.kind === 'relation' ? [source.schema] : []));
  return [...new Set(schemas.filter((schema) => schema !== null))].map(inBackticks);
}

/** A table of the database, with all columns that tables of the registry have in it. */
interface Relation {
  readonly from: string;
  readonly to: string;
  readonly columns: ReadonlyMap<string, Column>;
}

function relationsOf({ tables }: Copied): Relation[] {
  const relations = new Map<string, { from: string; to: string; columns: Map<string, Column> }>();
  for (const { source, columns } of tables.values()) {
    if (source.kind !== 'relation') continue;
    const names = [...(source.schema === null ? [] : [source.schema]), source.name];
    const from = names.map(quoted).join('.');
    const to = names.map(inBackticks).join('.');
    const known = relations.get(from) ?? { from, to, columns: new Map<string, Column>() };
    relations.set(from, known);
    for (const column of storedColumns({ columns })) known.columns.set(column.name, column);
  }
  return [...relations.values()];
}

async function copyRelation(client: Client, { from, to, columns }: Relation, execute: Execute): Promise<void> {
  const all = [...columns.values()];
  const read = all.map((column) => `${readAs(column)} as ${quoted(column.name)}`);
  const { rows } = await client.query<Record<string, string | null>>(`select ${read.join(', ')} from ${from}`);
  const types = all.map(({ name, type }) => {
    const values = rows.map((row) => row[name]!).filter((value) => value !== null);
    return `${inBackticks(name)} Nullable(${typeOf(type, values)})`;
  });
  await execute(`create or replace table ${to} (${types.join(', ')}) engine = MergeTree order by tuple()`);
  for (let at = 0; at < rows.length; at += 5000) {
    const values = rows.slice(at, at + 5000).map((row) => `(${all.map(({ name }) => literal(row[name]!)).join(',')})`);
    await execute(`insert into ${to} values ${values.join(',')}`);
  }
}

/** The text of a value as ClickHouse reads it. It has no infinities, which no rule counts. */
function readAs({ name, type }: Column): string {
  const column = quoted(name);
  switch (type) {
    case 'timestamptz':
      return `case when isfinite(${column}) then to_char(${column} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') end`;
    case 'timestamp':
      return `case when isfinite(${column}) then to_char(${column}, 'YYYY-MM-DD HH24:MI:SS.US') end`;
    case 'date':
      return `case when isfinite(${column}) then ${column}::text end`;
    case 'numeric':
      return `case when ${column}::text not in ('NaN', 'Infinity', '-Infinity') then ${column}::numeric::text end`;
    case 'bigint':
    case 'integer':
    case 'text':
    case 'enum':
    case 'uuid':
    case 'boolean':
      return `${column}::text`;
  }
}

const TYPES: { readonly [T in Exclude<ColumnType, 'numeric' | 'enum'>]: string } = {
  bigint: 'Int64',
  integer: 'Int32',
  text: 'String',
  uuid: 'UUID',
  boolean: 'Bool',
  date: 'Date32',
  timestamptz: "DateTime64(6, 'UTC')",
  timestamp: "DateTime64(6, 'UTC')",
};

function typeOf(type: ColumnType, values: readonly string[]): string {
  switch (type) {
    case 'numeric':
      return `Decimal(38, ${Math.max(2, ...values.map((value) => value.split('.')[1]?.length ?? 0))})`;
    case 'enum': {
      const words = [...new Set(['none', ...values])].map((word, index) => `${literal(word)} = ${index}`);
      return `Enum8(${words.join(', ')})`;
    }
    default:
      return TYPES[type];
  }
}

function literal(value: string | null): string {
  return value === null ? 'null' : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function inBackticks(name: string): string {
  return `\`${name.replace(/[\\`]/g, '\\$&')}\``;
}
