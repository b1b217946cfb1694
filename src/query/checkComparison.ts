import { gatewayError } from '../errors';
import { GRAINS, type Grain } from '../time/grain';
import { isPresent } from './isPresent';
import { unknownName } from './unknownName';
import type { Comparison } from './query';
import type { ComparisonRequest } from './request';

const FORMS = 'Give `previousPeriod: true`, or `shift` with `unit`.';
const MOST = 100_000;

/**
 * The one form of comparison that a request uses, and that it moves boundaries onto boundaries
 * (docs/meaning.md#shift). Errors: BAD_COMPARISON, naming the nearest shift that does.
 */
export function checkComparison(request: ComparisonRequest | null | undefined, grain: Grain | null): Comparison | null {
  if (request === null || request === undefined) return null;
  const { previousPeriod, shift, unit } = request;
  const refuse = (problem: string, hint: string = FORMS) => gatewayError('BAD_COMPARISON', { problem, hint });
  const isShift = isPresent(shift) || isPresent(unit);
  if (previousPeriod === true) {
    if (isShift) throw refuse('The comparison is given in two ways at once: `previousPeriod` and a shift.');
    return { kind: 'previousPeriod' };
  }
  if (!isShift) throw refuse('The comparison does not say what with.');
  if (!isPresent(shift)) throw refuse('`unit` is given without `shift`.');
  if (!isPresent(unit)) throw refuse('`shift` is given without `unit`.');
  if (!GRAINS.includes(unit)) throw unknownName('unit', unit, GRAINS);
  if (!Number.isInteger(shift) || shift < 1 || shift > MOST) {
    throw refuse(
      `\`shift\` is ${shift}; it counts whole units back, from 1 to ${MOST}.`,
      'A year ago is `shift: 1, unit: YEAR`.',
    );
  }
  if (!fits(grain, shift, unit)) {
    const nearest = Math.max(1, Math.round((shift * DAYS[unit]) / DAYS[grain!]));
    throw refuse(
      `A shift of ${shift} ${unit}${shift === 1 ? '' : 's'} does not move every ${grain} onto a ${grain}.`,
      nearest > MOST
        ? `Shift by less, in ${grain!.toUpperCase()}.`
        : `Shift by ${nearest} ${grain!.toUpperCase()} (\`shift: ${nearest}, unit: ${grain!.toUpperCase()}\`). See docs/meaning.md#shift.`,
    );
  }
  return { kind: 'shift', shift, unit };
}

/** Roughly, for a hint. */
const DAYS: Record<Grain, number> = { hour: 1 / 24, day: 1, week: 7, month: 30.44, quarter: 91.31, year: 365.24 };

/** How many of a unit make one of what the calendar makes of it. */
const UNITS_PER: Partial<Record<Grain, Partial<Record<Grain, number>>>> = {
  week: { day: 7 },
  quarter: { month: 3 },
  year: { month: 12, quarter: 4 },
};
/** What every unit moves that is a whole number of these. */
const ALIGNED_UNITS: Record<Grain, readonly Grain[]> = {
  hour: GRAINS,
  day: ['day', 'week', 'month', 'quarter', 'year'],
  week: ['week'],
  month: ['month', 'quarter', 'year'],
  quarter: ['quarter', 'year'],
  year: ['year'],
};

/** By the calendar, whatever the range: what fits this month shall fit the next. */
function fits(grain: Grain | null, shift: number, unit: Grain): boolean {
  if (grain === null || ALIGNED_UNITS[grain].includes(unit)) return true;
  const parts = UNITS_PER[grain]?.[unit];
  return parts !== undefined && shift % parts === 0;
}
