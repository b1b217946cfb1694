import { once } from 'node:events';
import { running } from './running';

/** jest's global teardown: ends the PostgreSQL that `start.ts` started, and waits until it has. */
export default async function stop(): Promise<void> {
  const server = running();
  if (server === undefined || server.exitCode !== null) return;
  const ended = once(server, 'exit');
  server.stdin?.end();
  await ended;
}
