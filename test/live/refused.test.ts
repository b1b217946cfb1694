import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { createClient } from 'graphql-ws';
import { until } from '../eventually';
import { liveServer, overWebSocket, type LiveServer } from './liveServer';

/** Operations that streams reject, and the errors that clients get. */
let server: LiveServer;
beforeAll(async () => {
  const streams = { subscriptions: 6, perConnection: 2, connections: 20, initMs: 600_000 };
  server = await liveServer({ http: { streams, corsOrigins: ['https://dashboard.example.com'] } });
});
afterAll(async () => {
  await server.close();
  expect(server.internal).toEqual([]);
});

const WEEK = 'range: { from: "2026-03-02", through: "2026-03-08" }';
const table = (args: string, selection: string) => `metricsChanged(${args}) { ${selection} }`;
const VALUES = 'totals { values { tasks } }';

/** The errors of a rejected subscription, which are the same over both transports. */
async function refusals(query: string, variables: Record<string, unknown> = {}) {
  const overSocket = await server.read(query, 'ws', variables).ended;
  const { errors } = await server.read(query, 'sse', variables).next();
  expect(errors).toEqual(overSocket);
  return errors!;
}

test.each([
  ['no metric', table(WEEK, 'rows { others }'), 'NO_METRIC'],
  ['a metric that there is not', table(WEEK, 'totals { values { none } }'), 'GRAPHQL_VALIDATION_FAILED'],
  ['a range that ends before it starts', table('range: { from: "2026-03-08", to: "2026-03-02" }', VALUES), 'BAD_RANGE'],
  ['too many buckets', table('range: { from: "1990-01-01", to: "2026-01-01" }, grain: DAY', VALUES), 'RANGE_TOO_LARGE'],
  [
    'a grain that a metric does not have',
    table(`${WEEK}, grain: HOUR`, 'totals { values { active_users_daily } }'),
    'GRAIN_NOT_AVAILABLE',
  ],
  [
    'a dimension that rows are not grouped by',
    table(WEEK, 'rows { by { utm_source } values { tasks } }'),
    'DIMENSION_NOT_GROUPED',
  ],
  ['two fields', `${table(WEEK, VALUES)} b: ${table(WEEK, VALUES)}`, 'GRAPHQL_VALIDATION_FAILED'],
  ['parts of an answer', table(WEEK, 'rows { others } ... @defer { totals { values { tasks } } }'), 'NOT_INCREMENTAL'],
])('a subscription is rejected for its fields: %s', async (_what, fields, code) => {
  const errors = await refusals(`subscription { ${fields} }`);
  expect(errors.map(({ extensions }) => extensions)).toEqual([{ code, hint: expect.stringMatching(/./) }]);
});

