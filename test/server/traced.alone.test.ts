import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { productDatabase } from '../postgres/productDatabase';
import { ROOT } from '../cli/spawnCli';

/** Traces of a server that starts as in production, sent to a collector of the test. */
interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: object;
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SECRET = 'nobody-should-read-this';

test("planning, statement, decoding and encoding are spans of the client's trace and contain no value", async () => {
  const sent: string[] = [];
  const collector = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      sent.push(Buffer.concat(parts).toString('utf8'));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const database = await productDatabase();
  const server = spawn(process.execPath, [path.join(ROOT, 'bin/metergate.cjs'), 'serve', '--port', '0'], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
      OTEL_SERVICE_NAME: 'numbers',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let url: string | undefined;
  for await (const line of createInterface({ input: server.stdout })) {
    url = /GraphQL +(\S+)/.exec(line)?.[1];
    if (url !== undefined) break;
  }
  const query = `{ metrics(range: { from: "2026-03-02", to: "2026-03-09" }, where: { utm_source: { ne: "${SECRET}" } }) { rows { values { tasks } } } }`;
  const answer = await fetch(url!, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent: `00-${TRACE}-b7ad6b7169203331-01` },
    body: JSON.stringify({ query }),
  });
  expect(((await answer.json()) as { errors?: unknown }).errors).toBeUndefined();
  server.kill('SIGTERM');
  await once(server, 'exit');
  await new Promise((closed) => collector.close(closed));
  await database.drop();

  const resources = sent.flatMap((text) => (JSON.parse(text) as Sent).resourceSpans);
  expect(JSON.stringify(resources[0]!.resource)).toContain('"numbers"');
  const own = resources
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
    .filter(({ traceId }) => traceId === TRACE);
  const root = own.find(({ name }) => name === 'POST /graphql')!;
  expect(root.parentSpanId).toBe('b7ad6b7169203331');
  const names = own.filter(({ parentSpanId }) => parentSpanId === root.spanId).map(({ name }) => name);
  expect(names.sort()).toEqual(['decode', 'encode', 'plan', 'statement']);
  expect(sent.join()).not.toContain(SECRET);
});
