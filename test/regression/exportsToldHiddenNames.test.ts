import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { changedModel } from '../graphql/changedModel';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';

/**
 * A role without introspection could guess names by exports: the errors of arguments suggested near
 * names, as those of GraphQL did not.
 */
const ROLES = `
roles:
  developer: { label: { en: Developer, zh: 开发 } }
  board: { label: { en: Board, zh: 看板 }, introspection: false }
`;
const secrets = { developer: newKey(), board: newKey() };

let directory: { path: string; remove(): Promise<void> };
let model: { path: string; remove(): Promise<void> };
let server: GatewayServer;
beforeAll(async () => {
  directory = await temporaryDirectory();
  model = await changedModel('model.yaml', (text) => text);
  writeFileSync(path.join(model.path, 'roles.yaml'), ROLES);
  const file = path.join(directory.path, 'keys.yaml');
  const keys = Object.entries(secrets).map(([name, key]) => ({ name, sha256: hashOf(key), role: name }));
  writeFileSync(file, JSON.stringify({ keys }));
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

async function messages(role: keyof typeof secrets, payload: object): Promise<string[]> {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/export.csv',
    headers: { 'x-api-key': secrets[role] },
    payload,
  });
  expect(answer.statusCode).toBe(400);
  return (answer.json() as { errors: { message: string }[] }).errors.map(({ message }) => message);
}

const RANGE = { range: { last: 7, unit: 'DAY' } };
test.each<[string, object]>([
  ['a metric', { ...RANGE, select: ['taskss'] }],
  ['an argument', { ...RANGE, select: ['tasks'], groupby: [] }],
  ['a dimension', { ...RANGE, select: ['tasks'], where: { utm_sourc: {} } }],
  ['two mistakes', { ...RANGE, select: ['taskss'], where: { or: [{ utm_sourc: {} }] } }],
])('an error suggests no name: %s', async (_, payload) => {
  const guessed = await messages('developer', payload);
  expect(guessed.join()).toMatch(/Did you mean/);
  const told = await messages('board', payload);
  expect(told.join()).not.toMatch(/Did you mean/);
  expect(told).toEqual(guessed.map((message) => message.replace(/ ?Did you mean .*$/, '')));
});
