import { factsOf, isMeasure } from './kinds';
import type { Measure } from './measure';
import { isJust } from './reach';
import type { Registry } from './registry';

/**
 * The tables whose primary key some answer may rely on: parents, and relations whose key is an
 * entity that a metric counts. By key, in the order of the registry.
 */
export function tablesWithReliedKeys({ tables, metrics }: Pick<Registry, 'tables' | 'metrics'>): readonly string[] {
  const relied = new Set([...tables.values()].flatMap(({ parents }) => [...parents.keys()]));
  for (const { definition } of metrics.values()) {
    if (isMeasure(definition) && countsOwnKey({ tables }, definition)) relied.add(definition.table);
  }
  return [...tables.keys()].filter((key) => relied.has(key));
}

/**
 * Whether a measure counts the rows of its own relation as entities. Each entity is then in one
 * group, if its key is unique. The keys of selects and unions are never relied on for that.
 */
export function countsOwnKey({ tables }: Pick<Registry, 'tables'>, measure: Measure): boolean {
  const { primaryKey, source } = tables.get(measure.table)!;
  const entity = factsOf(measure).entityOf(measure);
  return entity !== null && source.kind === 'relation' && isJust(primaryKey, entity);
}
