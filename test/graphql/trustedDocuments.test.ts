import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartupProblem } from '../../src/server/startupProblem';
import { trustedDocuments } from '../../src/server/http/trustedDocuments';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { gatewayServer, type GatewayServer } from './gatewayServer';

/**
 * Trusted documents, which clients are built with. A client names one by its id; the gateway may
 * reject all other documents.
 */
const KPI = 'query Kpi($n: Int!) { metrics(range: { last: $n, unit: DAY }) { rowCount rows { values { tasks } } } }';
const HASH = createHash('sha256').update(KPI).digest('hex');
let directory: { path: string; remove(): Promise<void> };
let manifest: string;
let open: GatewayServer;
let closed: GatewayServer;
beforeAll(async () => {
  directory = await temporaryDirectory();
  manifest = path.join(directory.path, 'persisted-documents.json');
  writeFileSync(manifest, JSON.stringify({ kpi: KPI }));
  open = await gatewayServer({ http: { documents: { manifest, only: false } } });
  closed = await gatewayServer({ http: { documents: { manifest, only: true } } });
});
afterAll(async () => {
  await Promise.all([open.close(), closed.close()]);
  await directory.remove();
});

const variables = { n: 3 };
async function post(server: GatewayServer, payload: object) {
  const { statusCode, body } = await server.app.inject({ method: 'POST', url: '/graphql', payload });
  return { status: statusCode, ...JSON.parse(body) };
}

test.each<[string, object]>([
  ['the id of the manifest', { documentId: 'kpi' }],
  ['the hash of its text', { documentId: HASH }],
  ['the hash, with its name', { documentId: `sha256:${HASH}` }],
  ['the hash, as Apollo’s clients send it', { extensions: { persistedQuery: { version: 1, sha256Hash: HASH } } }],
  ['its text', { query: KPI }],
])('a document is run by %s', async (_, named) => {
  for (const server of [open, closed]) {
    const { status, data, errors } = await post(server, { ...named, variables });
    expect([status, errors]).toEqual([200, undefined]);
    expect(data.metrics.rowCount).toBe(1);
  }
});

test('a document is run by GET, in a batch', async () => {
  const search = new URLSearchParams({ documentId: 'kpi', variables: JSON.stringify(variables) });
  const headers = { 'apollo-require-preflight': 'true' };
  const got = await closed.app.inject({ method: 'GET', url: `/graphql?${search}`, headers });
  expect(JSON.parse(got.body).data.metrics.rowCount).toBe(1);
  const payload = [
    { documentId: 'kpi', variables },
    { documentId: HASH, variables: { n: 1 } },
  ];
  const { body } = await closed.app.inject({ method: 'POST', url: '/graphql', payload });
  expect(JSON.parse(body).map(({ data }: { data: { metrics: object } }) => data.metrics)).toHaveLength(2);
});

test.each(['{ metricCatalog { version } }', '{ __schema { types { name } } }', `${KPI} `, 'nonsense'])(
  'where only trusted documents are allowed, any other document is rejected: %s',
  async (query) => {
    const { status, errors } = await post(closed, { query, variables });
    expect(status).toBe(400);
    expect(errors[0].extensions).toMatchObject({ code: 'DOCUMENT_NOT_TRUSTED' });
    expect(
      (
        await post(closed, [
          { documentId: 'kpi', variables },
          { query, variables },
        ])
      ).status,
    ).toBe(400);
  },
);

test('an unknown id is an error, and Apollo does not take it for a persisted query to register', async () => {
  for (const server of [open, closed]) {
    const { status, errors } = await post(server, { documentId: 'kpis', query: '{ __typename }' });
    expect(status).toBe(400);
    expect(errors[0].extensions).toMatchObject({ code: 'UNKNOWN_DOCUMENT' });
  }
  const query = '{ __typename }';
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const learnt = await post(closed, { query, extensions: { persistedQuery: { version: 1, sha256Hash } } });
  expect(learnt.errors[0].extensions).toMatchObject({ code: 'DOCUMENT_NOT_TRUSTED' });
});

test('a manifest of Apollo’s is read as well; an invalid one fails at the start', () => {
  const read = (content: unknown) => {
    const file = path.join(directory.path, 'other.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return trustedDocuments({ manifest: file, only: true });
  };
  const apollo = { format: 'apollo-persisted-query-manifest', version: 1, operations: [{ id: 'a', body: KPI }] };
  expect(read(apollo)({ documentId: 'a' }, false)).toBe(KPI);
  for (const content of ['{', [], 'null', { a: 1 }, { a: '{' }, { operations: [{ id: 'a' }] }]) {
    if (JSON.stringify(content) === '[]' || content === 'null')
      expect(() => read(content)({ query: KPI }, false)).toThrow();
    else expect(() => read(content)).toThrow(StartupProblem);
  }
});
