import type { TableState } from '../engine/engine';
import { costOf, type Cost } from '../plan/cost';
import type { MetricQuery } from '../query/query';
import type { Gateway } from './gateway';
import { nextChangeAt } from './nextChangeAt';
import { LatestValue } from './latestValue';
import { prepare } from './prepare';

export interface ChangeWatcherOptions {
  /** The interval between two checks of tables, in milliseconds. */
  readonly pollMs: number;
  /**
   * The interval for queries whose tables show no changes, or whose answer failed, in milliseconds.
   */
  readonly rerunMs: number;
}

const DEFAULT_OPTIONS: ChangeWatcherOptions = { pollMs: 1_000, rerunMs: 10_000 };
/** Queries that begin together, like the tiles of a dashboard, share a check. */
const GATHER_MS = 10;
/** The longest wait for more of them: queries may begin all the time. */
const GATHER_AT_MOST_MS = 100;
/** The maximum number of queries at a time: other requests need the database too. */
const MAX_RUNNING = 50;

/**
 * The moment of an answer, in milliseconds since the epoch. Queries that are due together share it.
 */
export interface Moment {
  readonly now: number;
}

/**
 * The moments when the answer to a query may change, beginning with now. A slow reader skips
 * moments.
 */
export class WatchedQuery extends LatestValue<Moment> {
  tables: readonly TableState[] | null = null;
  due = true;
  /** The time of the last run, in milliseconds since the epoch. */
  lastAskedAt = -Infinity;
  /** The time of the next run if no table changes until then, in milliseconds since the epoch. */
  nextAskAt = Infinity;

  constructor(
    readonly query: MetricQuery,
    readonly isFixed: boolean,
    private readonly watcher: { readonly left: (one: WatchedQuery) => void; readonly soon: () => void },
    readonly rerunMs: number,
    /** The cost of its statement. */
    readonly cost: Cost,
  ) {
    super(() => watcher.left(this));
  }

  override next(): Promise<IteratorResult<Moment, undefined>> {
    const next = super.next();
    if (this.due) this.watcher.soon();
    return next;
  }

  /** Requests a moment now. */
  refresh(): void {
    this.due = true;
    this.watcher.soon();
  }

  /** Requests a moment at a time, in milliseconds since the epoch, or earlier. */
  askAt(at: number): void {
    this.nextAskAt = Math.min(this.nextAskAt, at);
  }

  /** The answer failed for a reason that may pass: the query runs again later. */
  retry(): void {
    this.nextAskAt = Math.min(this.nextAskAt, this.lastAskedAt + this.rerunMs);
  }
}

/**
 * Finds out when answers may change: because a table has changed, or because time has passed. One
 * check reads the state of all tables. Without watched queries there is no check.
 */
export class ChangeWatcher {
  private readonly all = new Set<WatchedQuery>();
  private readonly options: ChangeWatcherOptions;
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;
  /** When a query first asked for the next check to be soon; null: none did. */
  private soonSince: number | null = null;

  constructor(
    private readonly gateway: Gateway,
    options: Partial<ChangeWatcherOptions> = {},
  ) {
    this.options = { ...DEFAULT_OPTIONS, ...options };
  }

  /**
   * Watches a query: as of each moment, or with `isFixed` as of its own asOf. Errors: BAD_RANGE,
   * RANGE_TOO_LARGE.
   */
  watch(query: MetricQuery, isFixed: boolean): WatchedQuery {
    const { plan } = prepare(this.gateway, [query]);
    const watched = new WatchedQuery(
      query,
      isFixed,
      { left: (one) => void this.all.delete(one), soon: () => this.soon() },
      this.options.rerunMs,
      costOf(plan, this.gateway.estimates),
    );
    this.all.add(watched);
    this.soon();
    return watched;
  }

  private soon(): void {
    const now = performance.now();
    // The check comes within GATHER_MS, and this query would put it off again.
    if (this.soonSince !== null && now - this.soonSince > GATHER_AT_MOST_MS) return;
    this.soonSince ??= now;
    if (!this.isLooking) this.schedule();
  }

  private schedule(): void {
    clearTimeout(this.timer);
    if (this.all.size === 0) {
      this.soonSince = null;
      return;
    }
    const waitMs = this.soonSince === null ? this.options.pollMs : GATHER_MS;
    this.timer = setTimeout(() => void this.look(), waitMs).unref();
  }

  private async look(): Promise<void> {
    this.isLooking = true;
    this.soonSince = null;
    await this.findChanged();
    const now = Date.now();
    const idle = [...this.all].filter((one) => one.isAwaited);
    const due = idle.filter((one) => one.due || one.nextAskAt <= now || this.isRerunDue(one, now));
    const busy = this.all.size - idle.length;
    await this.ask(due.slice(0, Math.max(0, MAX_RUNNING - busy)));
    this.isLooking = false;
    this.schedule();
  }

  private isRerunDue({ tables, lastAskedAt }: WatchedQuery, now: number): boolean {
    return tables === null && lastAskedAt + this.options.rerunMs <= now;
  }

  /** Checks each table once, and marks the queries whose answers may have changed. */
  private async findChanged(): Promise<void> {
    const { changes } = this.gateway.engine;
    const tables = new Set([...this.all].flatMap((one) => (one.tables ?? []).map(({ table }) => table)));
    if (changes === null || tables.size === 0) return;
    const found = await changes.states([...tables]).catch(() => null);
    const now = new Map(found?.map((state) => [state.table, state]));
    for (const one of this.all) {
      if (one.tables === null) continue;
      // If the check fails, the answer may fail too: the client should know.
      if (found === null) one.retry();
      else compare(one, now);
    }
  }

  private async ask(due: readonly WatchedQuery[]): Promise<void> {
    // This runs before the queries, so the next check finds a change during a query.
    await Promise.all(due.filter(({ tables }) => tables === null).map((one) => this.findTables(one)));
    const moment = { now: Date.now() };
    for (const one of due) {
      one.due = false;
      one.lastAskedAt = moment.now;
      one.nextAskAt = one.isFixed ? Infinity : this.nextChangeAt(one, moment.now);
      one.give(moment);
    }
  }

  private async findTables(one: WatchedQuery): Promise<void> {
    try {
      const found = await this.gateway.engine.changes?.readBy(prepare(this.gateway, [one.query]).statement);
      const isObservable = found !== undefined && found.length > 0 && found.every(({ rows }) => rows !== null);
      one.tables = isObservable ? found : null;
    } catch {
      // The answer fails too, with the reason.
      one.tables = null;
    }
  }

  private nextChangeAt({ query }: WatchedQuery, asOf: number): number {
    try {
      return nextChangeAt({ ...query.frame, asOf }, this.gateway.registry.limits.maxBuckets);
    } catch {
      // The range is too long now; the answer has that error.
      return asOf + this.options.rerunMs;
    }
  }
}

function compare(one: WatchedQuery, now: ReadonlyMap<string, TableState>): void {
  const before = one.tables!;
  const after = before.map(({ table }) => now.get(table) ?? null);
  if (
    after.every((state, index) => state?.definition === before[index]!.definition && state.rows === before[index]!.rows)
  )
    return;
  one.due = true;
  // A name may now belong to another table, or a view may read other tables. Then the statement
  // reads other tables than before.
  const isSame = after.every(
    (state, index) => state !== null && state.rows !== null && state.definition === before[index]!.definition,
  );
  one.tables = isSame ? (after as TableState[]) : null;
}
