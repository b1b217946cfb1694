import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { readCsv } from '../export/exporting';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { changedModel } from './changedModel';
import { gatewayServer, type GatewayServer } from './gatewayServer';

/** An answer depends on the role and the claims of the caller's proof. */
const ROLES = `
roles:
  analyst:
    label: { en: Analyst, zh: 分析师 }
    plan: true
  channel_manager:
    label: { en: Channel manager, zh: 渠道经理 }
    metrics: { except: [cost] }
    dimensions: { except: [user_id] }
    rows: [{ utm_source: { claim: channels } }]
`;
const google = { role: 'channel_manager', claims: { channels: ['google'] } };
const KEYS = {
  analyst: { role: 'analyst' },
  google,
  weixin: { ...google, claims: { channels: 'weixin' } },
  unclaimed: { role: 'channel_manager' },
  nameless: {},
  stranger: { role: 'channel_manger' },
  router: { router: true },
} as const;
type Name = keyof typeof KEYS;
const secrets = Object.fromEntries(Object.keys(KEYS).map((name) => [name, newKey()])) as Record<Name, string>;

let directory: { path: string; remove(): Promise<void> };
let model: { path: string; remove(): Promise<void> };
let server: GatewayServer;
let auth: ReturnType<typeof readAuth>;
beforeAll(async () => {
  directory = await temporaryDirectory();
  model = await changedModel('model.yaml', (text) => text);
  writeFileSync(path.join(model.path, 'roles.yaml'), ROLES);
  const file = path.join(directory.path, 'keys.yaml');
  const keys = Object.entries(KEYS).map(([name, entry]) => ({ name, sha256: hashOf(secrets[name as Name]), ...entry }));
  writeFileSync(file, JSON.stringify({ keys }));
  auth = readAuth((name) => ({ API_KEYS_FILE: file })[name]);
  server = await gatewayServer({ model: model.path, http: { auth } });
});
afterAll(async () => {
  expect(server.internal).toEqual([]);
  await server.close();
  await model.remove();
  await directory.remove();
});

const by = (name: Name) => ({ 'x-api-key': secrets[name] });
const forwarded = (claims: object) => ({
  ...by('router'),
  'metergate-claims': Buffer.from(JSON.stringify(claims)).toString('base64url'),
});

async function ask(headers: Record<string, string>, query: string) {
  const { statusCode, body } = await server.app.inject({
    method: 'POST',
    url: '/graphql',
    payload: { query },
    headers,
  });
  const { data, errors = [] } = JSON.parse(body);
  return { status: statusCode, data, errors };
}

const RANGE = 'range: { from: "2026-03-02", to: "2026-03-09" }, asOf: "2026-03-12T09:30:00+08:00"';
const BY_CHANNEL = `{ metrics(${RANGE}, groupBy: [utm_source]) { rows { by { utm_source } values { user_source_channel } } } }`;
const channelsOf = (data: { metrics: { rows: { by: { utm_source: string } }[] } }) =>
  data.metrics.rows.map(({ by: { utm_source: channel } }) => channel);

describe('a role', () => {
  test.each([
    ['introspection', getIntrospectionQuery()],
    ['what routers compose', '{ _service { sdl } }'],
    ['the catalog', '{ metricCatalog { metrics { key } dimensions { key } } }'],
  ])('has a schema of its own: %s', async (_, query) => {
    const [whole, own] = [await ask(by('analyst'), query), await ask(by('google'), query)];
    for (const name of ['tokens_consumed', 'user_id', 'tasks']) {
      const isNamed = ({ data }: typeof whole) => new RegExp(`(?<![.\\w])${name}\\b`).test(JSON.stringify(data));
      expect([name, isNamed(whole), isNamed(own)]).toEqual([name, true, name === 'tasks']);
    }
  });

  test.each([
    `{ metrics(${RANGE}) { rows { values { NAME } } } }`,
    `{ metrics(${RANGE}, select: [NAME]) { rowCount } }`,
  ])('gets the error of an unknown name for an invisible one: %s', async (query) => {
    const told = async (name: string) => {
      const { status, data, errors } = await ask(by('google'), query.replace('NAME', name));
      expect([status, data]).toEqual([400, undefined]);
      return JSON.stringify(errors).replaceAll(name, 'NAME');
    };
    expect(await told('tokens_consumed')).toBe(await told('tokens_consumer'));
  });

  test('has the rows of its claims', async () => {
    expect(channelsOf((await ask(by('google'), BY_CHANNEL)).data)).toEqual(['google']);
    expect(channelsOf((await ask(by('weixin'), BY_CHANNEL)).data)).toEqual(['weixin']);
    expect(channelsOf((await ask(by('analyst'), BY_CHANNEL)).data).length).toBeGreaterThan(2);
  });

  test('with other claims gets another answer to the same query at the same time', async () => {
    const names = ['analyst', 'google', 'weixin'] as const;
    const total = `{ metrics(${RANGE}) { rows { values { user_source_channel } } meta { freshness { latest } } }
      metricCatalog { dimension(key: utm_source) { values { value } } } }`;
    const alone = [];
    for (const name of names) alone.push((await ask(by(name), total)).data);
    expect(new Set(alone.map((data) => JSON.stringify(data))).size).toBe(3);
    const asked = names.flatMap((name) => [name, name, name]);
    const together = await Promise.all(asked.map(async (name) => [name, (await ask(by(name), total)).data]));
    for (const [name, data] of together) expect(data).toEqual(alone[names.indexOf(name)]);
  });

  test('may not see the plan unless the role has `plan: true`', async () => {
    const query = `{ metrics(${RANGE}, select: [tasks]) { plan { sql } } }`;
    const refused = await ask(by('google'), query);
    expect([refused.status, refused.data]).toEqual([200, { metrics: null }]);
    expect(refused.errors).toMatchObject([{ path: ['metrics'], extensions: { code: 'FORBIDDEN' } }]);
    expect((await ask(by('analyst'), query)).errors).toEqual([]);
  });
});

