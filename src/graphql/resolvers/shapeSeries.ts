import { formatNumber } from '../../answer/format';
import type { Series } from '../../answer/series';
import type { CellPart, MetricQuery } from '../../query/query';
import type { Registry, Unit } from '../../model/registry';
import type { Interval } from '../../time/calendar';
import { DimensionValueType } from '../types/dimensionValue';
import { sayFor } from '../types/language';
import { numberOf } from '../types/number';
import { bucketShaper, shapeDetail } from './shape';
import type { Text } from '../../model/text';

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
  const shape = bucketShaper(timeZone, registry.locale);
  return {
    buckets: buckets.map(({ start, end }) => shape({ start, end, complete: end <= asOf }, grain)),
    series: series.map((one) => {
      const { metric, by, others, values, previous, changes, statuses, overall } = one;
      const definition = registry.metrics.get(metric)!;
      const textsFor = (part: TextPart, locale: string | null) =>
        part === 'value' || compare !== null
          ? textsOf(one[PART_LISTS[part]], part, definition.unit, locale ?? registry.locale)
          : null;
      return {
        metric: metricOf(registry, metric),
        by,
        others,
        labelFor: (locale: string | null) => labelOf({ metric, by, others }, shaping, locale ?? registry.locale),
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

const OTHERS: Text = { en: 'Others', zh: '其他' };

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
  const say = (text: Text) => sayFor(registry)(text, locale);
  const own = say(registry.metrics.get(metric)!.label);
  if (groupBy.length === 0) return own;
  const names = groupBy.map((key) => {
    if (others && top !== null && top.of.includes(key)) return null;
    return new DimensionValueType(by[key] ?? null, registry.dimensions.get(key)!, sayFor(registry)).label(locale);
  });
  const group = [...(others ? [say(OTHERS)] : []), ...names.filter((name) => name !== null)];
  return (metrics.length > 1 ? [own, ...group] : group).join(' · ');
}