test('a variable of the wrong type is rejected', async () => {
  const query = `subscription ($z: TimeZone) { ${table(`${WEEK}, timeZone: $z`, VALUES)} }`;
  expect((await refusals(query, { z: 5 })).map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  expect((await refusals(query, { z: 'Shanghai' })).map(({ extensions }) => extensions.code)).toEqual([
    'UNKNOWN_TIME_ZONE',
  ]);
});

test('text that is not GraphQL is rejected', async () => {
  expect((await refusals('subscription {')).map(({ extensions }) => extensions.code)).toEqual(['GRAPHQL_PARSE_FAILED']);
});

test('a query over a stream gets the answer of HTTP, by the same rules', async () => {
  const query = `{ metrics(${WEEK}) { ${VALUES} } none: metrics(range: {}) { ${VALUES} } }`;
  const { body } = await server.ask(query);
  for (const over of ['ws', 'sse'] as const) {
    const reading = server.read(query, over);
    expect(await reading.next()).toEqual(JSON.parse(body));
    expect(await reading.ended).toBe('complete');
  }
  const deep =
    'metricCatalog { metrics { dimensions { metrics { dimensions { metrics { dimensions { metrics { key } } } } } } } }';
  expect(await refusals(`{ ${deep} }`)).toMatchObject([{ extensions: { code: 'TOO_DEEP' } }]);
  expect(await refusals('{ metricCatalog { ... @defer { version } } }')).toMatchObject([
    { extensions: { code: 'NOT_INCREMENTAL' } },
  ]);
});

test('a subscription is rejected if the request accepts only one answer', async () => {
  const query = `subscription { ${table(WEEK, VALUES)} }`;
  const { data, errors } = await server.ask(query);
  expect([data, errors]).toEqual([
    { metricsChanged: null },
    [
      expect.objectContaining({
        extensions: { code: 'BAD_REQUEST', hint: expect.stringContaining('text/event-stream') },
      }),
    ],
  ]);
});

test.each(['defer', 'stream'])(
  '@%s is rejected over HTTP, with one error each, even with `if: false`',
  async (directive) => {
    const { status, errors } = await server.ask(`{ metricCatalog { ... @${directive}(if: false) { version } } }`);
    expect(status).toBe(400);
    expect(errors.map(({ message, extensions }) => ({ message, extensions }))).toEqual([
      {
        message: `The gateway sends each answer as a whole: it does not support @${directive}.`,
        extensions: {
          code: 'NOT_INCREMENTAL',
          hint: 'Leave it out. Ask for the part that you need first in an operation of its own.',
        },
      },
    ]);
  },
);

test('subscriptions are limited per connection and per client', async () => {
  const client = createClient({
    url: `ws://127.0.0.1:${server.port}/graphql`,
    webSocketImpl: WebSocket,
    lazy: false,
    retryAttempts: 0,
  });
  const got: unknown[] = [];
  const subscribe = () =>
    client.subscribe(
      { query: `subscription { ${table(WEEK, VALUES)} }` },
      { next: (one) => got.push(one), error: (error) => got.push(error), complete: () => undefined },
    );
  const leave = [subscribe(), subscribe(), subscribe()];
  await until(() => got.length === 3);
  const told = (message: string) => [
    { message, extensions: { code: 'TOO_MANY_SUBSCRIPTIONS', hint: expect.stringMatching(/./) } },
  ];
  expect(got).toContainEqual(told('This connection has 2 operations running, and may not have more.'));
  const third = server.read(`subscription { ${table(WEEK, VALUES)} }`, 'sse');
  await third.next();
  expect(await refusals(`subscription { ${table(WEEK, VALUES)} }`)).toEqual(
    told('The server keeps at most 3 subscriptions of yours, so that there is room for others.'),
  );
  for (const one of leave) one();
  third.leave();
  await client.dispose();
  // Subscriptions that end make room for others.
  await until(async () => {
    const again = server.read(`subscription { ${table(WEEK, VALUES)} }`, 'sse');
    const { data } = await again.next();
    again.leave();
    return data !== undefined;
  });
});

/** The response to a WebSocket that is not opened, or the code that it is closed with. */
async function opened(
  headers: Record<string, string>,
  { path = '/graphql', protocol = 'graphql-transport-ws', send = '', port = server.port } = {},
) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocol, { headers });
  return new Promise<{ status?: number | undefined; body?: unknown; open?: true; closed?: number }>((resolve) => {
    socket.on('unexpected-response', async (_request, response) => {
      let text = '';
      for await (const chunk of response) text += String(chunk);
      resolve({ status: response.statusCode, body: JSON.parse(text) });
    });
    socket.on('open', () => {
      if (send === '') {
        resolve({ open: true });
        socket.close();
      } else socket.send(send);
    });
    socket.on('close', (closed) => resolve({ closed }));
    socket.on('error', () => undefined);
  });
}

test('pages of other sites may not connect; pages of allowed sites and of the server itself may', async () => {
  expect(await opened({ origin: 'https://other.example.com' })).toEqual({
    status: 403,
    body: {
      errors: [
        {
          message: 'Pages of "https://other.example.com" may not connect here.',
          extensions: { code: 'FOREIGN_ORIGIN', hint: "Name that site in the server's CORS_ORIGINS." },
        },
      ],
    },
  });
  for (const origin of ['null', 'http://127.0.0.1:1', 'https://dashboard.example.com.other.example']) {
    expect(await opened({ origin })).toMatchObject({ status: 403 });
  }
  for (const origin of ['https://dashboard.example.com', `http://127.0.0.1:${server.port}`]) {
    expect(await opened({ origin })).toEqual({ open: true });
  }
});

