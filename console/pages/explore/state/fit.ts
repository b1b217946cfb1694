import type { MetricDimensionType, MetricGrain } from '../../../questions/documents';
import type { CatalogMetric } from '../../../questions/useCatalog';
import type { ReadState } from './address';
import {
  commonGrains,
  comparisonReason,
  dimensionReason,
  grainReason,
  pictureReason,
  type Facts,
  type Reason,
} from './facts';
import { autoGrain } from './grains';
import { isNumberOrBin } from './numberCondition';
import { operatorsOf } from './filterText';
import type { ExploreState, Filter } from './state';

/** A state whose names the registry has, and whose parts fit each other. */
export interface FittedState extends ExploreState {
  readonly metrics: readonly string[];
  /** The grain of the question: the chosen one, or the one that fits the range. */
  readonly shownGrain: MetricGrain;
  /** The type of each dimension. An address has text, and a question values of this type. */
  readonly types: ReadonlyMap<string, MetricDimensionType>;
  /** True if the page has chosen the metric. */
  readonly isSuggested: boolean;
}

/** A part of the address that the page ignores, and why. */
export type Note =
  | { readonly kind: 'unreadable'; readonly text: string }
  | { readonly kind: 'unknownMetric'; readonly key: string }
  | { readonly kind: 'unknownDimension'; readonly key: string }
  | { readonly kind: 'doesNotFit'; readonly what: string; readonly reason: Reason };

export interface Fitted {
  readonly state: FittedState;
  readonly notes: readonly Note[];
}

/** Returns the state of an address without the parts that this registry cannot answer. */
export function fit({ state, ignored }: ReadState, facts: Facts): Fitted {
  const notes: Note[] = ignored.map((text) => ({ kind: 'unreadable', text }));
  const metrics = fitMetrics(state, facts, notes);
  const keepDimension = (key: string): boolean => {
    const dimension = facts.dimensions.get(key);
    if (dimension === undefined) {
      notes.push({ kind: 'unknownDimension', key });
      return false;
    }
    return keep(dimension.label, dimensionReason(facts, metrics, key), notes);
  };
  const groupBy = state.groupBy.filter(keepDimension);
  const filters = state.filters
    .filter((filter) => keepDimension(filter.dimension) && keepOperator(filter, facts, notes))
    .map((filter) => withPossibleValues(filter, facts, notes))
    .filter(({ values }) => values.length > 0);
  const { range } = state;
  const isGrain = state.grain !== null && keep(state.grain, grainReason(facts, metrics, range, state.grain), notes);
  const grain = isGrain ? state.grain : null;
  const shownGrain = grain ?? autoGrain(range, commonGrains(facts, metrics));
  const { compare, picture } = state;
  const isCompare = compare !== null && keep('compare', comparisonReason(compare, shownGrain), notes);
  const isPicture = keep(picture, pictureReason(facts, metrics, groupBy, picture), notes);
  return {
    notes,
    state: {
      ...state,
      metrics,
      groupBy,
      filters,
      grain,
      shownGrain,
      types: new Map([...facts.dimensions].map(([key, { type }]) => [key, type])),
      compare: isCompare ? compare : null,
      picture: isPicture ? picture : 'LINE',
      rankBy: state.rankBy !== null && metrics.includes(state.rankBy) ? state.rankBy : null,
      isSuggested: state.metrics === null,
    },
  };
}

/** The metrics that a person who has picked nothing may want: the most important ones. */
export function suggestions({ catalog }: Facts): readonly CatalogMetric[] {
  const current = catalog.metrics.filter(({ deprecated }) => deprecated === null);
  const priorities = [...new Set(current.map(({ priority }) => priority ?? '~'))].sort();
  return current.filter(({ priority }) => (priority ?? '~') === priorities[0]);
}

/** An id is no text, so it contains none. */
function keepOperator({ dimension, operator }: Filter, facts: Facts, notes: Note[]): boolean {
  const { label, type } = facts.dimensions.get(dimension)!;
  return keep(label, operatorsOf(type).includes(operator) ? null : { kind: 'operator', operator }, notes);
}

/** A dimension of true and false, or of numbers, has no other value. */
function withPossibleValues(filter: Filter, facts: Facts, notes: Note[]): Filter {
  const { dimension, operator, values } = filter;
  const isPossible = POSSIBLE[facts.dimensions.get(dimension)!.type];
  for (const value of values.filter((one) => !isPossible(one))) {
    notes.push({ kind: 'unreadable', text: `${dimension}.${operator}=${value}` });
  }
  return { ...filter, values: values.filter(isPossible) };
}

const POSSIBLE: { readonly [T in MetricDimensionType]: (value: string | null) => boolean } = {
  STRING: () => true,
  ID: () => true,
  BOOLEAN: (value) => value === null || value === 'true' || value === 'false',
  NUMBER: isNumberOrBin,
};

/** Adds a note if there is a reason; true if there is none. */
function keep(what: string, reason: Reason | null, notes: Note[]): boolean {
  if (reason !== null) notes.push({ kind: 'doesNotFit', what, reason });
  return reason === null;
}

function fitMetrics({ metrics }: ExploreState, facts: Facts, notes: Note[]): readonly string[] {
  if (metrics === null)
    return suggestions(facts)
      .slice(0, 1)
      .map(({ key }) => key);
  const known = metrics.filter((key) => {
    if (!facts.metrics.has(key)) notes.push({ kind: 'unknownMetric', key });
    return facts.metrics.has(key);
  });
  const { maxMetrics } = facts.catalog.limits;
  for (const key of known.slice(maxMetrics)) {
    const what = facts.metrics.get(key)!.label;
    notes.push({ kind: 'doesNotFit', what, reason: { kind: 'tooManyMetrics', max: maxMetrics } });
  }
  return known.slice(0, maxMetrics);
}
