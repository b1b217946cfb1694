import type { Series } from '../../answer/series';
import type { MetricQuery } from '../../query/query';
import type { Registry } from '../../model/registry';
import type { Interval } from '../../time/calendar';
import { DimensionValueType } from '../types/dimensionValue';
import { sayFor } from '../types/language';
import { numberOf } from '../types/number';
import { bucketShaper, shapeDetail } from './shape';
import { textIn, type OwnWords } from '../../model/words/language';

interface SeriesShaping {
  readonly registry: Registry;
  readonly query: MetricQuery;
  readonly buckets: readonly Interval[];
  readonly metricOf: (visible: Registry, key: string) => object;
}

/** Gives series the shape of the schema's types. */
export function shapeSeries(
  series: readonly Series[],
  shaping: SeriesShaping,
): { buckets: object[]; series: object[] } {
  const { registry, query, buckets, metricOf } = shaping;
  const { timeZone, asOf, grain, compare } = query.frame;
  const range = { start: buckets[0]!.start, end: buckets.at(-1)!.end };
  const shape = bucketShaper(timeZone, registry.locale);
  return {
    buckets: buckets.map(({ start, end }) => shape({ start, end, complete: end <= asOf }, { grain, range })),
    series: series.map(({ metric, by, others, values, previous, statuses, overall }) => {
      const definition = registry.metrics.get(metric)!;
      return {
        metric: metricOf(registry, metric),
        by,
        others,
        labelFor: (locale: string | null) => labelOf({ metric, by, others }, shaping, locale ?? registry.locale),
        values: values.map(numberOf),
        previous: compare === null ? null : previous.map(numberOf),
        statuses,
        overall: shapeDetail(overall, definition, registry),
      };
    }),
  };
}

const OTHERS: OwnWords = { en: 'Others', zh: '其他' };

/**
 * The name of a series in a legend: its group, its metric if there are no groups, or both if there
 * are several metrics.
 */
function labelOf(
  { metric, by, others }: Pick<Series, 'metric' | 'by' | 'others'>,
  {
    registry,
    query: {
      frame: { groupBy, top },
      page: { metrics },
    },
  }: SeriesShaping,
  locale: string,
): string {
  const own = textIn(registry.metrics.get(metric)!.label, locale);
  if (groupBy.length === 0) return own;
  const names = groupBy.map((key) => {
    if (others && top !== null && top.of.includes(key)) return null;
    return new DimensionValueType(by[key] ?? null, registry.dimensions.get(key)!, sayFor(registry)).label(locale);
  });
  const group = [...(others ? [textIn(OTHERS, locale)] : []), ...names.filter((name) => name !== null)];
  return (metrics.length > 1 ? [own, ...group] : group).join(' · ');
}
