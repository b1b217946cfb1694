import type { Budget } from '../engine/asker';
import type { Deadline } from '../engine/deadline';
import { gatewayError, type PricedWork } from '../errors';
import { costOf, type Cost } from '../plan/cost';
import type { Estimates } from '../plan/estimates';
import type { Plan } from '../plan/plan';
import type { Limits } from '../model/registry';
import type { Account } from './accounts';
import type { Room } from './answerMemory';

/** Fields of an answer per point. Writing them takes a tenth of a millisecond of the one thread. */
const FIELDS_PER_POINT = 50;

/** Characters of a request per point. Reading them takes a tenth of a millisecond, as fields do. */
const CHARACTERS_PER_POINT = 4_096;

/** The limits and the account of a request. */
interface BudgetSource {
  readonly limits: Pick<Limits, 'maxCost' | 'costPerMinute'>;
  readonly estimates: Estimates;
  readonly account: Account;
  /** True for answers of subscriptions: `maxCost` limits each statement and answer separately. */
  readonly isRepeated?: boolean;
  /** The memory of its answer until it is written; null: no limit. */
  readonly room?: Room | null;
}

/**
 * The budget of one request. It pays before any work: at most `maxCost` together, and at most the
 * balance of its client. Points are never returned, whether the statement is fast or cancelled.
 */
export class RequestBudget implements Budget {
  private paid = 0;
  /** Fields of the answer so far, including those that are too few for a point. */
  private fieldCount = 0;
  /** Characters of the request so far, including those that are too few for a point. */
  private characterCount = 0;

  constructor(private readonly source: BudgetSource) {}

  /** The points paid so far. */
  get spent(): number {
    return this.paid;
  }

  /** The account that pays. */
  get account(): Account {
    return this.source.account;
  }

  /** Pays for a statement. Errors: QUERY_TOO_EXPENSIVE, RATE_LIMITED; nothing is paid then. */
  pay(plan: Plan): void {
    this.spend(costOf(plan, this.source.estimates));
  }

  /** Checks that a statement could be paid for now, and pays nothing. Errors: those of `pay`. */
  check({ points, ...what }: Cost): void {
    this.checkPoints(points, { kind: 'statement', ...what });
    const refused = this.source.account.check(points);
    if (refused !== null) throw gatewayError('RATE_LIMITED', { cost: points, ...refused });
  }

  /** Errors: those of `pay`. */
  spend({ points, ...what }: Cost): void {
    this.take(points, { kind: 'statement', ...what });
  }

  /**
   * Pays for fields of the answer before they are written, and waits for room. Errors: those of
   * `pay`, and of the deadline.
   */
  async payFields(fields: number, deadline: Deadline): Promise<void> {
    const all = this.fieldCount + fields;
    this.take(Math.floor(all / FIELDS_PER_POINT) - Math.floor(this.fieldCount / FIELDS_PER_POINT), {
      kind: 'fields',
      fields,
    });
    this.fieldCount = all;
    await this.source.room?.take(fields, deadline);
  }

  /** Pays for the text of the request before it is parsed. Errors: those of `pay`. */
  payText(characters: number): void {
    const all = this.characterCount + characters;
    const points = Math.floor(all / CHARACTERS_PER_POINT) - Math.floor(this.characterCount / CHARACTERS_PER_POINT);
    this.take(points, { kind: 'text', characters });
    this.characterCount = all;
  }

  /** The answer is now a text of so many bytes. */
  keepText(bytes: number): void {
    this.source.room?.keep(bytes);
  }

  /** The answer is sent, or nobody waits for it. */
  end(): void {
    this.source.room?.leave();
  }

  private take(points: number, what: PricedWork): void {
    this.checkPoints(points, what);
    const refused = this.source.account.take(points);
    if (refused !== null) throw gatewayError('RATE_LIMITED', { cost: points, ...refused });
    this.paid += points;
  }

  /** Errors: QUERY_TOO_EXPENSIVE. */
  private checkPoints(points: number, what: PricedWork): void {
    const { limits, isRepeated } = this.source;
    const max = Math.min(limits.maxCost, limits.costPerMinute);
    const spent = isRepeated ? 0 : this.paid;
    if (spent + points > max) throw gatewayError('QUERY_TOO_EXPENSIVE', { points, spent, max, what });
  }
}
