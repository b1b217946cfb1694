import type { Asker } from '../../engine/asker';
import { GatewayError } from '../../errors';
import type { MetricQuery } from '../../query/query';
import { keeping as keepingStep } from '../../steps';
import type { Answer, BypassReason, CacheMeta } from '../answer';
import { prepare, type Prepared, type PreparedAnswer } from '../prepare';
import { keptAnswer, type KeptAnswer } from './keptAnswer';
import type { Keeping, KeptAnswers } from './keptAnswers';
import { knownRun, type Began } from './runs';
import { readsSql } from './sources';
import type { ProvenTime } from './timeProof';

/** Answers that are kept, as one request uses them. All its questions share one look. */
export class KeptRequest {
  private readonly arrived: number;
  private readonly maxAgeMs: number;
  private looking: Promise<string | null> | undefined;

  /** Begins for a request that has just arrived. */
  constructor(
    private readonly all: KeptAnswers,
    private readonly asker: Asker,
    { maxAgeMs }: Keeping,
  ) {
    this.arrived = all.now();
    const allowed = all.gateway.registry.limits.maxAgeMs;
    this.maxAgeMs = Math.min(allowed, maxAgeMs ?? allowed);
  }

  /**
   * The kept answer to a query, if it is young enough or nothing has changed since. Null: there is
   * none. Errors: those of the deadline.
   */
  async find(query: MetricQuery): Promise<PreparedAnswer | null> {
    const kept = this.all.get(query);
    if (kept === undefined) return null;
    const ageMs = Math.max(0, this.arrived - kept.began.at);
    if (this.maxAgeMs > 0 && ageMs <= this.maxAgeMs) return this.hit(kept, Math.ceil(ageMs));
    return (await this.isSame(kept, query)) ? this.hit(kept, 0) : null;
  }

  /**
   * Runs a statement for queries, and keeps their answers. A function of the result returns the
   * answer to its query, or throws. Errors: those of `run`.
   */
  async run(
    prepared: Prepared,
    queries: readonly MetricQuery[],
    run: () => Promise<(() => Answer)[]>,
  ): Promise<(() => PreparedAnswer)[]> {
    const before: Began = { state: await this.state(), at: this.arrived };
    const { result, began } = await knownRun(this.all.gateway.engine, prepared.statement, before, run);
    const isOnlyTables = !readsSql(this.all.gateway.registry, prepared.statement);
    return queries.map((query, index) => () => {
      const reason = this.bypassOf(query, began, isOnlyTables);
      const answer = this.told(result[index]!(), { status: reason === null ? 'MISS' : 'BYPASS', reason, maxAgeMs: 0 });
      const mayBeUsed = reason === null || this.all.gateway.registry.limits.maxAgeMs > 0;
      const state = isOnlyTables ? began.state : null;
      if (mayBeUsed) this.all.set(keptAnswer(this.all.gateway, query, { answer, prepared }, { ...began, state }));
      return { answer, prepared };
    });
  }

  /** The state of the database after the request has arrived; null: unknown. */
  state(): Promise<string | null> {
    return (this.looking ??= this.look());
  }

  /**
   * Whether the answer to a query of an earlier moment would be the same now, if the database had
   * this state. Nothing runs but what the proof needs. Errors: those of the deadline.
   */
  async stillHolds(earlier: MetricQuery, state: string, asOf: number): Promise<boolean> {
    if ((await this.state()) !== state) return false;
    return (await this.unlessFailed(() => this.proofOf(earlier, state, asOf))) !== null;
  }

  private bypassOf(query: MetricQuery, { state }: Began, isOnlyTables: boolean): BypassReason | null {
    if (!this.all.isOn) return 'NOT_KEPT';
    if (state === null) return 'UNKNOWN_STATE';
    return isOnlyTables && !this.all.isUndecided(query, state) ? null : 'OTHER_SOURCES';
  }

  /** Whether the answer would be the same now. */
  private async isSame(kept: KeptAnswer, query: MetricQuery): Promise<boolean> {
    const { began, proven } = kept;
    const { asOf } = query.frame;
    if (began.state === null || (await this.state()) !== began.state) return false;
    if (proven !== null && proven.from <= asOf && asOf <= proven.until) return true;
    if (this.all.isUndecided(query, began.state)) return false;
    return (await this.prove(kept, query)) ?? false;
  }

  /** Proves that the state and the moment of the request give the same answer. */
  private async prove(kept: KeptAnswer, query: MetricQuery): Promise<boolean | null> {
    return this.unlessFailed(async () => {
      const proven = await this.proofOf(kept.query, kept.began.state!, query.frame.asOf, kept.proven !== null);
      if (proven === null) return false;
      kept.proven = proven;
      return true;
    });
  }

  private async proofOf(
    query: MetricQuery,
    state: string,
    asOf: number,
    isDecided = false,
  ): Promise<ProvenTime | null> {
    const { gateway, proofs } = this.all;
    const snapshot = gateway.engine.snapshot!;
    const { statement, plan } = prepare(gateway, [query]);
    if (!isDecided && (readsSql(gateway.registry, statement) || !(await snapshot.decides(statement, this.asker)))) {
      this.all.setUndecided(query, state);
      return null;
    }
    const isSameMoment = asOf === query.frame.asOf;
    const proven = isSameMoment ? { from: asOf, until: asOf } : await proofs.prove({ query, plan }, asOf, this.asker);
    // What was read for the proof belongs to the state if the state is still the same.
    return (await snapshot.look(this.asker.deadline)) === state ? proven : null;
  }

  private look(): Promise<string | null> {
    const { snapshot } = this.all.gateway.engine;
    if (snapshot === null || !this.all.isOn) return Promise.resolve(null);
    return this.unlessFailed(() => snapshot.look(this.asker.deadline));
  }

  /** A failed look costs only the use of a kept answer: null. Errors: those of the deadline. */
  private async unlessFailed<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.asker.deadline.check();
      if (!(error instanceof GatewayError)) throw error;
      return null;
    }
  }

  private hit({ answer, prepared }: KeptAnswer, maxAgeMs: number): PreparedAnswer {
    return { answer: this.told(answer, { status: 'HIT', reason: null, maxAgeMs }), prepared };
  }

  private told(answer: Answer, cache: CacheMeta): Answer {
    this.all.count(cache);
    keepingStep.publish(cache);
    const elapsedMs = cache.status === 'HIT' ? 0 : answer.meta.elapsedMs;
    return { ...answer, meta: { ...answer.meta, elapsedMs, cache } };
  }
}
