import type { MetricGrain } from '../../../questions/documents';
import type { Catalog, CatalogDimension, CatalogMetric } from '../../../questions/useCatalog';
import { bucketCount, GRAINS, isFiner } from './grains';
import type { Comparison, ExplorePicture, ExploreRange, ExploreState, Operator } from './state';

/** Why something cannot be combined with the rest of the question. Names are labels. */
export type Reason =
  | { readonly kind: 'tooManyMetrics'; readonly max: number }
  | { readonly kind: 'metricLacks'; readonly dimension: string }
  | { readonly kind: 'lackedBy'; readonly metrics: readonly string[] }
  | { readonly kind: 'finerThan'; readonly metric: string; readonly grain: MetricGrain }
  | { readonly kind: 'tooManyBuckets'; readonly count: number; readonly max: number }
  | { readonly kind: 'shareOfSeveral' }
  | { readonly kind: 'needsGroup' }
  | { readonly kind: 'doesNotAddUp'; readonly metric: string }
  | { readonly kind: 'stackOfSeveral' }
  | { readonly kind: 'areaOfSeveral' }
  | { readonly kind: 'shiftBreaksBuckets'; readonly grain: MetricGrain }
  | { readonly kind: 'operator'; readonly operator: Operator };

/** The registry by key. */
export interface Facts {
  readonly catalog: Catalog;
  readonly metrics: ReadonlyMap<string, CatalogMetric>;
  readonly dimensions: ReadonlyMap<string, CatalogDimension>;
}

/** What the facts are checked against. */
export type Picked = Pick<ExploreState, 'groupBy' | 'range' | 'filters'> & { readonly metrics: readonly string[] };

export function factsOf(catalog: Catalog): Facts {
  return {
    catalog,
    metrics: new Map(catalog.metrics.map((metric) => [metric.key, metric])),
    dimensions: new Map(catalog.dimensions.map((dimension) => [dimension.key, dimension])),
  };
}

/** Returns the reason why the metric cannot join the picked ones; null if it can. */
export function metricReason(facts: Facts, picked: Picked, metric: CatalogMetric): Reason | null {
  if (picked.metrics.includes(metric.key)) return null;
  const { maxMetrics } = facts.catalog.limits;
  if (picked.metrics.length >= maxMetrics) return { kind: 'tooManyMetrics', max: maxMetrics };
  const used = [...picked.groupBy, ...picked.filters.map(({ dimension }) => dimension)];
  const missing = used.find((key) => !hasDimension(metric, key));
  return missing === undefined ? null : { kind: 'metricLacks', dimension: labelOf(facts.dimensions, missing) };
}

/** Returns the reason why the dimension can neither group nor filter all picked metrics. */
export function dimensionReason(facts: Facts, metrics: readonly string[], dimension: string): Reason | null {
  const without = pickedOf(facts, metrics).filter((metric) => !hasDimension(metric, dimension));
  return without.length === 0 ? null : { kind: 'lackedBy', metrics: without.map(({ label }) => label) };
}

/** The dimensions that fit all picked metrics. */
export function fittingDimensions(facts: Facts, metrics: readonly string[]): readonly CatalogDimension[] {
  return facts.catalog.dimensions.filter(({ key }) => dimensionReason(facts, metrics, key) === null);
}

/** The grains that all picked metrics have, from the finest one. */
export function commonGrains(facts: Facts, metrics: readonly string[]): readonly MetricGrain[] {
  const picked = pickedOf(facts, metrics);
  return GRAINS.filter((grain) => picked.every(({ grains }) => grains.includes(grain)));
}

export function grainReason(
  facts: Facts,
  metrics: readonly string[],
  range: ExploreRange,
  grain: MetricGrain,
): Reason | null {
  const coarser = pickedOf(facts, metrics).find(({ grains }) => !grains.includes(grain));
  if (coarser !== undefined) return { kind: 'finerThan', metric: coarser.label, grain: coarser.grain };
  const { maxBuckets } = facts.catalog.limits;
  const count = bucketCount(range, grain);
  return count > maxBuckets ? { kind: 'tooManyBuckets', count, max: maxBuckets } : null;
}

/**
 * Returns the reason why a picture would mislead. What lies on top of each other must have a sum
 * that means something: bars and areas of groups. Other areas of one picture would hide each other.
 */
export function pictureReason(
  facts: Facts,
  metrics: readonly string[],
  groupBy: readonly string[],
  picture: ExplorePicture,
): Reason | null {
  const picked = pickedOf(facts, metrics);
  switch (picture) {
    case 'LINE':
    case 'BARS':
    case 'TABLE':
      return null;
    case 'AREA':
      if (groupBy.length > 0) return partsReason(picked);
      return hasCommonUnit(picked) ? { kind: 'areaOfSeveral' } : null;
    case 'STACKED':
      if (picked.length > 1) return { kind: 'stackOfSeveral' };
      return groupBy.length === 0 ? null : partsReason(picked);
    case 'SHARE':
      if (picked.length > 1) return { kind: 'shareOfSeveral' };
      return groupBy.length === 0 ? { kind: 'needsGroup' } : partsReason(picked);
  }
}

/** Returns the reason why a shift moves no bucket onto a bucket (docs/meaning.md#shift). */
export function comparisonReason(compare: Comparison, grain: MetricGrain): Reason | null {
  if (compare.kind === 'previous') return null;
  const { shift, unit } = compare;
  return isWhole(shift, unit, grain) ? null : { kind: 'shiftBreaksBuckets', grain };
}

/** A ratio of all is not the sum of those of the groups, and a user can be in several groups. */
function partsReason(picked: readonly CatalogMetric[]): Reason | null {
  const odd = picked.find(({ additive }) => !additive);
  return odd === undefined ? null : { kind: 'doesNotAddUp', metric: odd.label };
}

/** True if two metrics share a unit, and so a picture. */
function hasCommonUnit(picked: readonly CatalogMetric[]): boolean {
  return new Set(picked.map(({ unit }) => `${unit.kind} ${unit.currency ?? ''}`)).size < picked.length;
}

function isWhole(shift: number, unit: MetricGrain, grain: MetricGrain): boolean {
  switch (grain) {
    case 'HOUR':
      return true;
    case 'DAY':
      return unit !== 'HOUR';
    case 'WEEK':
      return unit === 'WEEK' || (unit === 'DAY' && shift % 7 === 0);
    case 'MONTH':
      return !isFiner(unit, 'MONTH');
    case 'QUARTER':
      return !isFiner(unit, 'QUARTER') || (unit === 'MONTH' && shift % 3 === 0);
    case 'YEAR':
      return unit === 'YEAR' || (unit === 'QUARTER' && shift % 4 === 0) || (unit === 'MONTH' && shift % 12 === 0);
  }
}

function hasDimension(metric: CatalogMetric, key: string): boolean {
  return metric.dimensions.some((dimension) => dimension.key === key);
}

function pickedOf(facts: Facts, metrics: readonly string[]): readonly CatalogMetric[] {
  return metrics.flatMap((key) => facts.metrics.get(key) ?? []);
}

function labelOf(named: ReadonlyMap<string, { readonly label: string }>, key: string): string {
  return named.get(key)?.label ?? key;
}
