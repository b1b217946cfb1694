import { Deadline } from './deadline';

/** For whom a statement runs. */
export interface Asker {
  /** Until when the answer is waited for. It is called off when the asker is gone. */
  readonly deadline: Deadline;
  /** Whose share of the database it takes: clients get their turns one after the other. */
  readonly client: string;
}

/** The gateway itself, or the one person at a terminal. */
export function forItself(milliseconds: number): Asker {
  return { deadline: new Deadline(milliseconds), client: '' };
}
