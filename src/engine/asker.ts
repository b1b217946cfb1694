import type { Plan } from '../plan/plan';
import { Deadline } from './deadline';

/** For whom a statement runs. */
export interface Asker {
  /** Until when the answer is waited for. It is called off when the asker is gone. */
  readonly deadline: Deadline;
  /** Whose share of the database it takes: clients get their turns one after the other. */
  readonly client: string;
  /** What it may spend. */
  readonly budget: Budget;
}

/** What statements are paid from, before they are run. */
export interface Budget {
  /** Errors: QUERY_TOO_EXPENSIVE, RATE_LIMITED. */
  pay(plan: Plan): void;
}

const UNBOUNDED: Budget = { pay: () => undefined };

/** The gateway itself, or the one person at a terminal. */
export function forItself(milliseconds: number): Asker {
  return { deadline: new Deadline(milliseconds), client: '', budget: UNBOUNDED };
}
