import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { ERROR_CODES } from '../../src/errors';
import { HINTS } from '../../src/graphql/hints';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { changedModel } from '../graphql/changedModel';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { watched } from '../graphql/watchedEngine';
import { CORPUS, LONG, MARK, UNSTORABLE } from './corpus';
import { BY_CHANNEL, INPUTS, type Sent } from './inputs';

/**
 * Any text in any place of a request is only a value. No statement's text contains it, it matches
 * only rows equal to it, and no table changes.
 */
const ROLES = `
roles:
  everything: { label: { en: Everything, zh: 全部 }, plan: true }
  channel_manager: { label: { en: Channels, zh: 渠道 }, rows: [{ utm_source: { claim: channels } }] }
  person: { label: { en: Their own, zh: 本人 }, rows: [{ user_id: { claim: sub } }] }
`;
const DOCUMENTED: readonly string[] = [...ERROR_CODES.filter((code) => code !== 'INTERNAL'), ...Object.keys(HINTS)];
const TEXTS = [...CORPUS, ...LONG, ...UNSTORABLE];
/**
 * Each input gets one in this many texts, with another start each; `INJECTION_EACH=1` sends all
 * texts to all inputs.
 */
const ONE_IN = Number(process.env['INJECTION_EACH'] ?? 3);
/**
 * Channels of users: each text that can be stored, and one that a pattern or an open quote would
 * also match.
 */
const STORED = [...CORPUS, ...LONG.slice(0, 2)].flatMap((text) => [text, `${text}x`]);

const watch = watched();
const secret = newKey();
let directory: { path: string; remove(): Promise<void> };
let model: { path: string; remove(): Promise<void> };
let server: GatewayServer;
let owner: Client;
beforeAll(async () => {
  directory = await temporaryDirectory();
  const limits = 'limits:\n  costPerMinute: 2000000000';
  model = await changedModel('model.yaml', (text) => text.replace('limits:', limits));
  writeFileSync(path.join(model.path, 'roles.yaml'), ROLES);
  const file = path.join(directory.path, 'keys.yaml');
  writeFileSync(
    file,
    JSON.stringify({ keys: [{ name: 'router', sha256: hashOf(secret), role: 'everything', router: true }] }),
  );
  const auth = readAuth((name) => ({ API_KEYS_FILE: file })[name]);
  server = await gatewayServer({ model: model.path, http: { auth }, through: watch.through });
  owner = new Client({ connectionString: server.url! });
  await owner.connect();
  await owner.query(
    `insert into "user" (id, utm_source, registration_date) select 1000 + i, text, '2026-03-03' from unnest($1::text[]) with ordinality as t (text, i)`,
    [STORED],
  );
});
afterAll(async () => {
  await owner.end();
  await server.close();
  await model.remove();
  await directory.remove();
});

/** Returns a checksum of every table. */
async function checksum(): Promise<unknown> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const each = tables.map(
    ({ name }) => `select '${name}' as name, md5(string_agg(t::text, '|' order by t::text)) as sum from ${name} as t`,
  );
  return (await owner.query(each.join(' union all '))).rows;
}

async function send({ claims = { role: 'everything' }, headers, ...sent }: Sent) {
  const vouched = { 'metergate-claims': Buffer.from(JSON.stringify(claims)).toString('base64url') };
  const proof = headers?.['x-api-key'] === undefined ? { 'x-api-key': secret, ...vouched } : {};
  const { statusCode, body } = await server.app.inject({ method: 'POST', ...sent, headers: { ...proof, ...headers } });
  return { status: statusCode, body };
}

let before: unknown;
test('there are tables that could change', async () => {
  before = await checksum();
  expect(before).toHaveLength(6);
});

test.each(Object.keys(INPUTS).map((input, index) => [input, index] as const))('%s', async (input, index) => {
  watch.statements.length = 0;
  await Promise.all(
    TEXTS.filter((_, at) => (at + index) % ONE_IN === 0).map(async (text) => {
      const { status, body } = await send(INPUTS[input]!(text));
      const told = `${JSON.stringify(text.slice(0, 80))}: ${status} ${body.slice(0, 500)}`;
      if (![200, 400, 401, 403, 404, 414].includes(status)) throw new Error(told);
      for (const { code, hint } of extensionsIn(body)) {
        if (!DOCUMENTED.includes(code) || !hint) throw new Error(told);
      }
    }),
  );
  expect(watch.statements.filter((one) => one.text.includes(MARK))).toEqual([]);
  expect(server.internal).toEqual([]);
  expect(await checksum()).toEqual(before);
});

/** Returns the extensions of the errors; an export's file has none. */
function extensionsIn(body: string): { code: string; hint?: string }[] {
  if (!body.startsWith('{"errors"') && !body.startsWith('{"data"')) return [];
  const { errors = [] } = JSON.parse(body) as { errors?: { extensions: { code: string; hint?: string } }[] };
  return errors.map(({ extensions }) => extensions);
}

const channelsIn = (body: string): string[] =>
  (JSON.parse(body) as { data: { metrics: { rows: { by: { utm_source: string } }[] } } }).data.metrics.rows.map(
    ({ by }) => by.utm_source,
  );

test('a filter and a claim match the rows equal to it, and a search finds the values that contain it', async () => {
  for (const text of STORED) {
    for (const input of ['where eq', 'a claim', 'a claim that is no list']) {
      expect([input, channelsIn((await send(INPUTS[input]!(text))).body)]).toEqual([input, [text]]);
    }
    const found = JSON.parse((await send(INPUTS['search of values']!(text))).body).data.metricCatalog.dimension.values;
    const holding = STORED.filter((one) => one.toLowerCase().includes(text.toLowerCase()));
    expect(found.map(({ value }: { value: string }) => value).sort()).toEqual(holding.sort());
  }
});

test('a claim that no text column can store is rejected, and so is a claim for an id that is not a number', async () => {
  const query = {
    payload: JSON.stringify({ query: BY_CHANNEL }),
    url: '/graphql',
    headers: { 'content-type': 'application/json' },
  };
  for (const text of UNSTORABLE) {
    const { status, body } = await send({ ...query, claims: { role: 'channel_manager', channels: [text] } });
    expect([status, extensionsIn(body)[0]?.code]).toEqual([403, 'FORBIDDEN']);
  }
  for (const text of TEXTS) {
    const { status } = await send({ ...query, claims: { role: 'person', sub: text } });
    expect(status).toBe(403);
  }
});
