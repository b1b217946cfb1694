import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerData } from './protocol';

/** The file of the thread, and in a clone the loader for TypeScript. */
const [WORKER, READS_IT] = __filename.endsWith('.ts')
  ? ['worker.ts', ['-r', path.join(__dirname, '../../../register.cjs')]]
  : ['worker.js', []];
const ENDS_WITHIN_MS = 5_000;

/** Listens to the thread of the database. */
export interface ThreadListener {
  heard(message: FromWorker): void;
  gone(error: Error): void;
}

/** The thread with the embedded database. It starts when needed. */
export class DatabaseThread {
  private worker: Worker | undefined;
  private starting: Promise<void> | undefined;
  private ending: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly directory: string,
    private readonly listener: ThreadListener,
  ) {}

  /** Starts the database if it does not run; resolves when it is ready. */
  start(): Promise<void> {
    return (this.starting ??= this.ending.then(() => this.launch()));
  }

  post(message: ToWorker): void {
    this.worker?.postMessage(message);
  }

  /** Ends the thread at once. Uncommitted changes are undone at the next start. */
  kill(): Promise<unknown> {
    const worker = this.worker;
    if (worker) {
      // This comes first: a listener may start the next thread, which must not meet this one on the
      // same files.
      this.ending = worker.terminate();
      this.forget(worker, new Error('The embedded database was stopped.'));
    }
    return this.ending;
  }

  /** Ends the thread in good order. */
  async end(): Promise<void> {
    await this.starting?.catch(() => undefined);
    const worker = this.worker;
    if (!worker) return void (await this.ending);
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage({ kind: 'end' } satisfies ToWorker);
    const timer = setTimeout(() => void worker.terminate(), ENDS_WITHIN_MS);
    await exited;
    clearTimeout(timer);
  }

  private launch(): Promise<void> {
    const data: WorkerData = { directory: this.directory };
    const worker = new Worker(path.join(__dirname, WORKER), { workerData: data, execArgv: READS_IT });
    this.worker = worker;
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'ready') resolve();
        else if (message.kind === 'failed') reject(new Error(message.reason));
        else if (this.worker === worker) this.listener.heard(message);
      });
      const gone = (error: Error) => {
        reject(error);
        this.forget(worker, error);
      };
      worker.on('error', gone);
      worker.on('exit', () => gone(new Error('The embedded database ended.')));
    });
  }

  private forget(worker: Worker, error: Error): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    this.starting = undefined;
    this.listener.gone(Object.assign(error, { code: 'ECONNRESET' }));
  }
}
