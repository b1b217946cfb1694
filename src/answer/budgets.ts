import { Accounts, type Account } from './accounts';
import { AnswerMemory } from './answerMemory';
import { RequestBudget } from './budget';
import type { Gateway } from './gateway';

/** The budgets of all requests of a process: an account for each client, and one memory for all. */
export class Budgets {
  private readonly accounts: Accounts;
  private readonly memory = new AnswerMemory();

  /** `now` returns milliseconds since the epoch. */
  constructor(now: () => number = Date.now) {
    this.accounts = new Accounts(now);
  }

  /** The budget of one request. The request must end it. */
  begin(gateway: Gateway, client: string): RequestBudget {
    const { registry, estimates } = gateway;
    const account = this.account(gateway, client);
    return new RequestBudget({ limits: registry.limits, estimates, account, room: this.memory.room() });
  }

  /** The budget for answers that a subscription repeats. They are sent one by one and not kept. */
  repeated(gateway: Gateway, client: string): RequestBudget {
    const { registry, estimates } = gateway;
    return new RequestBudget({
      limits: registry.limits,
      estimates,
      account: this.account(gateway, client),
      isRepeated: true,
    });
  }

  /** The number of accounts. */
  get accountCount(): number {
    return this.accounts.size;
  }

  /** The fields of answers that are being written. */
  get answerFields(): number {
    return this.memory.heldFields;
  }

  account({ registry: { limits } }: Gateway, client: string): Account {
    return this.accounts.of(client, limits.costPerMinute);
  }
}
