import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The gateway in a separate process, as `npm start` runs it. */
export interface ServerProcess {
  readonly process: ChildProcess;
  readonly url: string;
  /** The text of standard error so far. */
  readonly complaints: () => string;
  /** Stops the process, and returns how it ended. */
  stop(): Promise<[code: number | null, signal: string | null]>;
}

/** Starts the gateway on a free port, and keeps reading its output. */
export async function spawnServer(env: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['bin/metergate.cjs', 'serve'], {
    env: { ...process.env, NODE_ENV: '', HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
  const url = await new Promise<string>((resolve, reject) => {
    let address = '';
    createInterface({ input: child.stdout }).on('line', (line) => {
      address = /GraphQL +(http:\S+)\/graphql$/.exec(line)?.[1] ?? address;
      if (line.endsWith('Ctrl-C stops the server.')) resolve(address);
    });
    void exit.then(() => reject(new Error(`It did not start: ${complaints}`)));
  });
  return {
    process: child,
    url,
    complaints: () => complaints,
    stop() {
      child.kill('SIGTERM');
      return exit;
    },
  };
}
