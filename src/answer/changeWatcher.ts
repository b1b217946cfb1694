import type { TableState } from '../engine/engine';
import type { MetricQuery } from '../query/query';
import type { Gateway } from './gateway';
import { nextChangeAt } from './nextChangeAt';
import { LatestValue } from './latestValue';
import { prepare } from './prepare';

export interface ChangeWatcherOptions {
  /** How often tables are looked at, in milliseconds. */
  readonly pollMs: number;
  /**
   * How often a query is asked anew where the tables that it reads tell nothing, or after its
   * answer has failed.
   */
  readonly rerunMs: number;
}

const DEFAULT_OPTIONS: ChangeWatcherOptions = { pollMs: 1_000, rerunMs: 10_000 };
/** What begins together, as the tiles of a dashboard do, goes together. */
const GATHER_MS = 10;
/** Queries that are asked at the same time: others want answers, too. */
const MAX_RUNNING = 50;

/**
 * A moment to ask at, in milliseconds since the epoch; one and the same for all that are asked
 * together.
 */
export interface Moment {
  readonly now: number;
}

/**
 * The moments at which the answer to a query may have become another, beginning with now. Whoever
 * asks too seldom misses those between.
 */
export class WatchedQuery extends LatestValue<Moment> {
  tables: readonly TableState[] | null = null;
  due = true;
  /** When it was last asked, and when it is to be asked again whatever the tables say. */
  lastAskedAt = -Infinity;
  nextAskAt = Infinity;

  constructor(
    readonly query: MetricQuery,
    readonly isFixed: boolean,
    private readonly watcher: { readonly left: (one: WatchedQuery) => void; readonly soon: () => void },
    readonly rerunMs: number,
  ) {
    super(() => watcher.left(this));
  }

  override next(): Promise<IteratorResult<Moment, undefined>> {
    const next = super.next();
    if (this.due) this.watcher.soon();
    return next;
  }

  /** Asks for a moment now. */
  refresh(): void {
    this.due = true;
    this.watcher.soon();
  }

  /** The answer has failed for a reason that may pass: it is asked for again in a while. */
  retry(): void {
    this.nextAskAt = Math.min(this.nextAskAt, this.lastAskedAt + this.rerunMs);
  }
}

/**
 * Tells when the answers to queries may have changed: because a table that they read has, by one
 * look at all of these tables for everybody, and because time has passed. Nothing is looked at
 * while nobody follows.
 */
export class ChangeWatcher {
  private readonly all = new Set<WatchedQuery>();
  private readonly options: ChangeWatcherOptions;
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;
  private isSoon = false;

  constructor(
    private readonly gateway: Gateway,
    options: Partial<ChangeWatcherOptions> = {},
  ) {
    this.options = { ...DEFAULT_OPTIONS, ...options };
  }

  /**
   * Follows a query: as of every moment, or with `isFixed` as of the one that it names. Errors:
   * BAD_RANGE, RANGE_TOO_LARGE.
   */
  watch(query: MetricQuery, isFixed: boolean): WatchedQuery {
    prepare(this.gateway, [query]);
    const watched = new WatchedQuery(
      query,
      isFixed,
      { left: (one) => void this.all.delete(one), soon: () => this.soon() },
      this.options.rerunMs,
    );
    this.all.add(watched);
    this.soon();
    return watched;
  }

  private soon(): void {
    this.isSoon = true;
    if (!this.isLooking) this.schedule();
  }

  private schedule(): void {
    clearTimeout(this.timer);
    if (this.all.size === 0) return;
    this.timer = setTimeout(() => void this.look(), this.isSoon ? GATHER_MS : this.options.pollMs).unref();
    this.isSoon = false;
  }

  private async look(): Promise<void> {
    this.isLooking = true;
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

  /** Looks at the tables, once at each, and marks whose answers may have changed. */
  private async findChanged(): Promise<void> {
    const { changes } = this.gateway.engine;
    const tables = new Set([...this.all].flatMap((one) => (one.tables ?? []).map(({ table }) => table)));
    if (changes === null || tables.size === 0) return;
    const found = await changes.states([...tables]).catch(() => null);
    const now = new Map(found?.map((state) => [state.table, state]));
    for (const one of this.all) {
      if (one.tables === null) continue;
      // A database that cannot be looked at may not answer either: that is worth knowing.
      if (found === null) one.retry();
      else compare(one, now);
    }
  }

  private async ask(due: readonly WatchedQuery[]): Promise<void> {
    // Before they are asked: what changes meanwhile is found the next time.
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
      // Its answer fails as well, and says why.
      one.tables = null;
    }
  }

  private nextChangeAt({ query }: WatchedQuery, asOf: number): number {
    try {
      return nextChangeAt({ ...query.frame, asOf }, this.gateway.registry.limits.maxBuckets);
    } catch {
      // A range that has become too long: its answer says so.
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
  // Where one is another now, by its name or beneath a view, the statement may read others.
  const isSame = after.every(
    (state, index) => state !== null && state.rows !== null && state.definition === before[index]!.definition,
  );
  one.tables = isSame ? (after as TableState[]) : null;
}
