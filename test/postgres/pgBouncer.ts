import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A PgBouncer in transaction mode before a server, for one test. */
export interface PgBouncer {
  /** The address of the same database through the pooler. */
  readonly url: string;
  stop(): Promise<void>;
}

/** False if the program is not installed (`apt-get install pgbouncer`). */
export const hasPgBouncer = spawnSync('pgbouncer', ['--version']).status === 0;

/** Starts it with this many sessions at the server. It ends when its standard input closes. */
export async function pgBouncer(url: string, sessions: number): Promise<PgBouncer> {
  const { hostname, port, username, password } = new URL(url);
  const directory = await mkdtemp(path.join(os.tmpdir(), 'metergate-pgbouncer-'));
  const [config, users] = ['pgbouncer.ini', 'users.txt'].map((name) => path.join(directory, name)) as [string, string];
  const through = new URL(url);
  through.port = String(await freePort());
  await writeFile(users, `"${username}" "${decodeURIComponent(password)}"\n`);
  await writeFile(
    config,
    `[databases]
* = host=${hostname} port=${port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${through.port}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${sessions}
`,
  );
  // It does not run as root.
  const asUser = process.getuid?.() === 0 ? '-u postgres' : '';
  for (const [file, mode] of [
    [directory, 0o755],
    [config, 0o644],
    [users, 0o644],
  ] as const)
    await chmod(file, mode);
  const script = `pgbouncer ${asUser} ${config} & cat > /dev/null; kill $!; wait`;
  const program = spawn('sh', ['-c', script], { stdio: ['pipe', 'ignore', 'pipe'], detached: true });
  const exited = once(program, 'exit');
  for await (const line of createInterface({ input: program.stderr })) if (line.includes('process up')) break;
  program.stderr.resume();
  return {
    url: through.href,
    async stop() {
      program.stdin.end();
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
