import { liveServer, type LiveServer } from '../live/liveServer';

/**
 * A page of another site could make a browser run a subscription, if `accept` named a second type
 * beside events: the GET needed no header that only scripts of allowed pages can send.
 */
let server: LiveServer;
beforeAll(async () => {
  server = await liveServer();
});
afterAll(async () => {
  await server.close();
  expect(server.internal).toEqual([]);
});

const SUBSCRIPTION =
  'subscription { metricsChanged(range: { from: "2026-03-02", through: "2026-03-08" }) { totals { values { tasks } } } }';

const get = (accept: string, headers: Record<string, string> = {}) =>
  fetch(`${server.httpUrl}?query=${encodeURIComponent(SUBSCRIPTION)}`, {
    headers: { accept, 'sec-fetch-site': 'cross-site', ...headers },
  });

test.each([
  'text/event-stream',
  'text/event-stream, */*',
  'text/event-stream, application/json',
  'application/graphql-response+json, text/event-stream;q=0.1',
])('a GET for events needs the header of a preflight: %s', async (accept) => {
  const refused = await get(accept);
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({
    errors: [{ message: 'Any web page could make a browser send this request.' }],
  });
  // Types that a page may send without a preflight are no permission either.
  expect((await get(accept, { 'content-type': 'application/json' })).status).toBe(400);
  const allowed = await get(accept, { 'apollo-require-preflight': 'true' });
  expect([allowed.status, allowed.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  await allowed.body!.cancel();
});
