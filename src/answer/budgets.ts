import { Accounts } from './accounts';
import { AnswerMemory } from './answerMemory';
import { RequestBudget } from './budget';
import type { Gateway } from './gateway';

/**
 * What all requests of a process may spend: each client its own, and all together the memory that
 * there is.
 */
export class Budgets {
  private readonly accounts = new Accounts();
  private readonly memory = new AnswerMemory();

  /** For one request of a client. It has to be ended. */
  begin({ registry: { limits }, estimates }: Gateway, client: string): RequestBudget {
    const account = this.accounts.of(client, limits.costPerMinute);
    return new RequestBudget({ limits, estimates, account, room: this.memory.room() });
  }
}

/**
 * For what the gateway asks by itself, again and again, as it was asked once: nobody pays any more.
 */
export function unpaidBudget({ registry: { limits }, estimates }: Gateway): RequestBudget {
  return new RequestBudget({ limits, estimates, account: null });
}
