import type { MetricComparison } from '../../../questions/documents';
import type { RankingArguments } from '../../../questions/useRankings';
import type { Answer, SeriesArguments } from '../../../questions/useSeries';
import type { FittedState } from './fit';
import { numberCondition } from './numberCondition';
import { rangeOf } from './rangeOf';
import type { Comparison, ExploreRange, Filter } from './state';

type Where = { readonly [name: string]: unknown };

/** Returns the arguments of the picture; null without a metric. */
export function questionOf(state: FittedState): SeriesArguments | null {
  const { metrics, groupBy, range, shownGrain, filters, compare, top, timeZone } = state;
  const where = whereOf(filters, state.types);
  if (metrics.length === 0) return null;
  return {
    select: metrics,
    range: rangeOf(range),
    grain: shownGrain,
    ...(groupBy.length > 0 && { groupBy }),
    ...(where !== null && { where }),
    ...(compare !== null && { compare: comparisonOf(compare) }),
    ...(groupBy.length > 0 && top !== 'all' && { top: { by: rankOf(state), n: top, others: hasOthersShown(state) } }),
    ...(timeZone !== null && { timeZone }),
  };
}

/**
 * Returns the arguments of a leaderboard: the values of a dimension over the same range. A filter
 * that picks values of this dimension does not apply, so that the others stay in sight.
 */
export function rankingOf(state: FittedState, dimension: string, n: number): RankingArguments {
  const others = state.filters.filter((filter) => !(filter.dimension === dimension && filter.operator === 'is'));
  return { ...baseOf(state, others), groupBy: [dimension], top: { by: rankOf(state), n } };
}

/** Returns the arguments for the numbers of some values of a dimension, beside their names. */
export function countsOf(state: FittedState, dimension: string, values: readonly (string | null)[]): RankingArguments {
  const others = state.filters.filter((filter) => filter.dimension !== dimension);
  const filters = [...others, { dimension, operator: 'is' as const, values }];
  return { ...baseOf({ ...state, compare: null }, filters), groupBy: [dimension] };
}

/** True if the other groups are one series. A share always has it, because its parts are of all. */
export function hasOthersShown({ hasOthers, picture }: FittedState): boolean {
  return hasOthers || picture === 'SHARE';
}

/** The metric that ranks. */
export function rankOf({ rankBy, metrics }: FittedState): string {
  return rankBy ?? metrics[0]!;
}

/** Returns the condition of all filters; null if there is none. */
export function whereOf(filters: readonly Filter[], types: FittedState['types']): Where | null {
  const conditions = filters.map((filter) => {
    const type = types.get(filter.dimension);
    return type === 'NUMBER' ? numberCondition(filter) : conditionOf(filter, type === 'BOOLEAN');
  });
  if (conditions.length <= 1) return conditions[0] ?? null;
  const names = conditions.flatMap((condition) => Object.keys(condition));
  // Conditions on different dimensions can be one object, which is easier to read.
  if (new Set(names).size === names.length) return Object.assign({}, ...conditions) as Where;
  return { and: conditions };
}

/** Returns the range of the marked buckets. */
export function markedRange({ buckets, meta }: Answer, first: number, last: number, isByHour: boolean): ExploreRange {
  const [start, end] = [buckets[first]!, buckets[Math.min(last, buckets.length - 1)]!];
  if (isByHour) return { kind: 'instants', from: minuteOf(start.start), to: minuteOf(end.end) };
  const lastMoment = new Date(Date.parse(end.end) - 1);
  // The Canadian form of a date is that of ISO 8601.
  const through = new Intl.DateTimeFormat('en-CA', { timeZone: meta.timeZone }).format(lastMoment);
  return { kind: 'dates', from: start.date, through };
}

/**
 * The arguments that all rankings share. The grain is needed only if it widens the range or decides
 * the comparison period; a ranking without it is cheaper.
 */
function baseOf(state: FittedState, filters: readonly Filter[]): Omit<RankingArguments, 'groupBy'> {
  const { range, shownGrain, compare, timeZone } = state;
  const where = whereOf(filters, state.types);
  const isOfDays = range.kind === 'dates' || (range.kind === 'last' && range.unit !== 'HOUR' && !range.isRunning);
  return {
    select: [rankOf(state)],
    range: rangeOf(range),
    ...(!(shownGrain === 'DAY' && isOfDays) && { grain: shownGrain }),
    ...(where !== null && { where }),
    ...(compare !== null && { compare: comparisonOf(compare) }),
    ...(timeZone !== null && { timeZone }),
  };
}

function conditionOf({ dimension, operator, values }: Filter, isBoolean: boolean): Where {
  const texts = values.filter((value) => value !== null);
  const hasNull = texts.length < values.length;
  const typed = isBoolean ? texts.map((text) => text === 'true') : texts;
  const some = typed.length === 1 ? { eq: typed[0] } : { in: typed };
  const none = typed.length === 1 ? { ne: typed[0] } : { notIn: typed };
  switch (operator) {
    case 'is':
      if (!hasNull) return { [dimension]: some };
      if (typed.length === 0) return { [dimension]: { isNull: true } };
      return { or: [{ [dimension]: some }, { [dimension]: { isNull: true } }] };
    case 'not':
      return { [dimension]: { ...(texts.length > 0 && none), ...(hasNull && { isNull: false }) } };
    case 'contains':
      return { [dimension]: { contains: texts[0] } };
    case 'starts':
      return { [dimension]: { startsWith: texts[0] } };
  }
}

function comparisonOf(compare: Comparison): MetricComparison {
  return compare.kind === 'previous' ? { previousPeriod: true } : { shift: compare.shift, unit: compare.unit };
}

/** An instant to the minute, in UTC. Buckets begin at full minutes. */
function minuteOf(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 16)}Z`;
}
