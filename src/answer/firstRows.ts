import type { Deadline } from '../engine/deadline';
import type { Engine } from '../engine/engine';
import type { Policy } from '../policy/policy';
import type { TimeColumn } from '../model/timeColumns';
import type { Registry } from '../model/registry';
import { resolveRegistry } from '../sql/resolvedRegistry';
import { earliestSql } from '../sql/datesSql';
import { RememberedDates } from './rememberedDates';

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
   * `timeColumns`. Dates without a zone are in `timeZone`. Errors: those of the engine and of the
   * deadline.
   */
  of(
    timeColumns: readonly TimeColumn[],
    timeZone: string,
    { policy, deadline }: { readonly policy: Policy; readonly deadline: Deadline },
  ): Promise<(number | null)[]> {
    return this.dates.of(
      timeColumns.map((timeColumn) => this.keyOf(timeColumn, timeZone, policy)),
      (indexes) =>
        earliestSql(
          resolveRegistry(this.registry, { timeZone, asOf: null, policy }),
          indexes.map((index) => timeColumns[index]!),
        ),
      deadline,
    );
  }

  /** The number of first rows kept. */
  get size(): number {
    return this.dates.size;
  }

  /** A date is a different instant in each zone, and visible rows differ by policy. */
  private keyOf({ table, at }: TimeColumn, timeZone: string, { rows, public: open }: Policy): string {
    const { type } = this.registry.tables.get(table)!.columns.get(at)!;
    return JSON.stringify([table, at, type === 'date' ? timeZone : null, rows, open]);
  }
}
