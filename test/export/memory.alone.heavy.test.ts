import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { address } from './exporting';
import { DAYS, everyUserEveryDay, fillUsers } from './manyRows';

/**
 * Memory does not grow with the rows of an export. `EXPORT_ROWS=1000000` tries more rows and prints
 * the time it took.
 */
const ROWS = Number(process.env['EXPORT_ROWS'] ?? 50_000);
const SAMPLES = 5;
const MEGABYTE = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

let server: GatewayServer;
let port: number;
beforeAll(async () => {
  server = await gatewayServer();
  await fillUsers(server.url!, ROWS / DAYS);
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = server.app.server.address() as AddressInfo);
}, 600_000);
afterAll(() => server.close());

/** The bytes in use after a garbage collection. */
function held(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

test.each(['csv', 'ndjson'] as const)(
  '%s: the middle of an export holds no more memory than its beginning',
  async (format) => {
    const before = held();
    const began = performance.now();
    const sent = request({ host: '127.0.0.1', port, path: address(format, everyUserEveryDay), agent: false });
    sent.end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const samples: number[] = [];
    let rows = format === 'csv' ? -1 : 0;
    let bytes = 0;
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      for (const byte of chunk) if (byte === 0x0a) rows++;
      // The client does not read meanwhile, so the server has to wait for it.
      if (rows > (ROWS * samples.length) / SAMPLES) samples.push(held());
    }
    const seconds = (performance.now() - began) / 1_000;
    expect([answer.complete, rows, samples.length]).toEqual([true, ROWS, SAMPLES]);
    expect(bytes).toBeGreaterThan(ROWS * 60);
    // All decoded rows would take a kilobyte each, and their text the bytes above.
    const grown = samples.map((sample) => (sample - before) / MEGABYTE);
    expect(Math.max(...grown)).toBeLessThan(16);
    if (process.env['EXPORT_ROWS']) {
      const { rss } = process.memoryUsage();
      const figures = `${rows} rows, ${Math.round(bytes / MEGABYTE)} MB in ${seconds.toFixed(1)} s; held ${grown.map((one) => one.toFixed(1)).join(', ')} MB more; rss ${Math.round(rss / MEGABYTE)} MB`;
      process.stdout.write(`${format}: ${figures}\n`);
    }
  },
  600_000,
);
