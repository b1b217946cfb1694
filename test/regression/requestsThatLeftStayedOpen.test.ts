import { once } from 'node:events';
import { request as send, type IncomingMessage } from 'node:http';
import { logger } from '../../src/server/observe/log';
import { until } from '../eventually';
import { liveServer, type LiveServer } from '../live/liveServer';

/**
 * A request whose client hung up, such as every closed stream of events, was kept for ever with its
 * body. `metergate_requests_open` only rose.
 */
const lines: Record<string, unknown>[] = [];
const log = logger('info', { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) });
let server: LiveServer;
beforeAll(async () => {
  server = await liveServer({ http: { observing: { log, slowMs: 60_000, isTraced: false } } });
});
afterAll(() => server.close());

async function figures(): Promise<string> {
  return (await server.app.inject({ method: 'GET', url: '/metrics' })).body;
}

/** Only the request for the figures is open. */
async function untilNoneIsOpen(): Promise<void> {
  await until(async () => /^metergate_requests_open 1$/m.test(await figures()));
}

const SUBSCRIPTION = `subscription { metricsChanged(range: { last: 7, unit: DAY }) { totals { values { tasks } } } }`;
const SLOW = `{ metricCatalog { version } }`;

function begin(query: string, id: string, accept: string): ReturnType<typeof send> {
  const headers = { 'content-type': 'application/json', accept, 'x-request-id': id };
  const sent = send(server.httpUrl, { method: 'POST', headers, agent: false });
  sent.on('error', () => undefined);
  sent.end(JSON.stringify({ query, variables: { unused: 'x'.repeat(1_000) } }));
  return sent;
}

test('streams of events whose client leaves are counted and forgotten', async () => {
  for (let index = 0; index < 20; index++) {
    const sent = begin(SUBSCRIPTION, `stream-${index}`, 'text/event-stream');
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    await once(answer, 'data');
    answer.on('error', () => undefined).destroy();
  }
  await untilNoneIsOpen();
  expect(await figures()).toMatch(/^metergate_request_seconds_count\{route="\/graphql",status="200"\} 20$/m);
  expect(lines.filter(({ request }) => String(request).startsWith('stream-'))).toHaveLength(20);
});

test('a client that leaves before its answer counts with the status 499', async () => {
  // The body never arrives as a whole, so there is no answer to read.
  const headers = { 'content-type': 'application/json', 'content-length': '1000', 'x-request-id': 'left' };
  const sent = send(server.httpUrl, { method: 'POST', headers, agent: false });
  sent.on('error', () => undefined);
  sent.write('{');
  await until(async () => /^metergate_requests_open 2$/m.test(await figures()));
  sent.destroy();
  await untilNoneIsOpen();
  expect(await figures()).toMatch(/^metergate_request_seconds_count\{route="\/graphql",status="499"\} 1$/m);
  expect(lines.find(({ request }) => request === 'left')).toMatchObject({ msg: 'client left', status: 499 });
});

test('a request that is answered counts once', async () => {
  await once(begin(SLOW, 'answered', 'application/json'), 'response');
  await until(() => lines.some(({ request }) => request === 'answered'));
  expect(lines.filter(({ request }) => request === 'answered')).toMatchObject([
    { msg: 'request answered', status: 200 },
  ]);
});
