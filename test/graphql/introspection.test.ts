import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { liveServer, type LiveServer } from '../live/liveServer';
import { changedModel } from './changedModel';

/**
 * A role may be without access to the schema itself, whatever way it asks; its queries of numbers
 * are answered.
 */
const ROLES = `
roles:
  developer: { label: { en: Developer, zh: 开发 } }
  board: { label: { en: Board, zh: 看板 }, introspection: false }
`;
const secrets = { developer: newKey(), board: newKey(), router: newKey() };

let directory: { path: string; remove(): Promise<void> };
let model: { path: string; remove(): Promise<void> };
let server: LiveServer;
beforeAll(async () => {
  directory = await temporaryDirectory();
  model = await changedModel('model.yaml', (text) => text);
  writeFileSync(path.join(model.path, 'roles.yaml'), ROLES);
  const file = path.join(directory.path, 'keys.yaml');
  const keys = Object.entries(secrets).map(([name, key]) => ({
    name,
    sha256: hashOf(key),
    ...(name === 'router' ? { router: true } : { role: name }),
  }));
  writeFileSync(file, JSON.stringify({ keys }));
  const auth = readAuth((name) => ({ API_KEYS_FILE: file })[name]);
  server = await liveServer({ model: model.path, http: { auth } });
});
afterAll(async () => {
  expect(server.internal).toEqual([]);
  await server.close();
  await model.remove();
  await directory.remove();
});

const developer = { 'x-api-key': secrets.developer };
const board = { 'x-api-key': secrets.board };
const forwarded = (role: string) => ({
  'x-api-key': secrets.router,
  'metergate-claims': Buffer.from(JSON.stringify({ role })).toString('base64url'),
});

async function ask(headers: Record<string, string>, query: string, variables?: object) {
  const payload = { query, variables };
  const { statusCode, body } = await server.app.inject({ method: 'POST', url: '/graphql', payload, headers });
  const { data, errors = [] } = JSON.parse(body);
  return { status: statusCode, data, errors };
}

const FORBIDDEN = {
  message: 'The schema is not visible to the role "board".',
  extensions: { code: 'FORBIDDEN', hint: expect.stringContaining('metricCatalog') as string },
};
const TYPE = '{ __type(name: "Query") { name } }';
const SERVICE = '{ _service { sdl } }';
const SCHEMA = [
  getIntrospectionQuery(),
  TYPE,
  'query { ...a } fragment a on Query { ... { s: __schema { queryType { name } } } }',
];

test.each([...SCHEMA, SERVICE])(
  'introspection is rejected, and nothing of the document is answered: %.50s',
  async (query) => {
    expect((await ask(developer, query)).errors).toEqual([]);
    const { status, data, errors } = await ask(board, query);
    expect([status, data]).toEqual([400, undefined]);
    expect(errors).toMatchObject([FORBIDDEN]);
  },
);

test.each(SCHEMA)('introspection through a router is rejected too: %.50s', async (query) => {
  expect((await ask(forwarded('developer'), query)).errors).toEqual([]);
  expect((await ask(forwarded('board'), query)).errors).toMatchObject([FORBIDDEN]);
  // And the rules of one request do not apply to the next.
  expect((await ask(forwarded('developer'), query)).errors).toEqual([]);
});

test('a router may compose the schema', async () => {
  const { errors, data } = await ask(forwarded('board'), SERVICE);
  expect([errors, typeof data._service.sdl]).toEqual([[], 'string']);
});

test('numbers, the catalog and `__typename` are answered', async () => {
  const query = `{ __typename metricCatalog { __typename metrics { key } }
    metrics(range: { from: "2026-03-02", through: "2026-03-08" }) { __typename rows { values { tasks } } } }`;
  const { status, errors, data } = await ask(board, query);
  expect([status, errors, data.__typename]).toEqual([200, [], 'Query']);
  expect(data).toEqual((await ask(developer, query)).data);
});

test.each<[string, object]>([
  ['{ metricCatalogue { version } }', {}],
  ['{ metricCatalog { metric(key: taskss) { label } } }', {}],
  ['query ($key: MetricKey!) { metricCatalog { metric(key: $key) { label } } }', { key: 'taskss' }],
  [
    'query ($w: MetricDimensionFilter) { metricCatalog { version } metrics(range: { last: 1, unit: DAY }, where: $w) { rowCount } }',
    { w: { utm_sourc: {} } },
  ],
])('an error suggests no name: %s', async (query, variables) => {
  const guessed = (await ask(developer, query, variables)).errors[0].message;
  expect(guessed).toMatch(/Did you mean/);
  const told = (await ask(board, query, variables)).errors[0].message;
  expect(told).not.toMatch(/Did you mean/);
  expect(guessed.startsWith(told)).toBe(true);
});

test('introspection over an event stream is rejected', async () => {
  const events = async (query: string) => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream', ...board };
    const answer = await fetch(server.httpUrl, { method: 'POST', headers, body: JSON.stringify({ query }) });
    return answer.text();
  };
  expect(await events(TYPE)).toContain('The schema is not visible to the role');
  const told = await events('subscription { metricsChange { rowCount } }');
  expect(told).toContain('Cannot query field');
  expect(told).not.toContain('Did you mean');
});

test('introspection over a WebSocket is rejected', async () => {
  const told = (query: string) =>
    new Promise<unknown>((resolve) => {
      const client = createClient({
        url: server.httpUrl.replace(/^http/, 'ws'),
        webSocketImpl: WebSocket,
        connectionParams: board,
        retryAttempts: 0,
      });
      const end = (outcome: unknown) => {
        resolve(outcome);
        void client.dispose();
      };
      client.subscribe({ query }, { next: end, error: end, complete: () => undefined });
    });
  expect(await told(TYPE)).toMatchObject([FORBIDDEN]);
  expect(await told('{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  expect(await told('{ metricCatalogue { version } }')).toMatchObject([
    {
      message: expect.not.stringContaining('Did you mean') as string,
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    },
  ]);
});
