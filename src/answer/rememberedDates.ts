import { LRUCache } from 'lru-cache';
import { forItself } from '../engine/asker';
import { isTimeout, type Deadline } from '../engine/deadline';
import type { Engine } from '../engine/engine';
import { SharedWork } from '../engine/sharedWork';
import { gatewayError } from '../errors';
import { compile } from '../sql/compile';
import type { Sql } from '../sql/fragment';
import { decodeDates } from './decodeDates';

/**
 * How long a date stays cached, in milliseconds. The queries of a dashboard can share it, and an
 * import is noticed soon.
 */
const KEPT_MS = 60_000;
/** Numbers wait no longer for a warning, in milliseconds. */
const WITHIN_MS = 5_000;

/** Dates kept, over all tables, zones and callers. */
const MOST_KEPT = 10_000;

interface KnownDates {
  /** Milliseconds since the epoch; null: no row has a date. */
  readonly dates: SharedWork<readonly (number | null)[]>;
  readonly index: number;
  readonly until: number;
}

/**
 * Dates of rows, by key. A look-up without an index reads the whole table. So look-ups are shared
 * and cached, also those that time out. A date that does not exist is not cached.
 */
export class RememberedDates {
  /** The oldest leaves if there are too many: there are as many keys as callers see other rows. */
  private readonly known = new LRUCache<string, KnownDates>({ max: MOST_KEPT });

  constructor(
    private readonly engine: Engine,
    private readonly timeoutMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Returns the dates by `keys`, in their order. `sqlOf` selects one row with a column for each of
   * some of the keys, by their indexes. Errors: those of the engine and of the deadline.
   */
  of(
    keys: readonly string[],
    sqlOf: (indexes: readonly number[]) => Sql,
    deadline: Deadline,
  ): Promise<(number | null)[]> {
    const unknown = [...keys.keys()].filter((index) => !this.isKnown(keys[index]!));
    if (unknown.length > 0)
      this.lookUp(
        unknown.map((index) => keys[index]!),
        sqlOf(unknown),
      );
    return Promise.all(
      keys.map(async (key) => {
        const { dates, index } = this.known.get(key)!;
        return (await dates.wait(deadline))[index]!;
      }),
    );
  }

  /** The number of dates kept. */
  get size(): number {
    return this.known.size;
  }

  private isKnown(key: string): boolean {
    const known = this.known.get(key);
    return known !== undefined && known.until > this.now() && !known.dates.isAbandoned;
  }

  private lookUp(keys: readonly string[], sql: Sql): void {
    this.forgetPast();
    const statement = compile(sql, this.engine.dialect);
    const asker = forItself(Math.min(this.timeoutMs, WITHIN_MS));
    const dates = new SharedWork(async (signal) => {
      signal.addEventListener('abort', () => asker.deadline.callOff(gatewayError('CANCELLED', {})));
      return decodeDates(await this.engine.run(statement, asker));
    });
    keys.forEach((key, index) => {
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
}
