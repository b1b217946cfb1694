import { gatewayError, type Bought } from '../errors';
import type { Budget } from '../engine/asker';
import { costOf, type Cost } from '../plan/cost';
import type { Estimates } from '../plan/estimates';
import type { Plan } from '../plan/plan';
import type { Limits } from '../registry/registry';
import type { Account } from './accounts';

/** Fields of an answer that a point pays for: writing them takes a tenth of a millisecond, in which nothing else is done. */
const FIELDS_A_POINT = 50;

/**
 * What one request may spend on statements, before any of them is run: together no more than `maxCost`, and of what its client has left. What has been
 * paid is not given back, be the statement fast or be it ended.
 */
export class RequestBudget implements Budget {
  private paid = 0;
  /** Fields of the answer that are paid for, or too few for a point. */
  private written = 0;

  constructor(
    private readonly limits: Pick<Limits, 'maxCost' | 'costPerMinute'>,
    private readonly estimates: Estimates,
    readonly account: Account,
  ) {}

  /** Points that have been paid. */
  get spent(): number {
    return this.paid;
  }

  /** Pays for a statement. Errors: QUERY_TOO_EXPENSIVE, RATE_LIMITED; nothing is paid then. */
  pay(plan: Plan): void {
    this.spend(costOf(plan, this.estimates));
  }

  /** Errors: those of `pay`. */
  spend({ points, ...what }: Cost): void {
    this.take(points, { kind: 'statement', ...what });
  }

  /** Pays for fields of the answer, before they are written. Errors: those of `pay`. */
  write(fields: number): void {
    const all = this.written + fields;
    this.take(Math.floor(all / FIELDS_A_POINT) - Math.floor(this.written / FIELDS_A_POINT), { kind: 'fields', fields });
    this.written = all;
  }

  private take(points: number, what: Bought): void {
    const max = Math.min(this.limits.maxCost, this.limits.costPerMinute);
    if (this.paid + points > max) throw gatewayError('QUERY_TOO_EXPENSIVE', { points, spent: this.paid, max, what });
    const refused = this.account.take(points);
    if (refused !== null) throw gatewayError('RATE_LIMITED', { cost: points, ...refused });
    this.paid += points;
  }
}
