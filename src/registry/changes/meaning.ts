import { createHash } from 'node:crypto';
import type { Column, Definition, Dimension, Metric, Registry, Table } from '../../model/registry';
import { sources } from '../../model/words/sources';
import { canonical } from './change';

/** What the numbers of a registry's metrics rest on: two metrics of one meaning have the same numbers, in whichever registry and under whatever key. */
export interface Meanings {
  of(metric: string): string;
  /** Tables that the rows of a metric are taken from, those of its parts and those that its tables are made of among them. */
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

/** Meanings hold those of parts, which would grow from one to the next. */
function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function meaning(registry: Registry, metric: Metric, of: (part: string) => string): string {
  const { overTime, definition } = metric;
  const grain = restsOnBuckets(metric) ? metric.grain : null;
  const parts = definedBy(definition, of);
  if (!('table' in definition)) {
    const dimensions = definition.kind === 'filtered' ? [...registry.dimensions.values()] : [];
    const usedDimensions = dimensions.filter(({ key }) => parts.includes(`"dimension":"${key}"`));
    return canonical({
      grain,
      overTime: overTime,
      parts,
      dimensions: usedDimensions.map((one) => dimensionMeaning(registry, one)),
    });
  }
  const columns = sources(registry, metric).map((column) => columnMeaning(registry, column));
  const read = definition.kind === 'return' ? definition.within.map(({ table }) => table) : [];
  const rows = [definition.table, ...read].map((table) => rowsMeaning(registry, table));
  return canonical({ grain, overTime: overTime, parts, columns, rows });
}

/** Whether numbers at coarser grains depend on how wide the native bucket is. */
export function restsOnBuckets({ overTime, definition }: Metric): boolean {
  return overTime !== 'recompute' || !isOfRowsAlone(definition);
}

function isOfRowsAlone(definition: Definition): boolean {
  switch (definition.kind) {
    case 'count':
    case 'sum':
      return definition.lag === 0;
    case 'statistic':
      return definition.per === null;
    case 'distinct':
    case 'first':
      return true;
    default:
      return false;
  }
}

/** A definition with something else in place of the keys of the metrics that it is made of. */
export function definedBy(definition: Definition, instead: (part: string) => string): string {
  return JSON.stringify(definition, (name, value: unknown) =>
    PARTS.has(name) && typeof value === 'string' ? instead(value) : value,
  );
}

/** Where definitions name metrics. */
const PARTS: ReadonlySet<string> = new Set(['numerator', 'denominator', 'metric']);

/** What decides the values of a dimension, and which rows have them. */
export function dimensionMeaning(registry: Registry, { table, column, type, empty }: Dimension): string {
  return canonical([
    table,
    column,
    type,
    empty,
    columnMeaning(registry, `${table}.${column}`),
    rowsMeaning(registry, table),
  ]);
}

/** What of a column decides what is read from it. */
export function columnMeaning({ tables }: Registry, path: string): string {
  const [table = '', key = ''] = path.split('.', 2);
  const column: Column | undefined = tables.get(table)?.columns.get(key);
  return canonical([path, column?.name, column?.type, column?.timeZone]);
}

/** Which rows a table has; of one that is made of others also what those are. */
export function rowsMeaning(registry: Registry, key: string): string {
  const { source, filter } = registry.tables.get(key)!;
  const sourceMeanings = sourceTablesOf(source).map((other) => [
    rowsMeaning(registry, other),
    [...registry.tables.get(other)!.columns.keys()].map((column) => columnMeaning(registry, `${other}.${column}`)),
  ]);
  return canonical([source, filter, sourceMeanings]);
}

function sourceTablesOf(source: Table['source']): readonly string[] {
  if (source.kind === 'union') return source.of;
  return source.kind === 'event' ? [source.of] : [];
}

function withSources({ tables }: Registry, found: Set<string>): ReadonlySet<string> {
  for (const key of found) for (const other of sourceTablesOf(tables.get(key)!.source)) found.add(other);
  return found;
}
