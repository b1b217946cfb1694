/** A count, and how many people it rests on; null: that does not matter. */
export interface Counted {
  readonly count: number;
  readonly people: number | null;
}

/**
 * Which counts of one bucket must be hidden. If it is exactly one, the one that rests on the next
 * fewest people is hidden too, since sums would reveal the first. A count of 0 rests on nobody.
 * `least` is null: all are shown. `anyway`: those that are hidden if they rest on anybody.
 */
export function hiddenCounts(
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
