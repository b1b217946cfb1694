import type { Plan } from '../plan/plan';
import { Deadline } from './deadline';

/** The client of a statement. */
export interface Asker {
  /** The time limit for the answer. When the client disconnects, `callOff` ends all waiting. */
  readonly deadline: Deadline;
  /** The client whose share of the database the statement uses. Clients take turns. */
  readonly client: string;
  /** The budget that pays for the statement. */
  readonly budget: Budget;
}

/** Pays for statements before they run. */
export interface Budget {
  /** Errors: QUERY_TOO_EXPENSIVE, RATE_LIMITED. */
  pay(plan: Plan): void;
}

const UNBOUNDED: Budget = { pay: () => undefined };

/** The gateway itself, or the person at a terminal: without a budget. */
export function forItself(milliseconds: number): Asker {
  return { deadline: new Deadline(milliseconds), client: '', budget: UNBOUNDED };
}
