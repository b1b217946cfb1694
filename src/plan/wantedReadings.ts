import type { Wanted } from './kinds/kind';
import type { MeasureSource } from './metricFormulas';
import type { Sampled } from './sampler';
import type { Sampling } from './sampling';

/**
 * The readings that metrics want. Equal measures over equal stretches of time share one reading.
 */
export class WantedReadings {
  private readonly keyed: { readonly key: string; readonly wanted: Wanted }[] = [];

  constructor(private readonly context: Pick<Wanted, 'timeZone' | 'registry' | 'indexes'>) {}

  get all(): readonly Wanted[] {
    return this.keyed.map(({ wanted }) => wanted);
  }

  /** The id of the reading of a measure with these samples. */
  idOf({ metric, measure, where }: MeasureSource, { rows, rangeTotal }: Sampled): string {
    const key = JSON.stringify([measure, where, metric.grain]);
    const known = this.keyed.find(
      (one) => one.key === key && isSame(one.wanted.rows, rows) && isSame(one.wanted.rangeTotal, rangeTotal),
    );
    if (known !== undefined) return known.wanted.id;
    const id = `r${this.keyed.length + 1}`;
    this.keyed.push({ key, wanted: { id, measure, where, grain: metric.grain, rows, rangeTotal, ...this.context } });
    return id;
  }
}

/**
 * Compares sample by sample. To compare ten thousand of them as text takes longer than the rest of
 * a plan.
 */
function isSame(one: Sampling | null, other: Sampling | null): boolean {
  if (one === null || other === null) return one === other;
  if (one.samples === other.samples) return true;
  if (one.samples.length !== other.samples.length) return false;
  return one.samples.every(({ start, end, until, slot }, index) => {
    const sample = other.samples[index]!;
    return start === sample.start && end === sample.end && until === sample.until && slot === sample.slot;
  });
}
