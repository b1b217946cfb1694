import type { DimensionFilter } from '../query/query';
import { matchKind } from '../model/byKind';
import { matchDefinition } from '../model/kinds';
import type { Expression } from '../model/definition';
import type { Measure } from '../model/measure';
import type { Metric, Registry } from '../model/registry';
import { spanOf } from '../time/calendar';
import { ANY_ROW } from './kinds/kind';
import type { Formula, MeasuredSlots, PlannedExpression, PlannedMetric } from './plan';
import type { Sampled, Sampler } from './sampler';
import type { MeasuredMetric, Sampling } from './sampling';

/** A measure with the filters of the metrics above it, and the metric that decides its sampling. */
export interface MeasureSource {
  readonly metric: MeasuredMetric;
  readonly measure: Measure;
  readonly where: DimensionFilter;
}

/** The context of formulas. */
export interface FormulaContext {
  readonly registry: Registry;
  readonly sampler: Sampler;
  /** The id of the reading of a measure with these samples. */
  readonly read: (source: MeasureSource, sampled: Sampled) => string;
}

type Sides = Omit<PlannedMetric, 'key'>;

/**
 * The formulas of a metric, now and in the comparison period, with a filter beside that of the
 * query.
 */
export function formulasOf(context: FormulaContext, key: string, where: DimensionFilter = ANY_ROW): Sides {
  const metric = context.registry.metrics.get(key)!;
  const { definition } = metric;
  return matchDefinition<Sides>(definition, {
    measure: (measure) => plainOf(context, { metric: { ...metric, definition: measure }, measure, where }),
    ratio: ({ numerator, denominator }) => ratioOf(context, metric, [numerator, denominator], where),
    filtered: (filtered) => formulasOf(context, filtered.metric, both(where, filtered.where)),
    derived: ({ expression }) => derivedOf(context, expression, where),
  });
}

function plainOf({ sampler, read }: FormulaContext, source: MeasureSource): Sides {
  const { current, previous } = sampler.metric(source.metric);
  const plain = (side: Sampled): Formula => ({ kind: 'plain', reading: read(source, side), ...measuredOf(side) });
  return { current: plain(current), previous: previous && plain(previous) };
}

/** Each part is measured in the native buckets of the ratio (docs/meaning.md#ratio). */
function ratioOf(
  { registry, sampler, read }: FormulaContext,
  ratio: Metric,
  parts: readonly [string, string],
  where: DimensionFilter,
): Sides {
  const [above, below] = parts.map((key) => {
    const source = sourceOf(registry, key, where);
    return { source, ...sampler.part(source.metric, ratio) };
  });
  const formula = (numerator: Sampled, denominator: Sampled): Formula => ({
    kind: 'ratio',
    numerator: read(above!.source, numerator),
    denominator: read(below!.source, denominator),
    ...measuredOf(numerator),
  });
  const [numerator, denominator] = [above!.previous, below!.previous];
  return {
    current: formula(above!.current, below!.current),
    previous: numerator === null || denominator === null ? null : formula(numerator, denominator),
  };
}

/** The measure below all filters of a metric, with these filters. */
function sourceOf(registry: Registry, key: string, where: DimensionFilter): MeasureSource {
  const metric = registry.metrics.get(key)!;
  const { definition } = metric;
  const refuse = (): never => {
    throw new Error(`${key} cannot be part of a ratio`);
  };
  return matchDefinition<MeasureSource>(definition, {
    measure: (measure) => ({ metric: { ...metric, definition: measure }, measure, where }),
    filtered: (filtered) => sourceOf(registry, filtered.metric, both(where, filtered.where)),
    ratio: refuse,
    derived: refuse,
  });
}

function derivedOf(context: FormulaContext, expression: Expression, where: DimensionFilter): Sides {
  const parts = new Map<string, Sides>();
  const partOf = (key: string): Sides => {
    const known = parts.get(key) ?? formulasOf(context, key, where);
    parts.set(key, known);
    return known;
  };
  const planned = (one: Expression, side: (part: Sides) => Formula): PlannedExpression => {
    return matchKind<Expression, PlannedExpression, []>(one, {
      number: (number) => number,
      metric: ({ metric }) => ({ kind: 'formula', formula: side(partOf(metric)) }),
      operation: ({ operator, left, right }) => ({
        kind: 'operation',
        operator,
        left: planned(left, side),
        right: planned(right, side),
      }),
    });
  };
  const formula = (side: (part: Sides) => Formula): Formula => {
    const made = planned(expression, side);
    return { kind: 'derived', expression: made, ...together([...parts.values()].map(side)) };
  };
  const current = formula((part) => part.current);
  const isCompared = [...parts.values()].every(({ previous }) => previous !== null);
  return { current, previous: isCompared ? formula((part) => part.previous!) : null };
}

/** Both filters combined; one of them alone if the other is missing. */
function both(one: DimensionFilter, other: DimensionFilter): DimensionFilter {
  return one === ANY_ROW ? other : { kind: 'all', of: [one, other] };
}

function measuredOf({ rows, rangeTotal }: Sampled): { rows: MeasuredSlots; rangeTotal: MeasuredSlots | null } {
  const measured = ({ over, isMean, complete, measured }: Sampling): MeasuredSlots => ({
    over,
    isMean,
    complete,
    measured,
  });
  return { rows: measured(rows), rangeTotal: rangeTotal === null ? null : measured(rangeTotal) };
}

/** A number that is made of others has begun if all of them have, and is complete if all are. */
function together(formulas: readonly Formula[]): { rows: MeasuredSlots; rangeTotal: MeasuredSlots | null } {
  const of = (all: readonly MeasuredSlots[]): MeasuredSlots => ({
    over: all[0]!.over.map((_, slot) => (all.every(({ over }) => over[slot]! > 0) ? 1 : 0)),
    isMean: false,
    complete: all[0]!.complete.map((_, slot) => all.every(({ complete }) => complete[slot]!)),
    measured: spanOf(all.map(({ measured }) => measured)),
  });
  const rangeTotals = formulas.flatMap(({ rangeTotal }) => (rangeTotal === null ? [] : [rangeTotal]));
  return { rows: of(formulas.map(({ rows }) => rows)), rangeTotal: rangeTotals.length === 0 ? null : of(rangeTotals) };
}
