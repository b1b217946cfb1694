import type { FromWorker } from './protocol';
import { DatabaseThread, type ThreadListener } from './thread';

/** One client of the embedded database. */
export interface Session {
  /** The turn of this session begins, with a fresh database session. */
  opened(): void;
  answered(bytes: Uint8Array): void;
  /** The last message is answered. */
  done(): void;
  lost(error: Error): void;
}

/** The embedded database has one backend: sessions take turns, each from connecting to leaving. */
export class Sessions implements ThreadListener {
  private readonly thread: DatabaseThread;
  private readonly waiting = new Set<Session>();
  private current: Session | undefined;
  private opened = false;
  private number = 0;
  private ended = false;

  constructor(directory: string) {
    this.thread = new DatabaseThread(directory, this);
  }

  start(): Promise<void> {
    return this.thread.start();
  }

  enter(session: Session): void {
    if (this.ended) return session.lost(new Error('The embedded database is closed.'));
    this.waiting.add(session);
    this.next();
  }

  send(session: Session, bytes: Uint8Array): void {
    if (session === this.current) this.thread.post({ kind: 'messages', session: this.number, bytes });
  }

  leave(session: Session): void {
    this.waiting.delete(session);
    if (session !== this.current) return;
    this.current = undefined;
    this.thread.post({ kind: 'close' });
    this.next();
  }

  /** Ends the running statement at once, with its session, and restarts the database. */
  restart(): void {
    void this.thread.kill();
    this.thread.start().catch(() => undefined);
  }

  kill(): Promise<unknown> {
    return this.thread.kill();
  }

  async end(): Promise<void> {
    this.ended = true;
    for (const session of this.waiting) session.lost(new Error('The embedded database is closed.'));
    await this.thread.end();
  }

  heard(message: FromWorker): void {
    const session = this.current;
    if (!session || !('session' in message) || message.session !== this.number) return;
    if (message.kind === 'answer') return session.answered(message.bytes);
    if (this.opened) return session.done();
    this.opened = true;
    session.opened();
  }

  gone(error: Error): void {
    const session = this.current;
    this.current = undefined;
    session?.lost(error);
    this.next();
  }

  private next(): void {
    const [session] = this.waiting;
    if (this.current || !session) return;
    this.waiting.delete(session);
    this.current = session;
    this.opened = false;
    const number = ++this.number;
    this.thread.start().then(
      () => this.current === session && this.thread.post({ kind: 'open', session: number }),
      (error: Error) => {
        if (this.current === session) this.gone(error);
      },
    );
  }
}
