import type { Deadline } from '../engine/deadline';
import type { Engine } from '../engine/engine';
import { matchKind } from '../model/byKind';
import type { DataEnd, EndLookUp } from '../model/dataEnds';
import type { Registry } from '../model/registry';
import type { QueryFrame } from '../query/query';
import { endsSql } from '../sql/datesSql';
import { resolveRegistry } from '../sql/resolvedRegistry';
import { RememberedDates } from './rememberedDates';

/** What decides which rows a look-up finds. */
type LookUpFrame = Pick<QueryFrame, 'timeZone' | 'asOf' | 'policy'>;

/** Questions of one minute share their look-ups, in milliseconds. */
const SHARED_MS = 60_000;

/**
 * The dates at which the data of tables end (docs/meaning.md#no-data-after). They are remembered
 * for at most a minute.
 */
export class DataEnds {
  private readonly dates: RememberedDates;

  constructor(
    private readonly registry: Registry,
    engine: Engine,
    now?: () => number,
  ) {
    this.dates = new RememberedDates(engine, registry.limits.timeoutMs, now);
  }

  /**
   * Returns the end of each of the data, up to asOf and among the rows that the policy makes
   * visible, in milliseconds since the epoch. Null: there is no such row. Errors: those of the
   * engine and of the deadline.
   */
  async of(ends: readonly DataEnd[], frame: LookUpFrame, deadline: Deadline): Promise<(number | null)[]> {
    const lookUps = new Map(ends.flatMap((end) => end.lookUps.map((one) => [JSON.stringify(one), one] as const)));
    const dates = await this.datesOf([...lookUps.values()], frame, deadline);
    const known = new Map([...lookUps.keys()].map((key, index) => [key, dates[index]!]));
    return ends.map((end) => {
      const found = end.lookUps.map((one) => known.get(JSON.stringify(one))!).filter((date) => date !== null);
      return found.length === 0 ? null : Math.max(...found);
    });
  }

  /** The number of dates kept. */
  get size(): number {
    return this.dates.size;
  }

  /**
   * Looks at rows dated up to the end of the minute, so that other questions can use the result. If
   * that finds a date after asOf, it looks again, up to asOf exactly. A date in the millisecond of
   * asOf may be some microseconds after it.
   */
  private async datesOf(
    lookUps: readonly EndLookUp[],
    frame: LookUpFrame,
    deadline: Deadline,
  ): Promise<(number | null)[]> {
    const end = Math.ceil(frame.asOf / SHARED_MS) * SHARED_MS;
    const dates = await this.upTo(lookUps, { ...frame, start: end - SHARED_MS, end }, deadline);
    if (end === frame.asOf || !dates.some((date) => date !== null && date >= frame.asOf)) return dates;
    return this.upTo(lookUps, { ...frame, start: frame.asOf, end: frame.asOf }, deadline);
  }

  private upTo(
    lookUps: readonly EndLookUp[],
    { timeZone, asOf, policy, start, end }: LookUpFrame & { readonly start: number; readonly end: number },
    deadline: Deadline,
  ): Promise<(number | null)[]> {
    return this.dates.of(
      lookUps.map((lookUp) => {
        const zone = this.hasZonelessDate(lookUp) ? timeZone : null;
        return JSON.stringify([lookUp, zone, start, end, policy.rows, policy.public]);
      }),
      (indexes) =>
        endsSql(
          resolveRegistry(this.registry, { timeZone, asOf, policy }),
          indexes.map((index) => lookUps[index]!),
          { start, end },
        ),
      deadline,
    );
  }

  /** A date is a different instant in each zone. */
  private hasZonelessDate(lookUp: EndLookUp): boolean {
    const { columns } = this.registry.tables.get(lookUp.table)!;
    const used = matchKind<EndLookUp, readonly string[], []>(lookUp, {
      newest: ({ at }) => [at],
      active: ({ from, until }) => [from, until],
    });
    return used.some((column) => columns.get(column)!.type === 'date');
  }
}
