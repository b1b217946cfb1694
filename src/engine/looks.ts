import { looking } from '../steps';
import type { Deadline } from './deadline';

/**
 * Looks at something that changes, for several callers. No caller gets a look that began before it
 * asked: callers that come during a look share the next one.
 */
export class Looks<T> {
  private running: Promise<T> | undefined;
  private next: Promise<T> | undefined;

  constructor(private readonly look: () => Promise<T>) {}

  /** Errors: those of the look and of the deadline. */
  ask(deadline: Deadline): Promise<T> {
    return deadline.hold(this.joined());
  }

  private joined(): Promise<T> {
    if (this.running === undefined) return this.begin();
    return (this.next ??= settled(this.running).then(() => {
      this.next = undefined;
      return this.begin();
    }));
  }

  private begin(): Promise<T> {
    looking.publish({});
    const running = this.look();
    this.running = running;
    void settled(running).then(() => {
      if (this.running === running) this.running = undefined;
    });
    return running;
  }
}

function settled(promise: Promise<unknown>): Promise<unknown> {
  return promise.catch(() => undefined);
}
