import { partsOf } from './parts';
import { pathTo, reachesFrom } from './reach';
import type { Measure, Metric, Registry, Table } from './registry';
import type { RowFilter, RowPlace, RowRule } from './role';

type Tables = ReadonlyMap<string, Pick<Table, 'primaryKey' | 'parents' | 'source'>>;

/** Conditions that all have to hold, each reached by tables or not as a whole. */
export function conditionsOf(rule: RowFilter): readonly RowFilter[];
export function conditionsOf(rule: RowRule): readonly RowRule[];
export function conditionsOf(rule: RowRule): readonly RowRule[] {
  return rule.kind === 'all' ? rule.of.flatMap((one) => conditionsOf(one)) : [rule];
}

/** The places that a rule looks at. */
export function placesOf(rule: RowRule): readonly RowPlace[] {
  if (rule.kind === 'all' || rule.kind === 'any') return rule.of.flatMap(placesOf);
  return rule.kind === 'not' ? placesOf(rule.of) : [rule.at];
}

/** Whether the rows of a table can themselves be told by a condition. */
export function isTold(tables: Tables, table: string, condition: RowRule): boolean {
  return placesOf(condition).every((at) => pathTo(tables, table, at) !== null);
}

/**
 * Whether it is decided by a condition which rows a table has: by its own rows, or by those it is made of. Events are of rows that are there, so
 * that it is those that have to be told (docs/meaning.md#roles).
 */
export function isGoverned(
  tables: Tables,
  table: string,
  condition: RowRule,
  open: Pick<ReadonlySet<string>, 'has'>,
): boolean {
  if (open.has(table)) return true;
  const { source } = tables.get(table)!;
  if (source.kind === 'event') return isGoverned(tables, source.of, condition, open);
  if (isTold(tables, table, condition)) return true;
  return source.kind === 'union' && source.of.every((one) => isGoverned(tables, one, condition, open));
}

/** The measures that a metric comes down to. */
export function measuresOf(
  { metrics }: Pick<Registry, 'metrics'>,
  { definition }: Pick<Metric, 'definition'>,
): readonly Measure[] {
  if ('table' in definition) return [definition];
  return partsOf(definition).flatMap((key) => measuresOf({ metrics }, metrics.get(key)!));
}

/** The tables that are read for a metric, asked by any of some dimensions: its own, those it looks into, and parents on the way. */
export function tablesOf(
  registry: Pick<Registry, 'metrics' | 'tables' | 'dimensions'>,
  metric: Metric,
  dimensions: readonly string[],
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const measure of measuresOf(registry, metric)) {
    found.add(measure.table);
    if (measure.kind === 'return') for (const { table } of measure.within) found.add(table);
    const from = reachesFrom(registry.tables, measure);
    for (const key of dimensions) {
      const path = from === null ? null : pathTo(registry.tables, from, registry.dimensions.get(key)!);
      for (const { table } of path?.joins ?? []) found.add(table);
    }
  }
  return found;
}
