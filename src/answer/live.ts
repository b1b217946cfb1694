import type { TableState } from '../engine/engine';
import type { MetricQuery } from '../query/query';
import type { Gateway } from './gateway';
import { movesAt } from './movesAt';
import { Newest } from './newest';
import { prepare } from './prepare';

export interface LiveOptions {
  /** How often tables are looked at, in milliseconds. */
  readonly pollMs: number;
  /** How often a query is asked anew where the tables that it reads tell nothing, or after its answer has failed. */
  readonly rerunMs: number;
}

const LIVE: LiveOptions = { pollMs: 1_000, rerunMs: 10_000 };
/** What begins together, as the tiles of a dashboard do, goes together. */
const GATHER_MS = 10;
/** Queries that are asked at the same time: others want answers, too. */
const AT_ONCE = 50;

/** A moment to ask at, in milliseconds since the epoch; one and the same for all that are asked together. */
export interface Moment {
  readonly now: number;
}

/** The moments at which the answer to a query may have become another, beginning with now. Whoever asks too seldom misses those between. */
export class Followed extends Newest<Moment> {
  tables: readonly TableState[] | null = null;
  due = true;
  /** When it was last asked, and when it is to be asked again whatever the tables say. */
  asked = -Infinity;
  again = Infinity;

  constructor(
    readonly query: MetricQuery,
    readonly isFixed: boolean,
    private readonly live: { readonly left: (one: Followed) => void; readonly soon: () => void },
    readonly rerunMs: number,
  ) {
    super(() => live.left(this));
  }

  override next(): Promise<IteratorResult<Moment, undefined>> {
    const next = super.next();
    if (this.due) this.live.soon();
    return next;
  }

  /** Asks for a moment now. */
  refresh(): void {
    this.due = true;
    this.live.soon();
  }

  /** The answer has failed for a reason that may pass: it is asked for again in a while. */
  retry(): void {
    this.again = Math.min(this.again, this.asked + this.rerunMs);
  }
}

/**
 * Tells when the answers to queries may have changed: because a table that they read has, by one look at all of these tables for everybody, and
 * because time has passed. Nothing is looked at while nobody follows.
 */
export class Live {
  private readonly all = new Set<Followed>();
  private readonly options: LiveOptions;
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;
  private isSoon = false;

  constructor(
    private readonly gateway: Pick<Gateway, 'registry' | 'engine' | 'indexes'>,
    options: Partial<LiveOptions> = {},
  ) {
    this.options = { ...LIVE, ...options };
  }

  /** Follows a query: as of every moment, or with `isFixed` as of the one that it names. Errors: BAD_RANGE, RANGE_TOO_LARGE. */
  follow(query: MetricQuery, isFixed: boolean): Followed {
    prepare(this.gateway, [query]);
    const followed = new Followed(
      query,
      isFixed,
      { left: (one) => void this.all.delete(one), soon: () => this.soon() },
      this.options.rerunMs,
    );
    this.all.add(followed);
    this.soon();
    return followed;
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
    const idle = [...this.all].filter((one) => one.isAsked);
    const due = idle.filter((one) => one.due || one.again <= now || this.isUntold(one, now));
    const busy = this.all.size - idle.length;
    await this.ask(due.slice(0, Math.max(0, AT_ONCE - busy)));
    this.isLooking = false;
    this.schedule();
  }

  private isUntold({ tables, asked }: Followed, now: number): boolean {
    return tables === null && asked + this.options.rerunMs <= now;
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

  private async ask(due: readonly Followed[]): Promise<void> {
    // Before they are asked: what changes meanwhile is found the next time.
    await Promise.all(due.filter(({ tables }) => tables === null).map((one) => this.findTables(one)));
    const moment = { now: Date.now() };
    for (const one of due) {
      one.due = false;
      one.asked = moment.now;
      one.again = one.isFixed ? Infinity : this.movesAt(one, moment.now);
      one.give(moment);
    }
  }

  private async findTables(one: Followed): Promise<void> {
    try {
      const found = await this.gateway.engine.changes?.readBy(prepare(this.gateway, [one.query]).statement);
      const isTold = found !== undefined && found.length > 0 && found.every(({ rows }) => rows !== null);
      one.tables = isTold ? found : null;
    } catch {
      // Its answer fails as well, and says why.
      one.tables = null;
    }
  }

  private movesAt({ query }: Followed, asOf: number): number {
    try {
      return movesAt({ ...query, asOf }, this.gateway.registry.limits.maxBuckets);
    } catch {
      // A range that has become too long: its answer says so.
      return asOf + this.options.rerunMs;
    }
  }
}

function compare(one: Followed, now: ReadonlyMap<string, TableState>): void {
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
