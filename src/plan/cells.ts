import type { Interval } from '../time/calendar';
import { once } from './once';
import type { Ints } from './reading';

/** An interval, and the number (from 1) of the slot or sample that its cells belong to. */
export interface Mapped extends Interval {
  readonly to: number;
}

/**
 * By cell: the number of the interval that contains it; 0 outside. `intervals` are ascending and
 * disjoint. They start and end at edges.
 */
export function mapCells(edges: readonly number[], intervals: readonly Mapped[]): Ints {
  return mapsOver(edges)(intervals);
}

/** By edges: the maps of intervals over their cells. */
const mapsOver = once((edges: readonly number[]) => once((intervals: readonly Mapped[]) => map(edges, intervals)));

function map(edges: readonly number[], intervals: readonly Mapped[]): Ints {
  let next = 0;
  return edges.slice(0, -1).map((start) => {
    while (next < intervals.length && intervals[next]!.end <= start) next++;
    const interval = intervals[next];
    return interval !== undefined && interval.start <= start ? interval.to : 0;
  });
}

/** Joins neighbours that touch and have the same number. */
export function mergeTouching(intervals: readonly Mapped[]): Mapped[] {
  const merged: Mapped[] = [];
  for (const interval of intervals) {
    const last = merged.at(-1);
    if (last !== undefined && last.end === interval.start && last.to === interval.to) {
      merged[merged.length - 1] = { ...last, end: interval.end };
    } else merged.push(interval);
  }
  return merged;
}

/** By edge: the number, from 1, of the first of `points` (ascending) that is not before it. */
export function firstAtOrAfter(edges: readonly number[], points: readonly number[]): Ints {
  let next = 0;
  return edges.map((start) => {
    while (next < points.length && points[next]! < start) next++;
    return next + 1;
  });
}

/** By edge: the number, from 1, of the first of `ends` (ascending) that lies after it. */
export function firstAfter(edges: readonly number[], ends: readonly number[]): Ints {
  let next = 0;
  return edges.map((start) => {
    while (next < ends.length && ends[next]! <= start) next++;
    return next + 1;
  });
}

/** The starts and ends of intervals. */
export const edgesOf = once((intervals: readonly Interval[]): readonly number[] =>
  intervals.flatMap(({ start, end }, index) => (intervals[index + 1]?.start === end ? [start] : [start, end])),
);

/** The instants of all lists in order, each once. */
export function ascending(lists: Iterable<readonly number[]>): readonly number[] {
  const [only, ...others] = lists;
  if (only === undefined) return [];
  if (others.length === 0 && only.every((one, index) => index === 0 || only[index - 1]! < one)) return only;
  const instants = new Set<number>();
  for (const list of [only, ...others]) for (const one of list) instants.add(one);
  return Array.from(Float64Array.from(instants).sort());
}
