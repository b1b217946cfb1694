import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InProcess } from './chdb';
import { serveClickhouse } from './server';

// A ClickHouse server of its own process: a crash or a blocked thread of chdb ends no test. It
// prints its address, and ends when its parent closes the pipe or is gone.

const directory = mkdtempSync(join(tmpdir(), 'clickhouse-'));
const password = process.env['CLICKHOUSE_PASSWORD'] ?? '';
const server = serveClickhouse(new InProcess(directory), password);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`clickhouse://default:${encodeURIComponent(password)}@127.0.0.1:${port}/default\n`);
});

process.stdin.on('end', end).on('error', end).resume();
process.on('SIGTERM', end);

function end(): void {
  rmSync(directory, { recursive: true, force: true });
  // Statements may still run in native threads, which `exit` would wait for.
  process.kill(process.pid, 'SIGKILL');
}
