import { gatewayError } from '../errors';
import type { Budget } from '../engine/asker';
import { costOf, type Cost } from '../plan/cost';
import type { Estimates } from '../plan/estimates';
import type { Plan } from '../plan/plan';
import type { Limits } from '../registry/registry';
import type { Account } from './accounts';

/**
 * What one request may spend on statements, before any of them is run: together no more than `maxCost`, and of what its client has left. What has been
 * paid is not given back, be the statement fast or be it ended.
 */
export class RequestBudget implements Budget {
  private paid = 0;

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
  spend(cost: Cost): void {
    const { points } = cost;
    const max = Math.min(this.limits.maxCost, this.limits.costPerMinute);
    if (this.paid + points > max) throw gatewayError('QUERY_TOO_EXPENSIVE', { ...cost, spent: this.paid, max });
    const refused = this.account.take(points);
    if (refused !== null) throw gatewayError('RATE_LIMITED', { cost: points, ...refused });
    this.paid += points;
  }
}
