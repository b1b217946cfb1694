import type { Cohort, Counted, CountedCohort, Retained } from './cohort';

/** The numbers of a cohort as callers may see them. */
type Shown = Pick<Cohort, 'size' | 'status' | 'periods'>;

/**
 * The cohorts of all groups of one bucket, without numbers that rest on fewer than `least` people
 * (docs/meaning.md#smallest-group). `least` is null: all numbers are shown. A hidden size hides
 * what came back of it, which may be everybody.
 */
export function hideFew(groups: readonly CountedCohort[], least: number | null): Shown[] {
  const sizes = hiddenOf(
    groups.map(({ size }) => size),
    least,
  );
  const periods = (groups[0]?.periods ?? []).map((_, number) => {
    const own = hiddenOf(
      groups.map((group) => group.periods[number]!.size),
      least,
    );
    const retained = groups.map((group) => group.periods[number]!.retained);
    return {
      size: own,
      retained: hiddenOf(
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

/**
 * Which counts of one bucket must be hidden. If it is exactly one, the one that rests on the next
 * fewest people is hidden too, since sums would reveal the first. A count of 0 rests on nobody.
 */
function hiddenOf(
  counts: readonly (Counted | null)[],
  least: number | null,
  anyway: readonly boolean[] = [],
): readonly boolean[] {
  if (least === null) return counts.map(() => false);
  const rests = (one: Counted | null): one is Counted => one !== null && one.count > 0;
  const hidden = counts.map((one, at) => rests(one) && (anyway[at] === true || one.people! < least));
  if (counts.length < 2 || hidden.filter(Boolean).length !== 1) return hidden;
  let next: number | null = null;
  counts.forEach((one, at) => {
    if (!rests(one) || hidden[at]!) return;
    if (next === null || one.people! < counts[next]!.people!) next = at;
  });
  if (next !== null) hidden[next] = true;
  return hidden;
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

const PLACES = 1_000_000_000_000n;

/** Rounded to 12 places, half up; null without entities. */
function rateOf(retained: number, size: number): number | null {
  if (size === 0) return null;
  const [over, under] = [BigInt(retained) * PLACES, BigInt(size)];
  return Number((2n * over + under) / (2n * under)) / Number(PLACES);
}
