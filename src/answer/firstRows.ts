import type { Deadline } from '../engine/deadline';
import type { Engine } from '../engine/engine';
import type { TimeColumn } from '../model/timeColumns';
import type { Registry } from '../model/registry';
import type { QueryFrame } from '../query/query';
import { resolveRegistry } from '../sql/resolvedRegistry';
import { earliestSql } from '../sql/datesSql';
import { RememberedDates } from './rememberedDates';

/** What decides which rows exist. */
type FirstRowsFrame = Pick<QueryFrame, 'timeZone' | 'asOf' | 'policy'>;

/** The dates of the first rows of tables. They hardly ever change, so they are remembered. */
export class FirstRows {
  private readonly dates: RememberedDates;

  constructor(
    private readonly registry: Registry,
    engine: Engine,
    now?: () => number,
  ) {
    this.dates = new RememberedDates(engine, registry.limits.timeoutMs, now);
  }

  /**
   * Returns the dates of the first rows that the policy makes visible, in the order of
   * `timeColumns`, in milliseconds since the epoch. A date after asOf may be that of a row or null.
   * Dates without a zone are in the zone of the frame. Errors: those of the engine and of the
   * deadline.
   */
  async of(timeColumns: readonly TimeColumn[], frame: FirstRowsFrame, deadline: Deadline): Promise<(number | null)[]> {
    const dates = await this.upTo(null, timeColumns, frame, deadline);
    // A date in the millisecond of asOf may be some microseconds after it.
    return dates.includes(frame.asOf) ? this.upTo(frame.asOf, timeColumns, frame, deadline) : dates;
  }

  /** The number of first rows kept. */
  get size(): number {
    return this.dates.size;
  }

  /** `last`: the last date of a row that may be the first; null: any. */
  private upTo(
    last: number | null,
    timeColumns: readonly TimeColumn[],
    { timeZone, policy }: FirstRowsFrame,
    deadline: Deadline,
  ): Promise<(number | null)[]> {
    return this.dates.of(
      timeColumns.map(({ table, at }) => {
        const { type } = this.registry.tables.get(table)!.columns.get(at)!;
        // A date is a different instant in each zone, and visible rows differ by policy.
        return JSON.stringify([table, at, type === 'date' ? timeZone : null, last, policy.rows, policy.public]);
      }),
      (indexes) =>
        earliestSql(
          resolveRegistry(this.registry, { timeZone, asOf: null, policy }),
          indexes.map((index) => timeColumns[index]!),
          last,
        ),
      deadline,
    );
  }
}
