import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A PostgreSQL server for one test, which may stop it. */
export interface OwnPostgres {
  readonly url: string;
  /** Kills the server, so that it cannot end anything in order. */
  kill(): Promise<void>;
  /** Starts it at the same address again, after a kill. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export async function ownPostgres(): Promise<OwnPostgres> {
  const server = spawn(process.execPath, [path.join(__dirname, 'server.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const lines = createInterface({ input: server.stdout });
  const line = async () => ((await once(lines, 'line')) as [string])[0];
  const order = async (what: string) => {
    server.stdin.write(`${what}\n`);
    await line();
  };
  return {
    url: await line(),
    kill: () => order('kill'),
    start: () => order('start'),
    async stop() {
      const ended = once(server, 'exit');
      server.stdin.end();
      await ended;
    },
  };
}
