import type { QueryRunner } from 'typeorm';
import { DEMO_TABLES, type DemoChunk, type DemoColumn, type DemoTable } from './rows';

/** The id of row number 1 in each table. */
export type FirstIds = Readonly<Record<DemoTable, number>>;

/** Inserts a chunk with one statement. It has one parameter per column, for any number of rows. */
export async function insertChunk(runner: QueryRunner, chunk: DemoChunk, firstIds: FirstIds): Promise<void> {
  if (chunk.rows.length === 0) return;
  const columns: readonly DemoColumn[] = DEMO_TABLES[chunk.table];
  const names = columns.map((column) => column.name).join(', ');
  const arrays = columns.map((column, n) => `$${n + 1}::${column.type}[]`).join(', ');
  const values = columns.map((column, n) => chunk.rows.map((row) => written(row[n] ?? null, column, firstIds)));
  await runner.query(`insert into "${chunk.table}" (${names}) select * from unnest(${arrays})`, values);
}

function written(value: number | string | null, column: DemoColumn, firstIds: FirstIds): number | string | null {
  if (typeof value !== 'number') return value;
  if (column.type === 'timestamptz') return new Date(value).toISOString();
  return column.of === undefined ? value : value + firstIds[column.of] - 1;
}
