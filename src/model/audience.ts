import { matchKind, type ByKind } from './byKind';
import type { DimensionRule, Condition } from './condition';
import type { Definition, Filtered } from './definition';
import { partIn } from './parts';
import { entityTable, isJust, pathTo } from './reach';
import type { Dimension, Metric, Registry } from './registry';

/** The rows of a metric as events of entities (docs/meaning.md#audiences). */
export interface Audience {
  /** The dimension of the entities. */
  readonly entity: string;
  readonly table: string;
  /** The column that dates the rows. */
  readonly at: string;
  /** The column with the entity of a row. */
  readonly column: string;
  /** The rows that count, by the columns of the table. */
  readonly filter: Condition;
  /** True: only the first row ever of each entity, among those that pass `filter`. */
  readonly isFirst: boolean;
  /** The filters of the metrics above, which apply after the choice of the first row. */
  readonly where: readonly DimensionRule[];
}

/** Why a metric is no audience. */
export type NoAudience =
  /** The kind counts no entities by the dates of their rows. */
  | { readonly kind: 'kind'; readonly of: Exclude<Definition, Filtered>['kind'] }
  /** Its rows belong to an earlier bucket than their own. */
  | { readonly kind: 'lag' }
  /** No dimension has the values that it counts. */
  | { readonly kind: 'noDimension' };

/** The part of a registry that decides about audiences. */
export type AudienceRegistry = Pick<Registry, 'tables' | 'dimensions' | 'metrics' | 'hidden'>;

/** The audience of a metric, or why it is none. */
export function audienceOf(registry: AudienceRegistry, { definition }: Metric): Audience | NoAudience {
  if (definition.kind === 'filtered') {
    const found = audienceOf(registry, partIn(registry, definition.metric));
    return isAudience(found) ? { ...found, where: [...found.where, definition.where] } : found;
  }
  return matchKind<Exclude<Definition, Filtered>, Audience | NoAudience, [AudienceRegistry]>(
    definition,
    AUDIENCES,
    registry,
  );
}

export function isAudience(found: Audience | NoAudience): found is Audience {
  return 'entity' in found;
}

/** The dimension whose values a metric counts; null if it is no audience. */
export function entityOf(registry: AudienceRegistry, metric: Metric): string | null {
  const found = audienceOf(registry, metric);
  return isAudience(found) ? found.entity : null;
}

const ofAnotherKind = ({ kind }: { readonly kind: Exclude<Definition, Filtered>['kind'] }): NoAudience => ({
  kind: 'kind',
  of: kind,
});

const AUDIENCES: ByKind<Exclude<Definition, Filtered>, Audience | NoAudience, [AudienceRegistry]> = {
  distinct: (measure, registry) => (measure.lag > 0 ? { kind: 'lag' } : eventsOf(registry, measure, measure.entity)),
  first: (measure, registry) => eventsOf(registry, measure, measure.entity),
  count: (measure, registry) => {
    if (measure.lag > 0) return { kind: 'lag' };
    const { primaryKey } = registry.tables.get(measure.table)!;
    const [key] = primaryKey;
    return key === undefined || !isJust(primaryKey, key) ? { kind: 'noDimension' } : eventsOf(registry, measure, key);
  },
  sum: ofAnotherKind,
  rolling: ofAnotherKind,
  statistic: ofAnotherKind,
  snapshot: ofAnotherKind,
  movement: ofAnotherKind,
  return: ofAnotherKind,
  activity: ofAnotherKind,
  ratio: ofAnotherKind,
  derived: ofAnotherKind,
};

interface Events {
  readonly kind: 'count' | 'distinct' | 'first';
  readonly table: string;
  readonly at: string;
  readonly filter: Condition;
}

function eventsOf(
  registry: AudienceRegistry,
  { kind, table, at, filter }: Events,
  column: string,
): Audience | NoAudience {
  const entity = dimensionFor(registry, table, column);
  if (entity === null) return { kind: 'noDimension' };
  return { entity, table, at, column, filter, isFirst: kind === 'first', where: [] };
}

/**
 * The dimension whose values are those of a column: first that of the table whose rows the column
 * identifies, so that columns of several tables have the same one.
 */
function dimensionFor({ tables, dimensions }: AudienceRegistry, table: string, column: string): string | null {
  const identified = entityTable(tables, table, column);
  const all = [...dimensions.values()].filter((dimension) => {
    const path = pathTo(tables, table, dimension);
    return path !== null && path.joins.length === 0 && path.column === column && hasOwnValues(dimension);
  });
  const own = all.find((dimension) => dimension.table === identified);
  return (own ?? all[0])?.key ?? null;
}

/** Whether equal values of the dimension are equal values of its column. */
function hasOwnValues({ form }: Dimension): boolean {
  return form.type === 'id' || (form.type === 'text' && form.empty === null && form.merged.length === 0);
}
