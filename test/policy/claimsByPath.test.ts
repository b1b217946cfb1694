import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { viewOf } from '../../src/policy/view';
import { loadRegistry } from '../../src/registry/load';
import { changedModel } from '../graphql/changedModel';

/** Row filters of roles by claims within claims, as Supabase and Auth0 write them. */
const ROLES = `
roles:
  manager:
    label: { en: Manager, zh: 经理 }
    dimensions: { except: [user_id] }
    metrics: [new_registrations]
    rows: [{ utm_source: { claim: app_metadata.channels } }]
`;
let model: { path: string; remove(): Promise<void> };
beforeAll(async () => {
  model = await changedModel('model.yaml', (text) => text);
  writeFileSync(path.join(model.path, 'roles.yaml'), ROLES);
});
afterAll(() => model.remove());

function rowsFor(claims: Record<string, unknown>): string {
  return JSON.stringify(viewOf(loadRegistry(model.path), { role: 'manager', claims, schema: 'own' }).policy.rows);
}

test.each([
  ['a claim within a claim', { app_metadata: { channels: ['google', 'weixin'] } }, ['google', 'weixin']],
  ['one value', { app_metadata: { channels: 'google' } }, ['google']],
  ['a claim of the whole name comes first', { 'app_metadata.channels': 'a', app_metadata: { channels: 'b' } }, ['a']],
])('%s', (_, claims, values) => {
  expect(rowsFor(claims)).toContain(JSON.stringify(values));
});

test.each([
  ['none', {}],
  ['a text where an object is expected', { app_metadata: 'channels' }],
  ['an inherited property', { app_metadata: Object.create({ channels: 'google' }) as object }],
  ['null', { app_metadata: { channels: null } }],
])('no such claim refuses the role: %s', (_, claims) => {
  expect(() => rowsFor(claims)).toThrow('needs the claim "app_metadata.channels", which is missing');
});
