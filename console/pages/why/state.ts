import type { Catalog, CatalogMetric } from '../../questions/useCatalog';
import { rangeKeyOf, type RangeKey } from '../dashboard/ranges';

/** What the page shows; its address says it. */
export interface WhyState {
  readonly metric: string;
  readonly range: RangeKey;
}

const DEFAULT_RANGE: RangeKey = '7d';

/** The metrics whose changes can be explained, without those that are out of use. */
export function explainableOf(catalog: Catalog): readonly CatalogMetric[] {
  return catalog.metrics.filter((metric) => metric.deprecated === null && explainingOf(catalog, metric).length > 0);
}

/** The dimensions that explain a metric. Ids have too many values, and none of them tells much. */
export function explainingOf({ dimensions }: Catalog, { explainedBy }: CatalogMetric): readonly string[] {
  const isId = (key: string) => dimensions.some((dimension) => dimension.key === key && dimension.type === 'ID');
  return explainedBy.map(({ key }) => key).filter((key) => !isId(key));
}

/** Reads an address. What it lacks, or says wrong, has a default. Null: no metric fits. */
export function readState(parameters: URLSearchParams, catalog: Catalog): WhyState | null {
  const metrics = explainableOf(catalog);
  const metric = metrics.find(({ key }) => key === parameters.get('metric')) ?? metrics[0];
  return metric === undefined ? null : { metric: metric.key, range: rangeKeyOf(parameters) ?? DEFAULT_RANGE };
}

/** The parameters that `readState` reads as this state. */
export function writeState({ metric, range }: WhyState): URLSearchParams {
  return new URLSearchParams({ metric, range });
}
