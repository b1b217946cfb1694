import type { Budget } from '../engine/asker';
import type { Deadline } from '../engine/deadline';
import { gatewayError, type PricedWork } from '../errors';
import { costOf, type Cost } from '../plan/cost';
import type { Estimates } from '../plan/estimates';
import type { Plan } from '../plan/plan';
import type { Limits } from '../model/registry';
import type { Account } from './accounts';
import type { Room } from './answerMemory';

/**
 * Fields of an answer that a point pays for: writing them takes a tenth of a millisecond, in which
 * nothing else is done.
 */
const FIELDS_PER_POINT = 50;

/** What is spent, and of what. */
interface BudgetSource {
  readonly limits: Pick<Limits, 'maxCost' | 'costPerMinute'>;
  readonly estimates: Estimates;
  /** Null: nobody pays, and what is asked for is bounded one by one. */
  readonly account: Account | null;
  /** Where its answer is held until it is written; null: nowhere in particular. */
  readonly room?: Room | null;
}

/**
 * What one request may spend, before anything is done for it: together no more than `maxCost`, and
 * of what its client has left. What has been paid is not given back, be the statement fast or be it
 * ended.
 */
export class RequestBudget implements Budget {
  private paid = 0;
  /** Fields of the answer that are paid for, or too few for a point. */
  private fieldCount = 0;

  constructor(private readonly source: BudgetSource) {}

  /** Points that have been paid. */
  get spent(): number {
    return this.paid;
  }

  /** Of whom pays. */
  get account(): Account {
    if (this.source.account === null) throw new Error('Nobody pays.');
    return this.source.account;
  }

  /** Pays for a statement. Errors: QUERY_TOO_EXPENSIVE, RATE_LIMITED; nothing is paid then. */
  pay(plan: Plan): void {
    this.spend(costOf(plan, this.source.estimates));
  }

  /** Errors: those of `pay`. */
  spend({ points, ...what }: Cost): void {
    this.take(points, { kind: 'statement', ...what });
  }

  /**
   * Pays for fields of the answer, before they are written, and waits until there is room for them.
   * Errors: those of `pay`, and of the deadline.
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

  /** The answer is a text of so many bytes now. */
  keepText(bytes: number): void {
    this.source.room?.keep(bytes);
  }

  /** The answer is sent, or nobody waits for it any more. */
  end(): void {
    this.source.room?.leave();
  }

  private take(points: number, what: PricedWork): void {
    const { limits, account } = this.source;
    const max = Math.min(limits.maxCost, limits.costPerMinute);
    const spent = account === null ? 0 : this.paid;
    if (spent + points > max) throw gatewayError('QUERY_TOO_EXPENSIVE', { points, spent, max, what });
    const refused = account?.take(points) ?? null;
    if (refused !== null) throw gatewayError('RATE_LIMITED', { cost: points, ...refused });
    this.paid += points;
  }
}
