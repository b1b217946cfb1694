import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Memory, Order, Reply } from './server';

/** A server in a process of its own. */
export interface SoakedServer {
  readonly url: string;
  memory(): Promise<Memory>;
  /** Errors: the server ended with another code than 0. */
  stop(): Promise<void>;
}

/** Starts the server. Errors: it ends before it is ready. */
export async function startSoaked(env: Readonly<Record<string, string>>): Promise<SoakedServer> {
  const server = fork(path.join(__dirname, 'server.ts'), {
    execArgv: ['--expose-gc', '-r', path.join(__dirname, '../../register.cjs')],
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(server, 'exit') as Promise<[number | null]>;
  const reply = async <K extends Reply['kind']>(kind: K): Promise<Extract<Reply, { kind: K }>> => {
    const [said] = await Promise.race([
      once(server, 'message') as Promise<[Reply]>,
      ended.then(([code]) => {
        throw new Error(`The server ended with ${code}.`);
      }),
    ]);
    if (said.kind !== kind) throw new Error(`The server said ${said.kind}.`);
    return said as Extract<Reply, { kind: K }>;
  };
  const order = (what: Order) => void server.send(what);
  const { url } = await reply('ready');
  return {
    url,
    async memory() {
      order('measure');
      return (await reply('memory')).memory;
    },
    async stop() {
      order('stop');
      const [code] = await ended;
      if (code !== 0) throw new Error(`The server ended with ${code}.`);
    },
  };
}
