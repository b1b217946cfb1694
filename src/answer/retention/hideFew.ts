import { hiddenCounts } from '../hiddenCounts';
import { rateOf } from '../rate';
import type { Cohort, CountedCohort, Retained } from './cohort';

/** The numbers of a cohort as callers may see them. */
type Shown = Pick<Cohort, 'size' | 'status' | 'periods'>;

/**
 * The cohorts of all groups of one bucket, without numbers that rest on fewer than `least` people
 * (docs/meaning.md#smallest-group). `least` is null: all numbers are shown. A hidden size hides
 * what came back of it, which may be everybody.
 */
export function hideFew(groups: readonly CountedCohort[], least: number | null): Shown[] {
  const sizes = hiddenCounts(
    groups.map(({ size }) => size),
    least,
  );
  const periods = (groups[0]?.periods ?? []).map((_, number) => {
    const own = hiddenCounts(
      groups.map((group) => group.periods[number]!.size),
      least,
    );
    const retained = groups.map((group) => group.periods[number]!.retained);
    return {
      size: own,
      retained: hiddenCounts(
        retained,
        least,
        groups.map((_one, at) => sizes[at]! || own[at]!),
      ),
    };
  });
  return groups.map((group, at) => ({
    size: sizes[at]! ? null : group.size.count,
    status: sizes[at]! ? 'SUPPRESSED' : 'OK',
    periods: group.periods.map((one, number) =>
      shown(number, one, { size: sizes[at]! || periods[number]!.size[at]!, retained: periods[number]!.retained[at]! }),
    ),
  }));
}

function shown(
  number: number,
  { size, retained, complete }: CountedCohort['periods'][number],
  hidden: { readonly size: boolean; readonly retained: boolean },
): Retained {
  const shownSize = hidden.size ? null : size.count;
  if (hidden.retained) return { number, retained: null, size: shownSize, rate: null, status: 'SUPPRESSED', complete };
  const count = retained?.count ?? null;
  const rate = count === null || hidden.size ? null : rateOf(count, size.count);
  const status = rate !== null ? 'OK' : hidden.size && count !== null ? 'SUPPRESSED' : 'NO_DATA';
  return { number, retained: count, size: shownSize, rate, status, complete };
}
