import { Accounts } from './accounts';
import { AnswerMemory } from './answerMemory';
import { RequestBudget } from './budget';
import type { Gateway } from './gateway';

/** The budgets of all requests of a process: an account for each client, and one memory for all. */
export class Budgets {
  private readonly accounts = new Accounts();
  private readonly memory = new AnswerMemory();

  /** The budget of one request. The request must end it. */
  begin({ registry: { limits }, estimates }: Gateway, client: string): RequestBudget {
    const account = this.accounts.of(client, limits.costPerMinute);
    return new RequestBudget({ limits, estimates, account, room: this.memory.room() });
  }
}

/**
 * The budget for queries that the gateway repeats by itself, such as those of subscriptions: they
 * are free.
 */
export function unpaidBudget({ registry: { limits }, estimates }: Gateway): RequestBudget {
  return new RequestBudget({ limits, estimates, account: null });
}
