import type { Policy } from '../policy/policy';
import { visibleRowsOf, type VisibleRows } from '../policy/visibleRows';
import type { Registry } from '../model/registry';
import type { Table } from '../model/table';

/** The registry for one statement: dates have a zone, and events end at asOf. */
export interface ResolvedRegistry extends Registry {
  /** Null: without an end. */
  readonly asOf: number | null;
  /** Which rows of each table the caller may see. */
  readonly visibleRows: ReadonlyMap<string, VisibleRows>;
}

/** The zone, moment and policy of a statement. */
export interface ResolveOptions {
  readonly timeZone: string;
  readonly asOf: number | null;
  readonly policy: Policy;
}

/** Gives columns of dates the zone of the question (docs/meaning.md#dates). */
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
