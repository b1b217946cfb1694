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
  return { statusCode, body: JSON.parse(body) as { errors?: { extensions: { code: string } }[] } };
}

const NO_REQUEST = {
  errors: [
    {
      message: expect.stringMatching(/./) as string,
      extensions: { code: 'BAD_REQUEST', hint: 'POST a JSON object with a `query`, as content-type application/json.' },
    },
  ],
};

test.each([[''], ['{"query":'], ['{"__proto__":{"x":1},"query":"{ __typename }"}'], ['['.repeat(100_000)]])(
  'a body that is no JSON: %.40s',
  async (payload) => {
    expect(await post(payload)).toEqual({ statusCode: 400, body: NO_REQUEST });
  },
);

test('a body larger than a megabyte', async () => {
  const payload = JSON.stringify({ query: QUERY, variables: { long: 'x'.repeat(1024 * 1024) } });
  expect(await post(payload)).toEqual({ statusCode: 413, body: NO_REQUEST });
});

test('a document that goes round in circles', async () => {
  const deep =
    'metricCatalog { metrics { dimensions { metrics { dimensions { metrics { dimensions { metrics { key } } } } } } } }';
  const spread =
    'metricCatalog { ...A } } fragment A on MetricCatalog { metrics { ...B } } fragment B on Metric { dimensions { metrics { dimensions { metrics { dimensions { metrics { key } } } } } }';
  for (const query of [`{ ${deep} }`, `{ ${spread} }`]) {
    const { statusCode, body } = await post(JSON.stringify({ query }));
    expect(statusCode).toBe(400);
    expect(body.errors).toMatchObject([{ extensions: { code: 'TOO_DEEP' } }]);
  }
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
