import { formatNumber } from '../../answer/format';
import type { Series } from '../../answer/series';
import type { CellPart, MetricQuery } from '../../query/query';
import type { Registry, Unit } from '../../model/registry';
import type { Interval } from '../../time/calendar';
import type { CatalogTypes } from '../types/catalog/catalog';
import { boundsOf, shapeGroup } from '../types/dimensionTypes';
import { DimensionValueType } from '../types/dimensionValue';
import { numberOf } from '../types/number';
import { bucketShaper, shapeDetail } from './shape';
import { textIn } from '../../model/words/language';
import { othersLabel } from '../../model/words/othersLabel';

interface SeriesShaping {
  readonly registry: Registry;
  readonly query: MetricQuery;
  readonly buckets: readonly Interval[];
  readonly catalog: Pick<CatalogTypes, 'metricOf' | 'dimensionOf'>;
}

/** Gives series the shape of the schema's types. */
export function shapeSeries(
  series: readonly Series[],
  shaping: SeriesShaping,
): { buckets: object[]; series: object[] } {
  const { registry, query, buckets, catalog } = shaping;
  const { timeZone, asOf, grain, compare } = query.frame;
  const range = { start: buckets[0]!.start, end: buckets.at(-1)!.end };
  const shape = bucketShaper(timeZone, registry.locale);
  return {
    buckets: buckets.map(({ start, end }) => shape({ start, end, complete: end <= asOf }, { grain, range })),
    series: series.map((one) => {
      const { metric, by, others, values, previous, changes, statuses, overall } = one;
      const definition = registry.metrics.get(metric)!;
      const textsFor = (part: TextPart, locale: string | null) =>
        part === 'value' || compare !== null
          ? textsOf(one[PART_LISTS[part]], part, definition.unit, locale ?? registry.locale)
          : null;
      return {
        metric: catalog.metricOf(registry, metric),
        by: shapeGroup(registry, by),
        others,
        group: groupOf(one, shaping),
        labelFor: (locale: string | null) => labelOf(one, shaping, locale ?? registry.locale),
        values: values.map(numberOf),
        previous: compare === null ? null : previous.map(numberOf),
        changes: compare === null ? null : changes.map(numberOf),
        textsFor,
        statuses,
        overall: shapeDetail(overall, definition, registry),
      };
    }),
  };
}

/** The parts that series have as text, and the list of each. */
const PART_LISTS = { value: 'values', previous: 'previous', change: 'changes' } as const satisfies {
  readonly [P in CellPart]?: keyof Series;
};
type TextPart = keyof typeof PART_LISTS;

function textsOf(decimals: readonly (string | null)[], part: TextPart, unit: Unit, locale: string): (string | null)[] {
  return decimals.map((decimal) => (decimal === null ? null : formatNumber(decimal, part, unit, locale)));
}

interface GroupValue {
  readonly dimension: object;
  readonly value: string | null;
  /** The bounds of a bin. */
  readonly gte: string | null;
  readonly lt: string | null;
  /** The Others group combines the values of this dimension. */
  readonly others: boolean;
  readonly labelFor: (locale: string | null) => string;
}

/** The group of a series: one value for each dimension of `groupBy`. */
function groupOf(
  { by, others }: Pick<Series, 'by' | 'others'>,
  { registry, query: { frame }, catalog }: SeriesShaping,
): GroupValue[] {
  return frame.groupBy.map((key) => {
    const isFolded = others && frame.top !== null && frame.top.of.includes(key);
    const value = isFolded ? null : (by[key] ?? null);
    const words = new DimensionValueType(value, registry.dimensions.get(key)!, registry.locale);
    return {
      dimension: catalog.dimensionOf(registry, key),
      value,
      ...boundsOf(registry.dimensions.get(key)!, value),
      others: isFolded,
      labelFor: (locale) => (isFolded ? othersLabel(locale ?? registry.locale) : words.label(locale ?? undefined)),
    };
  });
}

/**
 * The name of a series in a legend: its group, its metric if there are no groups, or both if there
 * are several metrics.
 */
function labelOf(series: Series, shaping: SeriesShaping, locale: string): string {
  const { registry, query } = shaping;
  const own = textIn(registry.metrics.get(series.metric)!.label, locale);
  if (query.frame.groupBy.length === 0) return own;
  const names = groupOf(series, shaping)
    .filter(({ others }) => !others)
    .map(({ labelFor }) => labelFor(locale));
  const group = [...(series.others ? [othersLabel(locale)] : []), ...names];
  return (query.page.metrics.length > 1 ? [own, ...group] : group).join(' · ');
}
