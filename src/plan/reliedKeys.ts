import { dimensionsOf } from '../model/filterDimensions';
import { factsOf, isMeasure } from '../model/kinds';
import type { Measure } from '../model/measure';
import { partIn, partsOf } from '../model/parts';
import type { Registry } from '../model/registry';
import { countsOwnKey } from '../model/reliedKeys';
import type { MetricQuery } from '../query/query';
import { measureReaches, pathFor } from './paths';

/**
 * By table: the metrics of a query whose numbers are wrong if two rows of the table have the same
 * primary key. These are the parents through which the query groups or filters, and tables whose
 * rows a metric counts as entities. `alsoBy`: dimensions of the query that its frame lacks.
 */
export function reliedKeysOf(
  registry: Registry,
  { frame, page }: MetricQuery,
  alsoBy: readonly string[] = [],
): ReadonlyMap<string, readonly string[]> {
  const { groupBy, where, policy } = frame;
  const person = policy.smallestGroup === null ? [] : [policy.smallestGroup.dimension];
  const dimensions = new Set([...groupBy, ...dimensionsOf(where), ...person, ...alsoBy]);
  const found = new Map<string, Set<string>>();
  for (const metric of page.metrics) {
    for (const table of tablesOf(registry, metric, dimensions)) {
      found.set(table, (found.get(table) ?? new Set()).add(metric));
    }
  }
  return new Map([...found].map(([table, metrics]) => [table, [...metrics]]));
}

function tablesOf(registry: Registry, metric: string, dimensions: ReadonlySet<string>): readonly string[] {
  const { definition } = partIn(registry, metric);
  if (isMeasure(definition)) return [...dimensions].flatMap((dimension) => tablesTo(registry, definition, dimension));
  const own = definition.kind === 'filtered' ? dimensionsOf(definition.where) : [];
  const all = new Set([...dimensions, ...own]);
  return partsOf(definition).flatMap((part) => tablesOf(registry, part, all));
}

/** The tables whose keys a measure relies on to read a dimension. */
function tablesTo(registry: Registry, measure: Measure, dimension: string): readonly string[] {
  // Not every part of a metric reaches the dimension of people.
  if (!measureReaches(registry, measure, dimension)) return [];
  const facts = factsOf(measure);
  const keys = facts.dimensionsOf(measure) === null ? 'row' : 'entity';
  const entity = facts.entityOf(measure);
  const { joins, column } = pathFor(registry, { table: measure.table, keys, entity }, dimension);
  const joined = joins.map(({ table }) => table);
  const isEntityItself = joins.length === 0 && column === entity;
  return countsOwnKey(registry, measure) && !isEntityItself ? [measure.table, ...joined] : joined;
}
