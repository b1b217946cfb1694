import { spawn } from 'node:child_process';
import path from 'node:path';
import { remember } from './serverHandle';

const STARTS_WITHIN_MS = 60_000;

/**
 * jest's global setup: a PostgreSQL to test with. `TEST_DATABASE_URL` names one whose user may
 * create databases. Without it, this starts one from the binaries that npm installed, and it ends
 * with the tests.
 */
export default async function start(): Promise<void> {
  process.env['TEST_RUN'] = String(process.pid);
  if (process.env['TEST_DATABASE_URL']) return;
  const server = spawn(process.execPath, [path.join(__dirname, 'server.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Ctrl-C in the terminal does not reach it: it ends in order when this side of the pipe closes.
    detached: true,
  });
  remember(server);
  process.env['TEST_DATABASE_URL'] = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('PostgreSQL did not start in time.')), STARTS_WITHIN_MS);
    server.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
    server.once('exit', () => reject(new Error('PostgreSQL for the tests did not start; see above.')));
    server.once('error', reject);
    server.once('exit', () => clearTimeout(timer));
    server.stdout.once('data', () => clearTimeout(timer));
  });
}
