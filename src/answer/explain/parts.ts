import type { PlannedMetric } from '../../plan/plan';
import type { Readings } from '../../sql/metricReadings';
import { Numbers, type Columns, type ExactAmount } from './amounts';
import {
  add,
  compareExact,
  divide,
  floatOf,
  isZero,
  multiply,
  rounded,
  sizeOf,
  subtract,
  sumOf,
  writeExact,
  ZERO,
  type Exact,
} from './exact';
import type { ChangePart, ExplainingDimension } from './explanation';
import { keepEnough, type People } from './people';

/** A group of a dimension, as the statement returns it. */
export interface ChangedGroup {
  readonly value: string | null;
  readonly columns: Columns;
}

interface Explained {
  readonly readings: Readings;
  readonly metric: PlannedMetric;
  /** The whole difference. */
  readonly difference: Exact;
  /** The largest parts that are shown. */
  readonly top: number;
  /** Null: no number rests on people. */
  readonly people: People | null;
}

/** Both numbers of a group, or of several as one. */
interface Sides {
  readonly current: ExactAmount;
  readonly previous: ExactAmount;
}

/** A group, or all remaining ones as one, with what it contributes. */
interface Part extends ChangedGroup, Sides {
  readonly others: boolean;
  readonly contribution: Exact;
}

/**
 * The parts that the groups of a dimension make of a change (docs/meaning.md#parts-of-a-change).
 * The groups come in the order of their keys, and both sides have a number.
 */
export function partsOf(explained: Explained, groups: readonly ChangedGroup[]): Omit<ExplainingDimension, 'dimension'> {
  const { top, people, difference } = explained;
  const whole = sidesOf(explained, together(groups));
  const all = groups
    .map((group) => partOf(explained, whole, group, false))
    .sort((a, b) => compareExact(sizeOf(b.contribution), sizeOf(a.contribution)));
  const { kept, folded } = keepEnough(people, all, top);
  const others =
    folded.length === 0 ? [] : [partOf(explained, whole, { value: null, columns: together(folded) }, true)];
  const parts = exactParts([...kept, ...others], difference);
  return {
    surprise: surpriseOf(parts, difference),
    parts: parts.map((part) => shownPart(explained, whole, part)),
  };
}

function together(groups: readonly Pick<ChangedGroup, 'columns'>[]): Columns {
  const sums = new Map<string, Exact>();
  for (const { columns } of groups) {
    for (const [column, value] of columns) sums.set(column, add(sums.get(column) ?? ZERO, value));
  }
  return sums;
}

function sidesOf({ readings, metric }: Explained, columns: Columns): Sides {
  const numbers = new Numbers(readings, columns);
  return { current: numbers.amount(metric.current), previous: numbers.amount(metric.previous!) };
}

function partOf(explained: Explained, whole: Sides, group: ChangedGroup, others: boolean): Part {
  const sides = sidesOf(explained, group.columns);
  return { ...group, ...sides, others, contribution: rounded(contributionOf(sides, whole)) };
}

function contributionOf({ current, previous }: Sides, whole: Sides): Exact {
  const weights = weightsOf({ current, previous }, whole);
  if (weights === null) return subtract(current.over, previous.over);
  const [now, before] = [divide(current.over, whole.current.under!), divide(previous.over, whole.previous.under!)];
  return subtract(subtract(now, before), multiply(weights.gained, rateOf(whole.previous)));
}

/** How much weight a group of a ratio gained (docs/meaning.md#rate-and-mix); null for a sum. */
function weightsOf({ current, previous }: Sides, whole: Sides): { readonly gained: Exact } | null {
  if (whole.current.under === null || whole.previous.under === null) return null;
  const now = divide(current.under!, whole.current.under);
  return { gained: subtract(now, divide(previous.under!, whole.previous.under)) };
}

function rateOf({ over, under }: ExactAmount): Exact {
  return divide(over, under!);
}

/** The largest part takes what rounding leaves, so that all parts add up to the difference. */
function exactParts(parts: readonly Part[], difference: Exact): readonly Part[] {
  const left = subtract(difference, sumOf(parts.map(({ contribution }) => contribution)));
  const largest = parts.reduce(
    (found, part, index) =>
      compareExact(sizeOf(part.contribution), sizeOf(parts[found]!.contribution)) > 0 ? index : found,
    0,
  );
  return parts.map((part, index) =>
    index === largest ? { ...part, contribution: add(part.contribution, left) } : part,
  );
}

/** How far the parts are from what their previous size would predict, from 0 to 1. */
function surpriseOf(parts: readonly Part[], difference: Exact): number {
  const sizes = parts.map(({ previous }) => sizeOf(previous.under ?? previous.over));
  const size = sumOf(sizes);
  const unexpected = parts.map(({ contribution }, index) => {
    const expected = isZero(size) ? ZERO : multiply(divide(sizes[index]!, size), difference);
    return sizeOf(subtract(contribution, expected));
  });
  const moved = add(sumOf(parts.map(({ contribution }) => sizeOf(contribution))), sizeOf(difference));
  return isZero(moved) ? 0 : floatOf(divide(sumOf(unexpected), moved));
}

function shownPart({ readings, metric, difference }: Explained, whole: Sides, part: Part): ChangePart {
  const { value, others, columns, contribution } = part;
  const numbers = new Numbers(readings, columns);
  const [current, previous] = [numbers.shown(metric.current), numbers.shown(metric.previous!)];
  const mix = mixOf(part, whole);
  return {
    value,
    others,
    current: current.decimal,
    previous: previous.decimal,
    contribution: writeExact(contribution),
    status: current.status,
    share: isZero(difference) ? null : floatOf(divide(contribution, difference)),
    rateEffect: mix === null ? null : writeExact(subtract(contribution, mix)),
    mixEffect: mix === null ? null : writeExact(mix),
  };
}

/** What the changed weight of a group contributes to a ratio; null for a sum. */
function mixOf(sides: Sides, whole: Sides): Exact | null {
  const weights = weightsOf(sides, whole);
  if (weights === null) return null;
  if (isZero(sides.previous.under!)) return ZERO;
  return rounded(multiply(weights.gained, subtract(rateOf(sides.previous), rateOf(whole.previous))));
}