describe('a router', () => {
  const query = `{ metrics(${RANGE}) { rows { values { tasks tokens_consumed } } } }`;

  test('queries the schema of all roles; an invisible metric is null beside its siblings', async () => {
    const { status, data, errors } = await ask(forwarded({ sub: 'someone', ...google, ...google.claims }), query);
    expect(status).toBe(200);
    expect(data.metrics.rows).toEqual([{ values: { tasks: expect.any(Number) as number, tokens_consumed: null } }]);
    expect(errors).toMatchObject([
      { path: ['metrics', 'rows', 0, 'values', 'tokens_consumed'], extensions: { code: 'UNKNOWN_NAME' } },
    ]);
    expect((await ask(forwarded({ role: 'analyst' }), query)).errors).toEqual([]);
  });

  test('gets the rows of the viewer that it asks for', async () => {
    const rows = async (channels: string[]) =>
      channelsOf((await ask(forwarded({ role: 'channel_manager', channels }), BY_CHANNEL)).data);
    expect(await rows(['weixin', 'douyin'])).toEqual(['douyin', 'weixin']);
    expect(await rows([])).toEqual([]);
  });

  test('gets no answer for a viewer without a role', async () => {
    expect(await ask(forwarded({ sub: 'someone' }), query)).toMatchObject({ status: 403 });
  });
});

describe.each<[string, Name, string]>([
  ['no role', 'nameless', 'You have no role, and this registry is visible only to roles.'],
  ['a role that there is not', 'stranger', 'There is no role "channel_manger".'],
  ['not what its rows go by', 'unclaimed', 'The role "channel_manager" needs the claim "channels", which is missing.'],
])('proof that names %s', (_, name, message) => {
  const forbidden = { errors: [{ message, extensions: { code: 'FORBIDDEN', hint: expect.any(String) as string } }] };

  test('gets no data', async () => {
    for (const query of [BY_CHANNEL, '{ __typename }', getIntrospectionQuery(), '{ _service { sdl } }']) {
      expect(await ask(by(name), query)).toEqual({ status: 403, data: undefined, ...forbidden });
    }
    for (const url of ['/export.csv', '/export.json', '/export.ndjson']) {
      const payload = { range: { last: 7, unit: 'DAY' }, select: ['tasks'] };
      const answer = await server.app.inject({ method: 'POST', url, payload, headers: by(name) });
      expect([answer.statusCode, answer.json()]).toEqual([403, forbidden]);
    }
  });
});

describe('an export', () => {
  const rows = { range: { from: '2026-03-02', to: '2026-03-09' }, groupBy: ['utm_source'] };
  const send = (headers: Record<string, string>, payload: object) =>
    server.app.inject({ method: 'POST', url: '/export.csv', payload, headers });

  test('contains the rows of the role', async () => {
    const exported = async (name: Name) =>
      readCsv((await send(by(name), { ...rows, select: ['user_source_channel'] })).body).map(
        (row) => row['utm_source'],
      );
    expect(await exported('google')).toEqual(['google']);
    expect((await exported('analyst')).length).toBeGreaterThan(2);
  });

  test.each([
    ['a metric', { ...rows, select: ['tokens_consumed'] }],
    ['a metric beside others', { ...rows, select: ['tasks', 'tokens_consumed'] }],
    ['a dimension', { ...rows, select: ['tasks'], groupBy: ['user_id'] }],
  ])('rejects %s that the role may not see, through a router too', async (_, payload) => {
    for (const headers of [by('google'), forwarded({ ...google, ...google.claims })]) {
      const { statusCode, body } = await send(headers, payload);
      expect([statusCode, JSON.parse(body).errors.length]).toEqual([400, 1]);
    }
    expect((await send(by('analyst'), payload)).statusCode).toBe(200);
  });
});

test('without authentication everything is visible', async () => {
  const open = await gatewayServer({ model: model.path });
  const { status, errors } = await open.ask(
    `{ metrics(${RANGE}) { plan { sql } rows { values { tokens_consumed } } } }`,
  );
  expect([status, errors]).toEqual([200, []]);
  await open.close();
});

test('the page is open to everybody, and names nothing of the registry', async () => {
  const { statusCode, body } = await server.app.inject({ method: 'GET', url: '/graphiql' });
  expect(statusCode).toBe(200);
  for (const key of server.registry.metrics.keys()) expect(body).not.toMatch(new RegExp(`\\b${key}\\b`));
});

test('in a registry without roles a caller without a role sees everything, and a named role is unknown', async () => {
  const plain = await gatewayServer({ http: { auth } });
  const asked = async (name: Name) =>
    (await plain.app.inject({ method: 'POST', url: '/graphql', payload: { query: BY_CHANNEL }, headers: by(name) }))
      .statusCode;
  expect([await asked('nameless'), await asked('analyst')]).toEqual([200, 403]);
  await plain.close();
});
