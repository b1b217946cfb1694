import { createHash } from 'node:crypto';
import { dimensionsOf } from '../../model/filterDimensions';
import { factsOf, isMeasure, matchDefinition } from '../../model/kinds';
import type { Definition } from '../../model/definition';
import type { Dimension, Metric, Registry } from '../../model/registry';
import type { Column } from '../../model/table';
import { sourceTablesOf } from '../../model/relations';
import { sources } from '../../model/words/sources';
import { canonical, isWritten } from './change';

/**
 * The facts that decide the numbers of a registry's metrics. Two metrics with the same meaning have
 * the same numbers, in any registry and under any key.
 */
export interface Meanings {
  of(metric: string): string;
  /**
   * The tables that a metric is measured in, including those of its parts and those they are made
   * from.
   */
  tablesOf(metric: string): ReadonlySet<string>;
}

export function meaningsOf(registry: Registry): Meanings {
  const meanings = new Map<string, string>();
  const tables = new Map<string, ReadonlySet<string>>();
  const keep = <T>(known: Map<string, T>, key: string, make: () => T): T => {
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
  };
  const of = (key: string): string =>
    keep(meanings, key, () => hash(meaning(registry, registry.metrics.get(key)!, of)));
  const tablesOf = (key: string): ReadonlySet<string> =>
    keep(tables, key, () => {
      const columns = sources(registry, registry.metrics.get(key)!);
      return withSources(registry, new Set(columns.map((column) => column.split('.', 1)[0]!)));
    });
  return { of, tablesOf };
}

/** A meaning contains those of the parts. Hashing keeps it short. */
function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function meaning(registry: Registry, metric: Metric, of: (part: string) => string): string {
  const { overTime, definition } = metric;
  const grain = restsOnBuckets(metric) ? metric.grain : null;
  const parts = definedBy(definition, of);
  if (!isMeasure(definition)) {
    const filteredBy = new Set(definition.kind === 'filtered' ? dimensionsOf(definition.where) : []);
    const usedDimensions = [...registry.dimensions.values()].filter(({ key }) => filteredBy.has(key));
    return canonical({
      grain,
      overTime,
      parts,
      dimensions: usedDimensions.map((one) => dimensionMeaning(registry, one)),
    });
  }
  const columns = sources(registry, metric).map((column) => columnMeaning(registry, column));
  const within = factsOf(definition).within(definition);
  const rows = [definition, ...within].map(({ table }) => rowsMeaning(registry, table));
  return canonical({ grain, overTime, parts, columns, rows });
}

/** Whether numbers at coarser grains depend on the width of the native bucket. */
export function restsOnBuckets({ overTime, definition }: Metric): boolean {
  if (overTime !== 'recompute') return true;
  return matchDefinition<boolean>(definition, {
    measure: (measure) => factsOf(measure).dependsOnNativeWidth(measure),
    ratio: () => true,
    filtered: () => true,
    derived: () => true,
  });
}

/** A definition with other words in place of the keys of its parts. */
export function definedBy(definition: Definition, instead: (part: string) => string): string {
  return JSON.stringify(definition, (name, value: unknown) =>
    PARTS.has(name) && typeof value === 'string' ? instead(value) : isWritten(value) ? value.of : value,
  );
}

/** The fields of definitions that name metrics. */
const PARTS: ReadonlySet<string> = new Set(['numerator', 'denominator', 'metric']);

/** The facts that decide the values of a dimension, and the rows that have them. */
export function dimensionMeaning(registry: Registry, { table, column, form }: Dimension): string {
  return canonical([table, column, form, columnMeaning(registry, `${table}.${column}`), rowsMeaning(registry, table)]);
}

/** The facts of a column that decide its values. */
export function columnMeaning({ tables }: Registry, path: string): string {
  const [table = '', key = ''] = path.split('.', 2);
  const column: Column | undefined = tables.get(table)?.columns.get(key);
  // A stored column has the same meaning as before there were computed ones.
  const computed = column?.computed ? [column.computed.value] : [];
  return canonical([path, column?.name, column?.type, column?.timeZone, ...computed]);
}

/** The facts that decide the rows of a table, including those of the tables it is made from. */
export function rowsMeaning(registry: Registry, key: string): string {
  const { source, filter } = registry.tables.get(key)!;
  const sourceMeanings = sourceTablesOf(source).map((other) => [
    rowsMeaning(registry, other),
    [...registry.tables.get(other)!.columns.keys()].map((column) => columnMeaning(registry, `${other}.${column}`)),
  ]);
  return canonical([source, filter, sourceMeanings]);
}

function withSources({ tables }: Registry, found: Set<string>): ReadonlySet<string> {
  for (const key of found) for (const other of sourceTablesOf(tables.get(key)!.source)) found.add(other);
  return found;
}
