import { once } from 'node:events';
import { dropTemplates } from './productDatabase';
import { running } from './serverHandle';

/**
 * jest's global teardown: stops the PostgreSQL that `start.ts` started, and waits for its end. On
 * another server it drops the copies.
 */
export default async function stop(): Promise<void> {
  const server = running();
  if (server === undefined) return dropTemplates(process.env['TEST_DATABASE_URL']!);
  if (server.exitCode !== null) return;
  const ended = once(server, 'exit');
  server.stdin?.end();
  await ended;
}
