import { readOperation } from '../../src/server/live/readOperation';
import { liveServer, type LiveServer } from '../live/liveServer';

/**
 * The text of a request cost nothing. A document of a megabyte was parsed without `maxTokens` where
 * events or a WebSocket were asked for, and ten documents of a batch were parsed in one go.
 */
let server: LiveServer;
beforeAll(async () => {
  server = await liveServer();
});
afterAll(() => server.close());

const fields = (count: number) => `{ metricCatalog { ${'version '.repeat(count)} } }`;

async function post(payload: unknown, accept = 'application/json') {
  const headers = { 'content-type': 'application/json', accept };
  const { statusCode, body } = await server.app.inject({
    method: 'POST',
    url: '/graphql',
    headers,
    payload: payload as object,
  });
  return { status: statusCode, body };
}

async function remaining(): Promise<number> {
  const { data } = await server.ask('{ rateLimit { remaining } }');
  return (data!['rateLimit'] as { remaining: number }).remaining;
}

test('a document with too many tokens is not parsed for streams', async () => {
  const query = fields(120_000);
  expect(readOperation({ query }, 20_000)).toMatchObject({ document: null, isSubscription: false });
  const { errors } = await server.read(query, 'sse').next();
  expect(errors).toMatchObject([{ extensions: { code: 'DOCUMENT_TOO_LARGE' } }]);
  expect(await server.read(query, 'ws').ended).toMatchObject([{ extensions: { code: 'DOCUMENT_TOO_LARGE' } }]);
});

test('the documents of a batch have together as many tokens as one', async () => {
  const { status, body } = await post(Array.from({ length: 10 }, () => ({ query: fields(9_000) })));
  expect([status, JSON.parse(body)]).toEqual([
    400,
    {
      errors: [
        {
          message: 'The batch has more than 20000 tokens; at most 20000 are allowed.',
          extensions: { code: 'DOCUMENT_TOO_LARGE', hint: expect.stringMatching(/./) as string },
        },
      ],
    },
  ]);
  const small = await post(Array.from({ length: 10 }, () => ({ query: fields(1_800) })));
  expect([small.status, JSON.parse(small.body)]).toMatchObject([200, Array.from({ length: 10 }, () => ({}))]);
});

test('a mistake in one document of a batch is the error of that operation', async () => {
  const { status, body } = await post([{ query: '{ "' }, { query: '{ metricCatalog { version } }' }]);
  expect([status, JSON.parse(body)]).toMatchObject([
    200,
    [{ errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] }, { data: {} }],
  ]);
});

test('the text of a request costs points, over every transport', async () => {
  const query = `{ __typename } # ${'x'.repeat(800_000)}`;
  const before = await remaining();
  await post({ query });
  await post({ query }, 'text/event-stream');
  await server.read(query, 'ws').next();
  // Two hundred points for each of the three. The account fills up meanwhile.
  const { data } = await server.ask(`{ rateLimit { cost } } # ${'x'.repeat(800_000)}`);
  expect((data!['rateLimit'] as { cost: number }).cost).toBeGreaterThanOrEqual(195);
  expect(before).toBeGreaterThan(0);
});

test('others are answered between the operations of a batch', async () => {
  const order: string[] = [];
  const batch = post(Array.from({ length: 10 }, (_, index) => ({ query: `#${index}\n${fields(1_500)}` })));
  const other = server.app.inject({ method: 'GET', url: '/healthz' });
  await Promise.all([batch.then(() => order.push('batch')), other.then(() => order.push('other'))]);
  expect(order).toEqual(['other', 'batch']);
});
