import { bucketsOver, type Interval } from '../../time/calendar';
import type { Wanted } from '../kinds/kind';
import type { KeptCell, Plan } from '../plan';
import type { Reading } from '../reading';
import type { Scan } from '../scan';
import type { Sample, Sampling } from '../sampling';
import type { KeptNumbers } from './kept';

/** A statement without its kept numbers. */
export interface Taken {
  /** The readings with the samples that are left, in the same order. */
  readonly readable: readonly Wanted[];
  /** The readings that have kept numbers. */
  readonly ids: ReadonlySet<string>;
  readonly cells: readonly KeptCell[];
}

/** A planned reading with all its samples. */
interface Whole {
  readonly reading: Reading;
  readonly scan: Pick<Scan, 'keys'>;
}

/**
 * Takes the samples whose numbers are kept out of readings, so that scans cover only the others.
 * Null: nothing is kept. `whole` has each reading with all its samples, in the same order.
 */
export function takeKept(
  readable: readonly Wanted[],
  whole: readonly Whole[],
  { top }: Pick<Plan, 'top'>,
  kept: KeptNumbers,
): Taken | null {
  const ids = new Set<string>();
  const cells: KeptCell[] = [];
  const days = new Map<string, Interval[]>();
  const left = readable.map((wanted, index): Wanted => {
    const find = isInCells(whole[index]!, top) ? kept.of(wanted) : null;
    if (find === null) return wanted;
    const found: KeptCell[] = [];
    const samples = piecesOf(wanted, days).filter((sample) => {
      const numbers = sample.until === sample.end ? find(sample) : null;
      numbers?.forEach((number) => found.push({ reading: wanted.id, slot: sample.slot, ...number }));
      if (numbers !== null) ids.add(wanted.id);
      return numbers === null;
    });
    if (!ids.has(wanted.id)) return wanted;
    cells.push(...found);
    const without = (sampling: Sampling, some: readonly Sample[]): Sampling => ({ ...sampling, samples: some });
    return {
      ...wanted,
      rows: without(wanted.rows, samples),
      // The cells give it as their sum.
      rangeTotal: wanted.rangeTotal && without(wanted.rangeTotal, []),
    };
  });
  return ids.size === 0 ? null : { readable: left, ids, cells };
}

/**
 * Whether every number of a reading follows from its cells by group. If one had to be computed from
 * the scan, the scan would need the whole range.
 */
function isInCells({ reading, scan: { keys } }: Whole, top: Plan['top']): boolean {
  if (reading.people) return false;
  if (reading.rangeTotal !== null && !reading.sumsUp) return false;
  switch (reading.addsUp) {
    case 'always':
      return true;
    case 'by entity':
      // Entities of several groups are counted anew for others, and for totals of such groups.
      return top?.others !== true && (reading.rangeTotal === null || keys.every(({ ofEntity }) => ofEntity));
    case 'never':
      return false;
  }
}

/** A day of 24 hours, of 25 where a clock is turned back, or a part of it. */
const ONE_DAY_MS = 26 * 3_600_000;

/**
 * The samples of a reading. Those of numbers that add up over time, however time is divided, are
 * divided into days: a range that ends today has days that are settled.
 */
function piecesOf({ measure, rows, timeZone }: Wanted, known: Map<string, Interval[]>): readonly Sample[] {
  const isAdditive =
    measure.kind === 'first' || ((measure.kind === 'count' || measure.kind === 'sum') && measure.lag === 0);
  if (!isAdditive) return rows.samples;
  return rows.samples.flatMap((sample): readonly Sample[] => {
    if (sample.end - sample.start <= ONE_DAY_MS) return [sample];
    const key = `${sample.start} ${sample.end}`;
    const days = known.get(key) ?? bucketsOver(sample, 'day', timeZone);
    known.set(key, days);
    return days
      .map(({ start, end }) => ({
        slot: sample.slot,
        start: Math.max(start, sample.start),
        end: Math.min(end, sample.end),
        until: Math.min(end, sample.until),
      }))
      .filter(({ start, until }) => start < until);
  });
}
