import { doubleKeyStatement } from '../answer/keyChecks';
import { forItself } from '../engine/asker';
import type { Engine } from '../engine/engine';
import type { Registry } from '../model/registry';
import type { Table } from '../model/table';

/** A person waits for the count, and can stop it. In milliseconds. */
const WITHIN_MS = 3_600_000;

/**
 * A line for each table with a primary key that is not unique: with the source location, one such
 * key and its number of rows. The tables are read one after the other. Errors: those of the engine.
 */
export async function doubleKeys(registry: Registry, engine: Engine): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const table of registry.tables.values()) {
    const statement = doubleKeyStatement({ registry, engine }, table.key);
    const [row] = await engine.run(statement, forItself(WITHIN_MS));
    if (row !== undefined) lines.push(lineOf(table, row));
  }
  return lines;
}

function lineOf({ key, primaryKey, sourceLocation: { file, line } }: Table, row: readonly (string | null)[]): string {
  const values = primaryKey.map((column, index) => `${column} = ${JSON.stringify(row[index] ?? null)}`).join(', ');
  const count = row[primaryKey.length] ?? '';
  return `${file}:${line}: "${key}" has ${count} rows with the key ${values} — expected one row a key`;
}
