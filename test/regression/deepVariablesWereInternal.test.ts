import { WebSocket } from 'ws';
import { liveServer, type LiveServer } from '../live/liveServer';

// Variables so deep that writing them as text exhausts the stack were reported as a bug of the
// server, with status 500, and closed a WebSocket.
let server: LiveServer;
beforeAll(async () => {
  server = await liveServer();
});
afterAll(async () => {
  expect(server.internal).toEqual([]);
  await server.close();
});

const DEPTH = 10_000;
const deep = `${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`;
const RANGE = 'range: { from: "2026-03-02", through: "2026-03-08" }';
const told = {
  message: 'The request is nested too deeply.',
  extensions: { code: 'BAD_USER_INPUT', hint: expect.any(String) as string },
};

test('deep variables are a client’s error over HTTP, and as events', async () => {
  for (const accept of ['application/json', 'text/event-stream']) {
    const query = `subscription { metricsChanged(${RANGE}) { totals { values { tasks } } } }`;
    const payload = `{"query":${JSON.stringify(accept.endsWith('json') ? '{ __typename }' : query)},"variables":{"x":${deep}}}`;
    const headers = { 'content-type': 'application/json', accept };
    const { statusCode, body } = await server.app.inject({ method: 'POST', url: '/graphql', headers, payload });
    expect([statusCode, JSON.parse(body)]).toEqual([400, { errors: [told] }]);
  }
});

test('deep variables are a client’s error over a WebSocket', async () => {
  const socket = new WebSocket(server.httpUrl.replace('http', 'ws'), 'graphql-transport-ws');
  const heard: string[] = [];
  let hear: () => void = () => undefined;
  socket.onmessage = ({ data }: { data: unknown }) => {
    heard.push(String(data));
    hear();
  };
  const next = async () => {
    if (heard.length === 0) await new Promise<void>((resolve) => (hear = resolve));
    return JSON.parse(heard.shift()!) as object;
  };
  await new Promise((resolve) => (socket.onopen = resolve));
  socket.send('{"type":"connection_init"}');
  expect(await next()).toEqual({ type: 'connection_ack' });
  const query = JSON.stringify(`subscription { metricsChanged(${RANGE}) { totals { values { tasks } } } }`);
  socket.send(`{"id":"1","type":"subscribe","payload":{"query":${query},"variables":{"x":${deep}}}}`);
  expect(await next()).toEqual({ id: '1', type: 'error', payload: [told] });
  socket.close();
});
