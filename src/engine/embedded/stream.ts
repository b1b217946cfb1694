import { Duplex } from 'node:stream';
import { Groups } from './groups';
import type { Session, Sessions } from './sessions';

const NO_ENCRYPTION = Buffer.from('N');

/** A connection to the embedded database that the `pg` driver uses as its socket, without TCP. */
export class EmbeddedStream extends Duplex implements Session {
  private readonly groups = new Groups();
  private answeredAll: () => void = () => undefined;

  constructor(private readonly sessions: Sessions) {
    super();
  }

  /** Asks for a turn; emits `connect` when it comes. */
  connect(): this {
    this.sessions.enter(this);
    return this;
  }

  opened(): void {
    this.emit('connect');
  }

  answered(bytes: Uint8Array): void {
    this.push(bytes);
  }

  done(): void {
    this.answeredAll();
  }

  lost(error: Error): void {
    this.destroy(error);
  }

  override _write(chunk: Buffer, _encoding: string, written: (error?: Error | null) => void): void {
    this.exchange(chunk).then(() => written(), written);
  }

  override _read(): void {
    // Data is pushed when it comes: the driver takes it at once.
  }

  override _final(ended: () => void): void {
    this.push(null);
    ended();
  }

  override _destroy(error: Error | null, destroyed: (error?: Error | null) => void): void {
    this.sessions.leave(this);
    this.answeredAll();
    destroyed(error);
  }

  // Methods of a socket that the driver calls and that have no meaning here.
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  private async exchange(chunk: Buffer): Promise<void> {
    for (const group of this.groups.take(chunk)) {
      if (group.kind === 'encryption') this.push(NO_ENCRYPTION);
      else if (group.kind === 'terminate') this.push(null);
      else await this.send(group.bytes);
    }
  }

  private send(bytes: Buffer): Promise<void> {
    return new Promise((resolve) => {
      this.answeredAll = resolve;
      this.sessions.send(this, bytes);
    });
  }
}
