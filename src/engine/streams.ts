import type { Asker } from './asker';
import { isTimeout, type Deadline } from './deadline';
import { Turns } from './turns';

/** Gives the turns of a stream back. A second call has no effect. */
export type GiveBack = () => void;

/**
 * The streams of an engine. Their rows wait for a reader, and other statements need connections
 * too. So streams use at most half of the connections.
 */
export class Streams {
  private readonly own: Turns;
  private readonly deadlines = new Set<Deadline>();

  /** `all`: the turns of all statements; `connections`: their number. */
  constructor(
    private readonly all: Turns,
    connections: number,
  ) {
    this.own = new Turns(Math.max(1, Math.floor(connections / 2)));
  }

  /**
   * Resolves when it is the turn of a stream. Errors: QUERY_TIMEOUT, ENGINE_UNAVAILABLE (too many
   * statements wait), and the reason for which the deadline was called off.
   */
  async begin({ deadline, client }: Asker): Promise<GiveBack> {
    this.deadlines.add(deadline);
    const taken: GiveBack[] = [() => this.deadlines.delete(deadline)];
    const giveBack = () => taken.splice(0).forEach((one) => one());
    try {
      for (const turns of [this.own, this.all]) {
        const turn = turns.ask(client, deadline.left);
        taken.push(() => turn.end(false));
        await deadline.hold(turn.granted).catch((error: unknown) => {
          throw isTimeout(error) ? deadline.waitedError() : error;
        });
      }
      return giveBack;
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  /** Fails all with the reason. */
  callOff(reason: Error): void {
    for (const deadline of this.deadlines) deadline.callOff(reason);
  }
}
