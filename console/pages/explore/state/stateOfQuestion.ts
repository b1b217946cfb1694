import type { MetricComparison, MetricPicture, MetricTimeRange } from '../../../questions/documents';
import { listOf } from '../../../questions/merge';
import type { SeriesArguments } from '../../../questions/useSeries';
import { formatRange, parseRange } from './rangeText';
import { DEFAULT_STATE, type Comparison, type ExploreRange, type ExploreState, type Filter } from './state';

type Where = Readonly<Record<string, unknown>>;

/**
 * Returns the state of the page that asks a picture's question; null if the page cannot ask it,
 * such as one with a condition that no filter has.
 */
export function stateOfQuestion(args: SeriesArguments, picture: MetricPicture): ExploreState | null {
  const { select, range, grain, groupBy, where, compare, top, timeZone } = args;
  const metrics = listOf(select)!;
  const groups = listOf(groupBy) ?? [];
  const shownRange = exploreRange(range);
  const filters = filtersOf(where ?? {});
  if (shownRange === null || filters === null) return null;
  if (top && (top.direction === 'ASC' || (listOf(top.of) ?? groups).join() !== groups.join())) return null;
  return {
    ...DEFAULT_STATE,
    metrics,
    groupBy: groups,
    range: shownRange,
    grain: grain ?? null,
    timeZone: timeZone ?? null,
    filters,
    compare: compare ? exploreComparison(compare) : null,
    ...(groups.length > 0 && {
      top: top?.n ?? 'all',
      hasOthers: top?.others ?? DEFAULT_STATE.hasOthers,
      rankBy: top && top.by !== metrics[0] ? top.by : null,
    }),
    picture: picture === 'NUMBER' ? 'LINE' : picture,
  };
}

function exploreRange({ last, unit, includeCurrent, from, to, through }: MetricTimeRange): ExploreRange | null {
  if (last !== null && last !== undefined && unit) {
    return { kind: 'last', count: last, unit, isRunning: includeCurrent ?? false };
  }
  if (from && through) return readable({ kind: 'dates', from, through });
  if (from && to) return readable({ kind: 'instants', from, to });
  return null;
}

/** The range, if an address can have it. */
function readable(range: ExploreRange): ExploreRange | null {
  return parseRange(formatRange(range), false)?.kind === range.kind ? range : null;
}

function exploreComparison({ previousPeriod, shift, unit }: MetricComparison): Comparison | null {
  if (previousPeriod) return { kind: 'previous' };
  return shift && unit ? { kind: 'shift', shift, unit } : null;
}

/** Returns the filters of a condition in the page's own forms; null if it has another form. */
function filtersOf(where: Where): readonly Filter[] | null {
  const found: Filter[] = [];
  for (const [name, condition] of Object.entries(where)) {
    if (condition === null || condition === undefined) continue;
    const filters = name === 'and' ? allOf(condition as readonly Where[]) : filtersOfOne(name, condition as Where);
    if (filters === null) return null;
    found.push(...filters);
  }
  return merged(found);
}

/** Two filters of one dimension that exclude values are one; two of another kind cannot be. */
function merged(filters: readonly Filter[]): readonly Filter[] | null {
  const byName = new Map<string, Filter>();
  for (const filter of filters) {
    const name = `${filter.dimension} ${filter.operator}`;
    const other = byName.get(name);
    if (other !== undefined && filter.operator !== 'not') return null;
    byName.set(name, { ...filter, values: [...(other?.values ?? []), ...filter.values] });
  }
  return [...byName.values()];
}

function allOf(conditions: readonly Where[]): readonly Filter[] | null {
  const all = conditions.map(filtersOf);
  return all.includes(null) ? null : (all as readonly (readonly Filter[])[]).flat();
}

/** The conditions of one dimension. `or` and `not` combine others, and no filter does. */
function filtersOfOne(dimension: string, condition: Where): readonly Filter[] | null {
  if (dimension === 'or' || dimension === 'not') return null;
  const filters = Object.entries(condition).map(([name, value]): Filter | null => {
    switch (name) {
      case 'eq':
        return { dimension, operator: 'is', values: [String(value)] };
      case 'in':
        return { dimension, operator: 'is', values: (value as readonly unknown[]).map(String) };
      case 'ne':
        return { dimension, operator: 'not', values: [String(value)] };
      case 'notIn':
        return { dimension, operator: 'not', values: (value as readonly unknown[]).map(String) };
      case 'isNull':
        return { dimension, operator: value === true ? 'is' : 'not', values: [null] };
      case 'contains':
        return { dimension, operator: 'contains', values: [String(value)] };
      case 'startsWith':
        return { dimension, operator: 'starts', values: [String(value)] };
      default:
        return null;
    }
  });
  return filters.includes(null) ? null : (filters as readonly Filter[]);
}
