import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A ClickHouse to test with. */
export interface ClickhouseServer {
  /** In the form of `DATABASE_URL`, with a user who may write. */
  readonly url: string;
  /** It is chdb behind our own server; otherwise a real server. */
  readonly isInProcess: boolean;
  stop(): Promise<void>;
}

/** Statements that run at once, each in a thread. */
const THREADS = '16';

/** The server that `TEST_CLICKHOUSE_URL` names, or a new one with chdb in a process of its own. */
export async function startClickhouse(): Promise<ClickhouseServer> {
  const own = process.env['TEST_CLICKHOUSE_URL'];
  if (own) return { url: own, isInProcess: false, stop: () => Promise.resolve() };
  const root = path.join(__dirname, '../../..');
  const child = spawn(process.execPath, ['-r', path.join(root, 'register.cjs'), path.join(__dirname, 'main.ts')], {
    cwd: root,
    env: { ...process.env, UV_THREADPOOL_SIZE: THREADS, CLICKHOUSE_PASSWORD: 'test#pass' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [url] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(() => Promise.reject(new Error('The test server of ClickHouse ended; see above.'))),
  ])) as [string];
  return {
    url,
    isInProcess: true,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
