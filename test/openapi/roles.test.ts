import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { changedModel } from '../graphql/changedModel';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';

/** `/openapi.json` needs the same proof as an export, and has only names that its caller sees. */
const ROLES = `
roles:
  analyst:
    label: { en: Analyst, zh: 分析师 }
  rates_only:
    label: { en: Sees rates, zh: 比率 }
    metrics: [payment_conversion_rate]
    dimensions: [utm_source]
  board:
    label: { en: Board, zh: 看板 }
    introspection: false
`;
const keys = { analyst: newKey(), rates_only: newKey(), board: newKey() };
let directory: { path: string; remove(): Promise<void> };
let model: { path: string; remove(): Promise<void> };
let server: GatewayServer;
beforeAll(async () => {
  directory = await temporaryDirectory();
  model = await changedModel('model.yaml', (text) => text);
  writeFileSync(path.join(model.path, 'roles.yaml'), ROLES);
  const file = path.join(directory.path, 'keys.yaml');
  const entries = Object.entries(keys).map(([role, key]) => ({ name: role, sha256: hashOf(key), role }));
  writeFileSync(file, JSON.stringify({ keys: entries }));
  server = await gatewayServer({
    model: model.path,
    http: { auth: readAuth((name) => ({ API_KEYS_FILE: file })[name]) },
  });
});
afterAll(async () => {
  expect(server.internal).toEqual([]);
  await server.close();
  await model.remove();
  await directory.remove();
});

const asked = (key?: string) =>
  server.app.inject({ url: '/openapi.json', headers: key === undefined ? {} : { 'x-api-key': key } });

test('a caller without a key is rejected', async () => {
  const answer = await asked();
  expect(answer.statusCode).toBe(401);
  expect(answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

test('a role finds the names that it sees, and how to prove who it is', async () => {
  const { statusCode, body } = await asked(keys.rates_only);
  expect(statusCode).toBe(200);
  const { components, security } = JSON.parse(body) as Document;
  expect(components.schemas['MetricKey']).toMatchObject({ enum: ['payment_conversion_rate'] });
  expect(Object.keys(components.securitySchemes)).toEqual(['bearer', 'apiKey']);
  expect(security).toEqual([{ bearer: [] }, { apiKey: [] }]);
  expect(body).not.toMatch(/task_type|revenue_mrr/);
  expect((await asked(keys.analyst)).body).toMatch(/task_type[^]*revenue_mrr|revenue_mrr[^]*task_type/);
});

interface Document {
  readonly security: unknown;
  readonly components: { readonly schemas: Record<string, object>; readonly securitySchemes: object };
}

test('a role that may not read the schema may not read this', async () => {
  const answer = await asked(keys.board);
  expect(answer.statusCode).toBe(403);
  expect(answer.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
});
