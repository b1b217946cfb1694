import { forItself, type Asker } from '../../engine/asker';
import { Deadline, isTimeout } from '../../engine/deadline';
import { findsTime } from '../../plan/indexes';
import { EVERYTHING } from '../../policy/policy';
import { planQueries } from '../../plan/planQueries';
import type { Plan } from '../../plan/plan';
import type { MetricQuery } from '../../query/query';
import { compile } from '../../sql/compile';
import { earliestWithinSql, type TimeSpan } from '../../sql/datesSql';
import { resolveRegistry } from '../../sql/resolvedRegistry';
import { decodeDates } from '../decodeDates';
import type { Gateway } from '../gateway';
import { movements } from './movements';

/** The moments as of which an answer is the same, while no row changes. */
export interface ProvenTime {
  readonly from: number;
  readonly until: number;
}

/** Clocks change only at whole quarters of an hour since this moment. */
const QUARTERS_SINCE = Date.UTC(1973, 0);
const QUARTER_MS = 15 * 60_000;
/** A question waits no longer for a look-up by an index, and for one without. */
const WITHIN_MS = { byIndex: 500, byScan: 50 };
/** A look-up that takes longer is slow. */
const SLOW_MS = 50;
const ENDS_WITHIN_MS = 30_000;
/** Look-ups of a slow column take at most one part in so many of the time. */
const SHARE = 100;

/**
 * Proves that the passing of time alone does not change answers (docs/operations.md#kept-answers):
 * the plans of two moments differ only in where they cut, and no row is dated between the cuts.
 */
export class TimeProofs {
  /** By column: the look-ups are put off until this moment, because the last one was slow. */
  private readonly putOff = new Map<string, number>();

  constructor(
    private readonly gateway: Gateway,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * The moments, `asOf` among them, as of which the query of `plan` has the same answer; null: not
   * proven. Errors: those of the engine and of the deadline.
   */
  async prove(
    { query, plan }: { readonly query: MetricQuery; readonly plan: Plan },
    asOf: number,
    asker: Asker,
  ): Promise<ProvenTime | null> {
    const { registry } = this.gateway;
    const movedTo = (moment: number) => {
      const to = this.planAt(query, moment);
      return to === null ? null : movements(registry, plan, to);
    };
    const now = movedTo(asOf);
    if (now === null) return null;
    // Later questions of the same quarter of an hour then need no proof of their own.
    const end = Math.floor(asOf / QUARTER_MS) * QUARTER_MS + QUARTER_MS - 1;
    const isModern = now.every(({ start }) => start >= QUARTERS_SINCE);
    const atEnd = isModern && asOf > plan.asOf ? movedTo(end) : null;
    const spans = joined(now, atEnd ?? []);
    if (this.isPutOff(spans)) return null;
    const dates = await this.earliest(spans, query.frame.timeZone, asker);
    if (dates === null || !isFree(now, spans, dates)) return null;
    if (atEnd === null) return { from: asOf, until: asOf };
    if (isFree(atEnd, spans, dates)) return { from: asOf, until: end };
    // Every cut moves as fast as time itself, as a rule. Planning shows whether these do.
    const left = spans.map(({ start }, index) => (dates[index] ?? Infinity) - start);
    const until = Math.floor(plan.asOf + Math.min(...left)) - 1;
    const atUntil = until > asOf ? movedTo(until) : null;
    const isProven = atUntil !== null && isFree(atUntil, spans, dates);
    return { from: asOf, until: isProven ? until : asOf };
  }

  private planAt({ frame, page }: MetricQuery, asOf: number): Plan | null {
    const { registry, indexes, engine } = this.gateway;
    try {
      const known = { indexes, capabilities: engine.dialect.capabilities };
      return planQueries(registry, known, [{ frame: { ...frame, asOf }, page }]);
    } catch {
      return null;
    }
  }

  private isPutOff(spans: readonly TimeSpan[]): boolean {
    return spans.some((span) => (this.putOff.get(columnKey(span)) ?? -Infinity) > this.now());
  }

  /** The earliest date in each span; null: it takes too long. */
  private async earliest(
    spans: readonly TimeSpan[],
    timeZone: string,
    { client, deadline }: Asker,
  ): Promise<readonly (number | null)[] | null> {
    if (spans.length === 0) return [];
    const { registry, engine, indexes } = this.gateway;
    const resolved = resolveRegistry(registry, { timeZone, asOf: null, policy: EVERYTHING });
    const statement = compile(earliestWithinSql(resolved, spans), engine.dialect);
    const began = this.now();
    const running = engine.run(statement, { ...forItself(ENDS_WITHIN_MS), client });
    const ended = () => {
      const tookMs = this.now() - began;
      if (tookMs < SLOW_MS) return;
      for (const span of spans) this.putOff.set(columnKey(span), this.now() + SHARE * tookMs);
    };
    running.then(ended, ended);
    const byIndex = spans.every((span) => findsTime(indexes, registry, span));
    try {
      const within = Math.min(deadline.left, byIndex ? WITHIN_MS.byIndex : WITHIN_MS.byScan);
      return decodeDates(await new Deadline(within).hold(deadline.hold(running)));
    } catch (error) {
      deadline.check();
      if (!isTimeout(error)) throw error;
      // No other question begins one meanwhile.
      for (const span of spans) this.putOff.set(columnKey(span), this.now() + ENDS_WITHIN_MS);
      return null;
    }
  }
}

function columnKey({ table, at }: TimeSpan): string {
  return `${table}.${at}`;
}

/** One span for each column and start: the longest. */
function joined(...all: readonly (readonly TimeSpan[])[]): TimeSpan[] {
  const byStart = new Map<string, TimeSpan>();
  for (const span of all.flat()) {
    const key = startKey(span);
    const known = byStart.get(key);
    if (known === undefined || known.end < span.end) byStart.set(key, span);
  }
  return [...byStart.values()];
}

function startKey(span: TimeSpan): string {
  return `${columnKey(span)} ${span.start}`;
}

/** Whether no row is dated in these spans. A date that was looked up lacks its microseconds. */
function isFree(wanted: readonly TimeSpan[], spans: readonly TimeSpan[], dates: readonly (number | null)[]): boolean {
  const known = new Map(spans.map((span, index) => [startKey(span), dates[index]!]));
  return wanted.every((span) => {
    const date = known.get(startKey(span));
    return date !== undefined && (date === null || date > span.end);
  });
}
