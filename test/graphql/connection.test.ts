import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { gatewayServer, type GatewayServer } from './gatewayServer';

/**
 * Behaviour that only a real connection shows: compression, keep-alive, and requests that are not
 * HTTP.
 */
let server: GatewayServer;
let port: number;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
beforeAll(async () => {
  server = await gatewayServer();
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = server.app.server.address() as AddressInfo);
});
afterAll(() => {
  agent.destroy();
  return server.close();
});

const LARGE = '{ metricCatalog { metrics { key formula label } } }';
const SMALL = '{ __typename }';

async function ask(query: string, encoding: string) {
  const headers = { 'content-type': 'application/json', 'accept-encoding': encoding };
  const sent = request({ host: '127.0.0.1', port, path: '/graphql', method: 'POST', agent, headers });
  sent.end(JSON.stringify({ query }));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { headers: answer.headers, body: Buffer.concat(chunks), socket: sent.socket, reused: sent.reusedSocket };
}

test('a large answer is compressed as the client accepts, with a Vary header', async () => {
  const plain = await ask(LARGE, 'identity');
  expect(plain.headers['content-encoding']).toBeUndefined();
  const data = JSON.parse(plain.body.toString()) as unknown;
  for (const [accepted, encoding, unpack] of [
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip;q=1, br;q=0', 'gzip', gunzipSync],
    ['gzip', 'gzip', gunzipSync],
  ] as const) {
    const { headers, body } = await ask(LARGE, accepted);
    expect([headers['content-encoding'], headers['vary']]).toEqual([encoding, 'accept, accept-encoding']);
    expect(JSON.parse(unpack(body).toString())).toEqual(data);
    expect(body.length).toBeLessThan(plain.body.length / 3);
  }
});

test('a small answer is not compressed: that would make it larger', async () => {
  const { headers, body } = await ask(SMALL, 'gzip');
  expect([headers['content-encoding'], Number(headers['content-length'])]).toEqual([undefined, body.length]);
});

test('a connection is kept, whatever the answer is', async () => {
  await ask(SMALL, 'gzip');
  for (const query of [LARGE, SMALL, '{', LARGE]) {
    const { reused, headers } = await ask(query, 'br');
    expect([query, reused, headers['connection']]).toEqual([query, true, 'keep-alive']);
  }
});

/** Sends bytes, and returns everything that comes back until the server hangs up. */
async function raw(bytes: string): Promise<{ status: string; body: unknown }> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  const [head, body] = text.split('\r\n\r\n') as [string, string];
  expect(head).toContain('connection: close');
  return { status: head.split('\r\n')[0]!, body: JSON.parse(body) };
}

test('an address that is too long is rejected', async () => {
  const { status, body } = await raw(`GET /graphql?query=${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`);
  expect(status).toBe('HTTP/1.1 431 Request Header Fields Too Large');
  expect(body).toMatchObject({ errors: [{ extensions: { code: 'REQUEST_TOO_LARGE' } }] });
});

test('a request that is not HTTP is rejected', async () => {
  const { status, body } = await raw('hello\r\n\r\n');
  expect(status).toBe('HTTP/1.1 400 Bad Request');
  expect(body).toEqual({
    errors: [
      {
        message: 'This is not an HTTP request.',
        extensions: {
          code: 'BAD_REQUEST',
          hint: 'POST a JSON object with a `query`, with the content-type application/json.',
        },
      },
    ],
  });
});

test('a body that announces too large a size is rejected before it is sent', async () => {
  const head = ['POST /graphql HTTP/1.1', 'host: x', 'content-type: application/json', 'content-length: 9999999'];
  const { status, body } = await raw(`${head.join('\r\n')}\r\nconnection: close\r\n\r\n`);
  expect(status).toBe('HTTP/1.1 413 Payload Too Large');
  expect(body).toMatchObject({ errors: [{ extensions: { code: 'REQUEST_TOO_LARGE' } }] });
});

test('a client that sends it anyway gets its answer: the connection is not cut', async () => {
  const body = JSON.stringify({ query: SMALL, variables: { x: 'x'.repeat(3_000_000) } });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers, body });
  expect([answer.status, await answer.json()]).toMatchObject([
    413,
    { errors: [{ extensions: { code: 'REQUEST_TOO_LARGE' } }] },
  ]);
});

test('a server does not wait for a request forever', () => {
  expect(server.app.server.requestTimeout).toBe(30_000);
  expect(server.app.server.headersTimeout).toBeGreaterThan(0);
});
