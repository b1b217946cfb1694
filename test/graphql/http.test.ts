import { gatewayServer, type GatewayServer } from './gatewayServer';

/**
 * Requests that are not GraphQL, or that GraphQL over HTTP does not allow: a short error, and never
 * a stack.
 */
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

/** An answer that is only an error. */
function only({ code, message }: { code: string; message?: string }): object {
  const hint = expect.stringMatching(/./) as string;
  return { errors: [{ message: message ?? (expect.stringMatching(/./) as string), extensions: { code, hint } }] };
}

const NO_REQUEST = {
  errors: [
    {
      message: expect.stringMatching(/./) as string,
      extensions: {
        code: 'BAD_REQUEST',
        hint: 'POST a JSON object with a `query`, with the content-type application/json.',
      },
    },
  ],
};

test.each([[''], ['{"query":'], ['{"__proto__":{"x":1},"query":"{ __typename }"}'], ['['.repeat(100_000)]])(
  'a body that is not JSON is rejected: %.40s',
  async (payload) => {
    expect(await post(payload)).toEqual({ statusCode: 400, body: NO_REQUEST });
  },
);

test('a body larger than a megabyte is rejected', async () => {
  const payload = JSON.stringify({ query: QUERY, variables: { long: 'x'.repeat(1024 * 1024) } });
  expect(await post(payload)).toEqual({
    statusCode: 413,
    body: only({
      code: 'REQUEST_TOO_LARGE',
      message: 'The body of the request is too large: at most 1048576 bytes are allowed.',
    }),
  });
});

test('a document whose fragments form a cycle is rejected', async () => {
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
  [[], 'BAD_REQUEST'],
  [[{ query: QUERY }, 5], 'BAD_REQUEST'],
  [{ query: 5 }, 'BAD_REQUEST'],
  [{ query: QUERY, variables: '{}' }, 'BAD_REQUEST'],
  [{ query: '{ metrics(' }, 'GRAPHQL_PARSE_FAILED'],
  [{ query: 'select 1' }, 'GRAPHQL_PARSE_FAILED'],
  [{ query: '{ metric }' }, 'GRAPHQL_VALIDATION_FAILED'],
  [{ query: `query A ${QUERY} query B ${QUERY}` }, 'OPERATION_RESOLUTION_FAILURE'],
  [{ query: `query A ${QUERY}`, operationName: 'B' }, 'OPERATION_RESOLUTION_FAILURE'],
])('a body that is no GraphQL request is rejected: %j', async (request, code) => {
  const { statusCode, body } = await post(JSON.stringify(request));
  expect({ statusCode, codes: body.errors?.map(({ extensions }) => extensions) }).toEqual({
    statusCode: 400,
    codes: [{ code, hint: expect.stringMatching(/./) as string }],
  });
});

test('a request that any page could send is rejected: it could ask in the name of the visitor', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    expect(await post(JSON.stringify({ query: QUERY }), { 'content-type': type })).toEqual({
      statusCode: 415,
      body: only({
        code: 'UNSUPPORTED_MEDIA_TYPE',
        message: `The request's content-type is "${type}", which is not supported.`,
      }),
    });
  }
  const url = `/graphql?query=${encodeURIComponent(QUERY)}`;
  const refused = await server.app.inject({ method: 'GET', url });
  expect(refused.statusCode).toBe(400);
  expect(refused.json()).toEqual(
    only({ code: 'BAD_REQUEST', message: 'Any web page could make a browser send this request.' }),
  );
  const headers = { 'apollo-require-preflight': 'true' };
  expect((await server.app.inject({ method: 'GET', url, headers })).json()).toEqual(ANSWER);
});

test('a compressed body is not unpacked', async () => {
  expect(await post('{}', { ...JSON_TYPE, 'content-encoding': 'gzip' })).toEqual({
    statusCode: 415,
    body: only({
      code: 'UNSUPPORTED_MEDIA_TYPE',
      message: 'The request\'s content-encoding is "gzip", which is not supported.',
    }),
  });
});

test('answers and errors come in the accepted type', async () => {
  const typeFor = async (accept: string, payload: string) => {
    const headers = { ...JSON_TYPE, accept };
    const answer = await server.app.inject({ method: 'POST', url: '/graphql', payload, headers });
    return [answer.statusCode, answer.headers['content-type']];
  };
  const query = JSON.stringify({ query: QUERY });
  const [json, graphql] = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'];
  expect(await typeFor('*/*', query)).toEqual([200, json]);
  expect(await typeFor('application/graphql-response+json, application/json;q=0.9', query)).toEqual([200, graphql]);
  expect(await typeFor('application/graphql-response+json', '{"query":')).toEqual([400, graphql]);
  expect(await typeFor('application/json', '{"query":')).toEqual([400, json]);
  expect(await typeFor('text/csv', query)).toEqual([406, json]);
  expect(await post(query, { ...JSON_TYPE, accept: 'text/csv' })).toEqual({
    statusCode: 406,
    body: only({ code: 'NOT_ACCEPTABLE' }),
  });
});

test('HEAD is GET without a body, OPTIONS lists the methods, other methods are rejected', async () => {
  const headers = { 'apollo-require-preflight': 'true' };
  const url = `/graphql?query=${encodeURIComponent(QUERY)}`;
  const [get, head] = [
    await server.app.inject({ method: 'GET', url, headers }),
    await server.app.inject({ method: 'HEAD', url, headers }),
  ];
  expect([head.statusCode, head.headers['content-type'], head.headers['content-length'], head.body]).toEqual([
    200,
    get.headers['content-type'],
    get.headers['content-length'],
    '',
  ]);
  const options = await server.app.inject({ method: 'OPTIONS', url: '/graphql' });
  expect([options.statusCode, options.headers['allow'], options.body]).toEqual([204, 'GET, HEAD, POST, OPTIONS', '']);
  for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
    const refused = await server.app.inject({ method, url: '/graphql', payload: '{}', headers: JSON_TYPE });
    expect([refused.statusCode, refused.headers['allow']]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
    expect(refused.json()).toEqual(
      only({ code: 'METHOD_NOT_ALLOWED', message: `${method} is not allowed at "/graphql".` }),
    );
  }
});

test('other addresses lead to the page and to health', async () => {
  const root = await server.app.inject('/');
  expect([root.statusCode, root.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  for (const url of ['/none?query=x', '/graphql/']) {
    const refused = await server.app.inject(url);
    expect([refused.statusCode, refused.json()]).toEqual([404, only({ code: 'NOT_FOUND' })]);
  }
  const unreadable = await server.app.inject('/%');
  expect([unreadable.statusCode, unreadable.json()]).toEqual([400, only({ code: 'BAD_REQUEST' })]);
  expect((await server.app.inject('/healthz')).json()).toEqual({
    status: 'ok',
    engine: 'postgresql',
    registryVersion: server.registry.version,
  });
});
