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
 * Milliseconds that a first row is taken to stay the first: long enough for a dashboard, short
 * enough for who fills in history.
 */
const KEPT_MS = 60_000;
/** Numbers do not wait any longer for a remark on them. */
const WITHIN_MS = 5_000;

interface KnownDates {
  /** Milliseconds since the epoch; null: no row has a date. */
  readonly dates: SharedWork<readonly (number | null)[]>;
  readonly index: number;
  readonly until: number;
}

/**
 * When the first row of each table is dated. It hardly ever changes and may take a look at a whole
 * table where no index leads there, so it is looked up once in a while, however many ask at once,
 * and so is a table that takes too long. That one is empty is looked up every time.
 */
export class FirstRows {
  private readonly known = new Map<string, KnownDates>();

  constructor(
    private readonly registry: Registry,
    private readonly engine: Engine,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * In the order of `datings`, of the rows of a policy; dates without zone are of `timeZone`.
   * Errors: those of the engine and of the deadline.
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
   * Whoever asks has rows of their own: there are as many keys as there are of them, and none is
   * kept longer than it serves.
   */
  private forgetPast(): void {
    for (const [key, { until }] of this.known) if (until <= this.now()) this.known.delete(key);
  }

  /** A date is another instant in every zone, and who sees other rows sees another first one. */
  private keyOf({ table, at }: TimeColumn, timeZone: string, { rows, public: open }: Policy): string {
    const { type } = this.registry.tables.get(table)!.columns.get(at)!;
    return JSON.stringify([table, at, type === 'date' ? timeZone : null, rows, open]);
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof GatewayError && error.code === 'QUERY_TIMEOUT';
}
