import type { Catalog, CatalogMetric } from '../../questions/useCatalog';

/** The metrics that count someone, without those that are out of use. */
export function audiencesOf({ metrics }: Catalog): readonly CatalogMetric[] {
  return metrics.filter(({ entity, deprecated }) => entity !== null && entity !== undefined && deprecated === null);
}

/** Whether two metrics count the same entity. */
export function isLike(one: CatalogMetric, other: CatalogMetric | undefined): boolean {
  return other !== undefined && one.entity?.key === other.entity?.key;
}
