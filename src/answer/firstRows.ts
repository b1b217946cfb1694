import { LRUCache } from 'lru-cache';
import { forItself } from '../engine/asker';
import type { Deadline } from '../engine/deadline';
import type { Engine } from '../engine/engine';
import { SharedWork } from '../engine/sharedWork';
import { gatewayError, GatewayError } from '../errors';
import type { Policy } from '../policy/policy';
import type { TimeColumn } from '../model/timeColumns';
import type { Registry } from '../model/registry';
import { resolveRegistry } from '../sql/resolvedRegistry';
import { earliestSql } from '../sql/datesSql';
import { compile } from '../sql/compile';
import { decodeDates } from './decodeDates';

/**
 * How long a first row stays cached, in milliseconds. The queries of a dashboard can share it, and
 * an import of older rows is noticed soon.
 */
const KEPT_MS = 60_000;
/** Numbers wait no longer for a warning, in milliseconds. */
const WITHIN_MS = 5_000;

/** First rows kept, over all tables, zones and callers. */
const MOST_KEPT = 10_000;

interface KnownDates {
  /** Milliseconds since the epoch; null: no row has a date. */
  readonly dates: SharedWork<readonly (number | null)[]>;
  readonly index: number;
  readonly until: number;
}

/**
 * The dates of the first rows of tables. They hardly ever change, and a look-up without an index
 * reads the whole table. So look-ups are shared and cached, also those that time out. Empty tables
 * are not cached.
 */
export class FirstRows {
  /** The oldest leaves if there are too many: there are as many keys as callers see other rows. */
  private readonly known = new LRUCache<string, KnownDates>({ max: MOST_KEPT });

  constructor(
    private readonly registry: Registry,
    private readonly engine: Engine,
    private readonly now: () => number = () => performance.now(),
  ) {}

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
    const keys = timeColumns.map((timeColumn) => this.keyOf(timeColumn, timeZone, policy));
    const unknown = timeColumns.filter((_, index) => !this.isKnown(keys[index]!));
    if (unknown.length > 0) this.lookUp(unknown, timeZone, policy);
    return Promise.all(
      keys.map(async (key) => {
        const { dates, index } = this.known.get(key)!;
        return (await dates.wait(deadline))[index]!;
      }),
    );
  }

  /** The number of first rows kept. */
  get size(): number {
    return this.known.size;
  }

  private isKnown(key: string): boolean {
    const known = this.known.get(key);
    return known !== undefined && known.until > this.now() && !known.dates.isAbandoned;
  }

  private lookUp(timeColumns: readonly TimeColumn[], timeZone: string, policy: Policy): void {
    this.forgetPast();
    const statement = compile(
      earliestSql(resolveRegistry(this.registry, { timeZone, asOf: null, policy }), timeColumns),
      this.engine.dialect,
    );
    const asker = forItself(Math.min(this.registry.limits.timeoutMs, WITHIN_MS));
    const dates = new SharedWork(async (signal) => {
      signal.addEventListener('abort', () => asker.deadline.callOff(gatewayError('CANCELLED', {})));
      return decodeDates(await this.engine.run(statement, asker));
    });
    timeColumns.forEach((timeColumn, index) => {
      const key = this.keyOf(timeColumn, timeZone, policy);
      const one: KnownDates = { dates, index, until: this.now() + KEPT_MS };
      this.known.set(key, one);
      const forget = () => {
        if (this.known.get(key) === one) this.known.delete(key);
      };
      dates.result.then(
        (found) => void (found[index] === null && forget()),
        (error: unknown) => void (isTimeout(error) || forget()),
      );
    });
  }

  /**
   * Callers may see different rows, so there are as many keys as callers. Expired ones are removed.
   */
  private forgetPast(): void {
    for (const [key, { until }] of this.known) if (until <= this.now()) this.known.delete(key);
  }

  /** A date is a different instant in each zone, and visible rows differ by policy. */
  private keyOf({ table, at }: TimeColumn, timeZone: string, { rows, public: open }: Policy): string {
    const { type } = this.registry.tables.get(table)!.columns.get(at)!;
    return JSON.stringify([table, at, type === 'date' ? timeZone : null, rows, open]);
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof GatewayError && error.code === 'QUERY_TIMEOUT';
}
