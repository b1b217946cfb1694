import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerData } from './protocol';

/** The thread's own file, and in a clone what lets it read TypeScript, whatever reads that in the main one. */
const [WORKER, READS_IT] = __filename.endsWith('.ts')
  ? ['worker.ts', ['-r', path.join(__dirname, '../../../register.cjs')]]
  : ['worker.js', []];
const ENDS_WITHIN_MS = 5_000;

/** Hears what the database's thread says, and that it is gone. */
export interface ThreadListener {
  heard(message: FromWorker): void;
  gone(error: Error): void;
}

/** The thread that holds the embedded database: started when needed, ended in good order or at once. */
export class DatabaseThread {
  private worker: Worker | undefined;
  private starting: Promise<void> | undefined;
  private ending: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly directory: string,
    private readonly listener: ThreadListener,
  ) {}

  /** Resolves when the database can be talked to; starts it if it does not run. */
  start(): Promise<void> {
    return (this.starting ??= this.ending.then(() => this.launch()));
  }

  post(message: ToWorker): void {
    this.worker?.postMessage(message);
  }

  /** Ends the thread at once, whatever it does: what a statement wrote and did not commit is undone at the next start. */
  kill(): Promise<unknown> {
    const worker = this.worker;
    if (worker) {
      // First of all: who hears that it is gone may start the next one, which must not meet it on the same files.
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