test('events reject a request that any page could send, and allowed sites can read them', async () => {
  const url = `${server.httpUrl}?query=${encodeURIComponent('{ metricCatalog { timeZone } }')}`;
  const accept = 'text/event-stream';
  const foreign = await fetch(url, { headers: { accept } });
  expect([foreign.status, await foreign.json()]).toMatchObject([
    400,
    { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
  ]);
  const origin = 'https://dashboard.example.com';
  const asked = await fetch(url, {
    headers: { accept, origin, 'apollo-require-preflight': 'true', 'accept-encoding': 'gzip' },
  });
  expect(await asked.text()).toBe(
    ':\n\nevent: next\ndata: {"data":{"metricCatalog":{"timeZone":"Asia/Shanghai"}}}\n\nevent: complete\ndata:\n\n',
  );
  const { headers } = asked;
  expect(
    ['content-type', 'content-encoding', 'cache-control', 'access-control-allow-origin'].map((name) =>
      headers.get(name),
    ),
  ).toEqual(['text/event-stream; charset=utf-8', null, 'no-store', origin]);
});

test.each([['{}'], ['[]'], ['{"query":"{ __typename }","variables":[]}'], ['5']])(
  'events reject a body without an operation: %s',
  async (body) => {
    const headers = { accept: 'text/event-stream', 'content-type': 'application/json' };
    const answer = await fetch(server.httpUrl, { method: 'POST', headers, body });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    ]);
  },
);

test('a client that also accepts JSON gets JSON for a query and events for a subscription', async () => {
  const accept = 'application/graphql-response+json, application/json, text/event-stream';
  const post = (query: string, signal?: AbortSignal) =>
    fetch(server.httpUrl, {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      ...(signal && { signal }),
    });
  expect(await (await post('{ metricCatalog { timeZone } }')).json()).toEqual({
    data: { metricCatalog: { timeZone: 'Asia/Shanghai' } },
  });
  const abort = new AbortController();
  const events = await post(`subscription { ${table(WEEK, VALUES)} }`, abort.signal);
  expect(events.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  abort.abort();
});

test('a WebSocket is closed for a wrong path or protocol, for silence, and for a bad or large message', async () => {
  expect(await opened({}, { path: '/graphiql' })).toMatchObject({
    status: 404,
    body: { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
  });
  expect(await opened({}, { protocol: 'graphql-ws', send: '{"type":"connection_init"}' })).toEqual({
    closed: expect.any(Number),
  });
  const hasty = await liveServer({ http: { streams: { initMs: 100 } } });
  expect(await opened({}, { send: '{"type":"pong"}', port: hasty.port })).toEqual({ closed: 4408 });
  await hasty.close();
  expect(await opened({}, { send: JSON.stringify({ type: 'ping', payload: { x: 'x'.repeat(1024 * 1024) } }) })).toEqual(
    { closed: 1009 },
  );
  expect(await opened({}, { send: 'hello' })).toEqual({ closed: 4400 });
});

test('the number of connections is limited, for one client and for all', async () => {
  const sockets = Array.from({ length: 10 }, () =>
    overWebSocket(server.port, '{ __typename }', { lazy: false, onNonLazyError: () => undefined }),
  );
  await Promise.all(sockets.map((one) => one.next()));
  expect(await opened({}, { send: '{"type":"connection_init"}' })).toEqual({ closed: 1013 });
  // Nobody knows yet whose these are.
  const url = `ws://127.0.0.1:${server.port}/graphql`;
  const silent = Array.from({ length: 10 }, () => new WebSocket(url, 'graphql-transport-ws'));
  await Promise.all(silent.map((one) => once(one, 'open')));
  expect(await opened({})).toMatchObject({
    status: 503,
    body: {
      errors: [
        {
          message: 'The server has 20 connections, and accepts no more.',
          extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' },
        },
      ],
    },
  });
  for (const one of sockets) one.leave();
  for (const one of silent) one.terminate();
});

test('a request that offers to upgrade to HTTP/2 is answered in HTTP/1.1', async () => {
  const body = JSON.stringify({ query: '{ metricCatalog { timeZone } }' });
  const accepted = once(server.app.server, 'connection') as Promise<[Socket]>;
  const socket = connect(server.port, '127.0.0.1');
  const [atServer] = await accepted;
  const head = [
    'POST /graphql HTTP/1.1',
    'Host: x',
    'Connection: Upgrade, HTTP2-Settings',
    'Upgrade: h2c',
    'HTTP2-Settings: AAMAAABk',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ];
  const request = `${head.join('\r\n')}\r\n\r\n${body}`;
  socket.write(request);
  const [first] = (await once(socket, 'data')) as [Buffer];
  // The body may come later, and another request after it.
  socket.write(request.slice(0, -20));
  await until(() => atServer.bytesRead === 2 * request.length - 20);
  socket.write(request.slice(-20));
  const [second] = (await once(socket, 'data')) as [Buffer];
  for (const answer of [first, second]) {
    expect(String(answer)).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[^]*\{"data":\{"metricCatalog":\{"timeZone":"Asia\/Shanghai"\}\}\}\n?$/,
    );
  }
  socket.destroy();
});
