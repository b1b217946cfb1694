import { gatewayServer, type GatewayServer } from './gatewayServer';

/** What is no request of GraphQL's, or one over HTTP that GraphQL does not allow: told so, shortly, and never with a stack. */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const JSON_TYPE = { 'content-type': 'application/json' };
const QUERY = '{ metricCatalog { timeZone } }';
const ANSWER = { data: { metricCatalog: { timeZone: 'Asia/Shanghai' } } };

async function post(payload: string, headers: Record<string, string> = JSON_TYPE) {
  const { statusCode, body } = await server.app.inject({ method: 'POST', url: '/graphql', payload, headers });
  expect(body).not.toMatch(/node_modules|\.ts:|\bat \w+ \(/);
  expect(server.internal).toEqual([]);
  return { statusCode, body: JSON.parse(body) as { errors?: { extensions: { code: string } }[]; code?: string } };
}

test.each([
  ['', 'FST_ERR_CTP_EMPTY_JSON_BODY'],
  ['{"query":', 'FST_ERR_CTP_INVALID_JSON_BODY'],
  ['{"__proto__":{"x":1},"query":"{ __typename }"}', 'FST_ERR_CTP_INVALID_JSON_BODY'],
  ['['.repeat(100_000), 'FST_ERR_CTP_INVALID_JSON_BODY'],
])('a body that is no JSON: %.40s', async (payload, code) => {
  expect(await post(payload)).toMatchObject({ statusCode: 400, body: { code } });
});

test('a body larger than a megabyte', async () => {
  const payload = JSON.stringify({ query: QUERY, variables: { long: 'x'.repeat(1024 * 1024) } });
  expect(await post(payload)).toMatchObject({ statusCode: 413, body: { code: 'FST_ERR_CTP_BODY_TOO_LARGE' } });
});

test.each([
  [{}, 'BAD_REQUEST'],
  [[{ query: QUERY }], 'BAD_REQUEST'],
  [{ query: 5 }, 'BAD_REQUEST'],
  [{ query: QUERY, variables: '{}' }, 'BAD_REQUEST'],
  [{ query: '{ metrics(' }, 'GRAPHQL_PARSE_FAILED'],
  [{ query: 'select 1' }, 'GRAPHQL_PARSE_FAILED'],
  [{ query: '{ metric }' }, 'GRAPHQL_VALIDATION_FAILED'],
  [{ query: `query A ${QUERY} query B ${QUERY}` }, 'OPERATION_RESOLUTION_FAILURE'],
  [{ query: `query A ${QUERY}`, operationName: 'B' }, 'OPERATION_RESOLUTION_FAILURE'],
])('no request: %j', async (request, code) => {
  const { statusCode, body } = await post(JSON.stringify(request));
  expect({ statusCode, codes: body.errors?.map(({ extensions }) => extensions) }).toEqual({
    statusCode: 400,
    codes: [{ code }],
  });
});

test('a form of a foreign page is refused: it could ask with the cookies of the one who looks at it', async () => {
  const form = { 'content-type': 'text/plain' };
  expect(await post(JSON.stringify({ query: QUERY }), form)).toMatchObject({
    statusCode: 400,
    body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
  });
  const url = `/graphql?query=${encodeURIComponent(QUERY)}`;
  expect((await server.app.inject({ method: 'GET', url })).statusCode).toBe(400);
  const headers = { 'apollo-require-preflight': 'yes' };
  expect((await server.app.inject({ method: 'GET', url, headers })).json()).toEqual(ANSWER);
});

test('elsewhere there is a word on where to go, and health', async () => {
  expect((await server.app.inject('/')).body).toBe('Metergate answers GraphQL at POST /graphql.\n');
  expect((await server.app.inject('/none')).statusCode).toBe(404);
  expect((await server.app.inject('/healthz')).json()).toEqual({
    status: 'ok',
    engine: 'postgresql',
    registryVersion: server.registry.version,
  });
});
