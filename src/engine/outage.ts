/** The time from a failed attempt to connect to the next one. */
const NEXT_MS = 500;

/**
 * Remembers whether the database can be reached. While it cannot, one caller at a time tries to
 * connect and the others fail at once: an attempt may take seconds.
 */
export class Outage {
  private failure: unknown;
  private next = 0;
  private isTrying = false;

  /** Errors: those of `connect`, or the last of them while it is too early for another attempt. */
  async attempt<T>(connect: () => Promise<T>): Promise<T> {
    if (this.failure === undefined) return this.try(connect);
    if (this.isTrying || performance.now() < this.next) throw this.failure;
    this.isTrying = true;
    try {
      return await this.try(connect);
    } finally {
      this.isTrying = false;
    }
  }

  private async try<T>(connect: () => Promise<T>): Promise<T> {
    try {
      const connected = await connect();
      this.failure = undefined;
      return connected;
    } catch (error) {
      this.failure = error;
      this.next = performance.now() + NEXT_MS;
      throw error;
    }
  }
}
