import type { DemoDay } from './days';
import type { Random } from './random';

export interface DemoTrade {
  /** The moment of the order. The table only has the moment of the payment. */
  readonly at: number;
  readonly person: number;
  readonly amount: number;
  readonly status: 'paid' | 'pending' | 'failed' | 'refunded';
  readonly type: 'subscription' | 'recharge';
}

export interface DemoSubscription {
  readonly start: number;
  readonly end: number | null;
  readonly person: number;
  readonly plan: string;
  readonly monthlyFee: number;
  readonly status: 'active' | 'expired';
}

const MINUTE = 60_000;
const REFUND_DAYS = 3;

/**
 * Collects trades and subscriptions. Their outcome is known as of the start of today and no later:
 * the rows of earlier days must not depend on the time at which the demo is made.
 */
export class Ledger {
  readonly trades: DemoTrade[] = [];
  readonly subscriptions: DemoSubscription[] = [];

  constructor(readonly days: readonly DemoDay[]) {}

  get today(): DemoDay {
    return this.days[this.days.length - 1] as DemoDay;
  }

  /**
   * Adds a payment on a day, sometimes after a failed try. Returns whether the money has been
   * refunded since.
   */
  charge(order: Omit<DemoTrade, 'status'>, day: DemoDay, random: Random): 'paid' | 'refunded' {
    let at = order.at;
    if (random.chance(0.08)) {
      this.trades.push({ ...order, status: 'failed' });
      at += Math.floor(random.between(1, 6) * MINUTE);
    }
    const refunded = random.chance(0.025) && day.number + REFUND_DAYS <= this.today.number;
    const status = refunded ? 'refunded' : 'paid';
    this.trades.push({ ...order, at, status });
    return status;
  }
}
