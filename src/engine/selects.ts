import { GatewayError } from '../errors';
import type { Registry } from '../model/registry';
import type { Table } from '../model/table';
import type { Described } from './checkTables';

/** Asks the database for the types of a select's columns. Errors: those of the engine. */
type Describe = (text: string, table: Table) => Promise<ReadonlyMap<string, string>>;

/**
 * Describes the selects of tables, which do not run, by the keys of the tables. Errors: those of
 * the gateway.
 */
export async function describeSelects(
  { tables }: Registry,
  describe: Describe,
): Promise<ReadonlyMap<string, Described>> {
  const described = new Map<string, Described>();
  for (const table of tables.values()) {
    const { key, source } = table;
    if (source.kind === 'sql') described.set(key, await describedOrRefused(describe(source.text, table)));
  }
  return described;
}

async function describedOrRefused(describing: ReturnType<Describe>): Promise<Described> {
  try {
    return { types: await describing };
  } catch (error) {
    if (error instanceof GatewayError || !(error instanceof Error)) throw error;
    return { refusal: error.message };
  }
}
