import type { Policy } from '../policy/policy';
import { visibleRowsOf, type VisibleRows } from '../policy/visibleRows';
import type { Registry, Table } from '../model/registry';

/** The registry as a statement reads it: a date is one of its zone, and events are those up to its moment. */
export interface ResolvedRegistry extends Registry {
  /** Null: whenever they are dated. */
  readonly asOf: number | null;
  /** Which rows of each table there are for who asks. */
  readonly visibleRows: ReadonlyMap<string, VisibleRows>;
}

/** What a statement asks as of when, and in which zone. */
export interface ResolveOptions {
  readonly timeZone: string;
  readonly asOf: number | null;
  readonly policy: Policy;
}

/** Puts the zone of the question to every column of dates, which has none of its own (docs/meaning.md#dates). */
export function resolveRegistry(registry: Registry, { timeZone, asOf, policy }: ResolveOptions): ResolvedRegistry {
  const tables = new Map([...registry.tables].map(([key, table]) => [key, inZone(table, timeZone)]));
  return { ...registry, tables, asOf, visibleRows: visibleRowsOf(registry.tables, policy) };
}

function inZone(table: Table, timeZone: string): Table {
  const isDate = (type: string) => type === 'date';
  if (![...table.columns.values()].some(({ type }) => isDate(type))) return table;
  const columns = [...table.columns].map(
    ([key, column]) => [key, isDate(column.type) ? { ...column, timeZone } : column] as const,
  );
  return { ...table, columns: new Map(columns) };
}
