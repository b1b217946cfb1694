import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { readLinkKey, signatureOf } from '../../src/server/auth/links';
import { logger } from '../../src/server/observe/log';
import { callCli } from '../cli/callCli';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { changedModel } from '../graphql/changedModel';
import { liveServer, type LiveServer } from '../live/liveServer';

/** Links of `metergate link`: exports take them without headers, unchanged, until they expire. */
const ROLES = `
roles:
  analyst:
    label: { en: Analyst, zh: 分析师 }
  channel_manager:
    label: { en: Channel manager, zh: 渠道经理 }
    metrics: { except: [cost] }
    rows: [{ utm_source: { claim: channels } }]
`;
const LINK_KEY = 'a secret of the gateway and of the command';
const CLAIMS = { channels: ['google'] };
const keys = { analyst: newKey(), google: newKey() };
const lines: string[] = [];
const log = logger('trace', { write: (line) => void lines.push(line) });

let directory: { path: string; remove(): Promise<void> };
let model: { path: string; remove(): Promise<void> };
let server: LiveServer;
let unsigned: LiveServer;
let env: Record<string, string>;
beforeAll(async () => {
  directory = await temporaryDirectory();
  model = await changedModel('model.yaml', (text) => text);
  writeFileSync(path.join(model.path, 'roles.yaml'), ROLES);
  const file = path.join(directory.path, 'keys.yaml');
  const entries = [
    { name: 'analyst', sha256: hashOf(keys.analyst), role: 'analyst' },
    { name: 'google', sha256: hashOf(keys.google), role: 'channel_manager', claims: CLAIMS },
  ];
  writeFileSync(file, JSON.stringify({ keys: entries }));
  const auth = readAuth((name) => ({ API_KEYS_FILE: file })[name]);
  const observing = { log, slowMs: 0, isTraced: false };
  server = await liveServer({ model: model.path, http: { auth, observing, linkKey: LINK_KEY, basePath: '/tools' } });
  unsigned = await liveServer({ model: model.path, http: { auth } });
  env = { MODEL_DIRECTORY: model.path, API_KEYS_FILE: file, LINK_KEY };
});
afterAll(async () => {
  expect([server.internal, unsigned.internal]).toEqual([[], []]);
  await Promise.all([server.close(), unsigned.close()]);
  await model.remove();
  await directory.remove();
});

const root = () => `http://127.0.0.1:${server.port}/tools`;
const QUESTION = {
  select: ['tasks'],
  range: { from: '2026-03-02', through: '2026-03-08' },
  groupBy: ['utm_source'],
  where: { utm_source: { ne: 'it’s a “text” + more' } },
  asOf: '2026-03-12T09:30:00+08:00',
};
const AS_GOOGLE = ['--role', 'channel_manager', '--claims', JSON.stringify(CLAIMS)];

/** A link of the command, as it is printed. */
async function made(...flags: readonly string[]): Promise<URL> {
  const args = ['link', JSON.stringify(QUESTION), '--expires', '7d', '--url', root(), ...flags];
  const { code, out, told } = await callCli(args, env);
  expect([code, told]).toEqual([0, expect.stringMatching(/^Everybody who has this link can read .*Z\.\n$/)]);
  return new URL(out.trim());
}

async function refusal(url: URL | string, headers: Record<string, string> = {}) {
  const response = await fetch(url, { headers });
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return { status: response.status, code: errors[0]!.extensions.code };
}

async function byKey(key: string): Promise<string> {
  const url = `${root()}/export.csv?arguments=${encodeURIComponent(JSON.stringify(QUESTION))}`;
  return (await fetch(url, { headers: { 'x-api-key': key } })).text();
}

test('a link shows what its role sees, without headers', async () => {
  const [google, analyst] = [await made(...AS_GOOGLE), await made('--role', 'analyst')];
  const texts = await Promise.all([google, analyst].map(async (url) => (await fetch(url)).text()));
  expect(texts).toEqual([await byKey(keys.google), await byKey(keys.analyst)]);
  expect(texts[0]).not.toBe(texts[1]);
  const head = await fetch(google, { method: 'HEAD' });
  expect(head.headers.get('content-type')).toBe('text/csv; charset=utf-8');
});

test('a link may be made from the address of an export, for every format', async () => {
  for (const format of ['csv', 'json', 'ndjson']) {
    const own = `${root()}/export.${format}?arguments=${encodeURIComponent(JSON.stringify(QUESTION))}`;
    const { out } = await callCli(['link', own, '--expires', '30m', '--role', 'analyst'], env);
    const [signed, keyed] = [await fetch(out.trim()), await fetch(own, { headers: { 'x-api-key': keys.analyst } })];
    expect([signed.status, await signed.text()]).toEqual([200, await keyed.text()]);
  }
  const { out } = await callCli(
    [
      'link',
      '/export.csv?arguments={"select":["tasks"],"range":{"last":1,"unit":"DAY"}}&bom=true',
      '--expires',
      '1h',
      '--role',
      'analyst',
    ],
    env,
  );
  expect(out).toMatch(
    /^http:\/\/127\.0\.0\.1:4000\/export\.csv\?arguments=%7B.*&bom=true&role=analyst&expires=\d+&signature=[\w-]{43}\n$/,
  );
});

test('programs may write the same address in another way', async () => {
  const url = await made(...AS_GOOGLE);
  const parameters = [...url.searchParams].reverse();
  const other = `${url.origin}${url.pathname}?${new URLSearchParams(parameters).toString()}`;
  expect(other).toContain('+');
  expect((await fetch(other)).status).toBe(200);
  // A link in a mail or a wiki.
  expect((await fetch(url, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(200);
});

test('a changed link is rejected, whatever has changed', async () => {
  const link = await made(...AS_GOOGLE, '--bom');
  const changes: Readonly<Record<string, (url: URL) => void>> = {
    'another question': ({ searchParams }) =>
      searchParams.set('arguments', '{"select":["tasks"],"range":{"last":9,"unit":"DAY"}}'),
    'another role': ({ searchParams }) => searchParams.set('role', 'analyst'),
    'no role': ({ searchParams }) => searchParams.delete('role'),
    'other claims': ({ searchParams }) => searchParams.set('claims', '{"channels":["google","weixin"]}'),
    'a later end': ({ searchParams }) => searchParams.set('expires', '9999999999'),
    'no end': ({ searchParams }) => searchParams.delete('expires'),
    'no mark': ({ searchParams }) => searchParams.delete('bom'),
    'one more': ({ searchParams }) => searchParams.set('fill', 'false'),
    'a parameter twice': ({ searchParams }) => searchParams.append('role', 'analyst'),
    'another format': (url) => void (url.pathname = '/tools/export.json'),
    'another signature': ({ searchParams }) => searchParams.set('signature', 'x'.repeat(43)),
    'no signature': ({ searchParams }) => searchParams.set('signature', ''),
    'two signatures': ({ searchParams }) => searchParams.append('signature', 'x'),
  };
  for (const [name, change] of Object.entries(changes)) {
    const url = new URL(link);
    change(url);
    expect([name, await refusal(url)]).toEqual([name, { status: 403, code: 'LINK_REJECTED' }]);
    // A key beside it does not help: the address says as whom it is answered.
    expect(await refusal(url, { 'x-api-key': keys.analyst })).toMatchObject({ status: 403 });
  }
  expect((await fetch(link)).status).toBe(200);
});

/** A link with any content, signed by the key. */
function signed(parameters: Readonly<Record<string, string>>): string {
  const all = { arguments: JSON.stringify(QUESTION), role: 'analyst', ...parameters };
  const signature = signatureOf({ path: '/export.csv', parameters: all }, LINK_KEY);
  return `${root()}/export.csv?${new URLSearchParams({ ...all, signature }).toString()}`;
}

test('a link that has expired is rejected', async () => {
  const now = Math.floor(Date.now() / 1_000);
  const error = { message: 'This link expired at 1970-01-01T00:00:01.000Z.', extensions: { code: 'LINK_EXPIRED' } };
  const response = await fetch(signed({ expires: '1' }));
  expect([response.status, await response.json()]).toMatchObject([403, { errors: [error] }]);
  expect(await refusal(signed({ expires: String(now - 1) }))).toMatchObject({ code: 'LINK_EXPIRED' });
  expect(await refusal(signed({ expires: 'never' }))).toMatchObject({ code: 'LINK_REJECTED' });
  expect((await fetch(signed({ expires: String(now + 3_600) }))).status).toBe(200);
});

test('the role and its claims are those of the registry', async () => {
  const expires = '9999999999';
  expect(await refusal(signed({ expires, role: 'none' }))).toEqual({ status: 403, code: 'FORBIDDEN' });
  expect(await refusal(signed({ expires, role: 'channel_manager' }))).toEqual({ status: 403, code: 'FORBIDDEN' });
});

test('a gateway without a key accepts no link', async () => {
  const link = await made(...AS_GOOGLE);
  const url = `http://127.0.0.1:${unsigned.port}/export.csv${link.search}`;
  expect(await refusal(url)).toEqual({ status: 403, code: 'LINK_REJECTED' });
});

test('a link is for the GET of an export alone', async () => {
  const { search } = await made('--role', 'analyst');
  for (const address of ['/openapi.json', '/metrics', '/graphql']) {
    expect([address, await refusal(`${root()}${address}${search}`)]).toEqual([
      address,
      { status: 401, code: 'UNAUTHENTICATED' },
    ]);
  }
  const posted = await fetch(`${root()}/export.csv${search}`, { method: 'POST', body: '{}' });
  expect(posted.status).toBe(401);
  const stray = `${root()}/export.csv?arguments=%7B%7D&role=analyst`;
  expect(await refusal(stray, { 'x-api-key': keys.analyst })).toEqual({ status: 400, code: 'BAD_REQUEST' });
});

test('without authentication a link without a role shows everything', async () => {
  const open = await liveServer({ model: model.path, http: { linkKey: LINK_KEY } });
  const { code, out } = await callCli(
    ['link', JSON.stringify(QUESTION), '--expires', '1d', '--url', `http://127.0.0.1:${open.port}`],
    { ...env, API_KEYS_FILE: '' },
  );
  expect([code, (await fetch(out.trim())).status]).toEqual([0, 200]);
  await open.close();
});

test.each<[string, readonly string[], number, RegExp]>([
  ['no key', ['{}', '--expires', '7d'], 1, /^LINK_KEY is not set\./],
  ['no end', ['{}'], 2, /Required option '--expires <time>'/],
  ['a wrong end', [JSON.stringify(QUESTION), '--expires', 'soon', '--role', 'analyst'], 2, /such as 30m, 12h or 7d/],
  ['too long', [JSON.stringify(QUESTION), '--expires', '400d', '--role', 'analyst'], 2, /at most 366d/],
  ['no question', ['tasks', '--expires', '7d'], 2, /Give the address of an export/],
  ['another address', ['http://127.0.0.1/graphql?query={a}', '--expires', '7d'], 2, /Give the address of an export/],
  ['no JSON', ['{', '--expires', '7d'], 2, /The question is not a JSON object/],
  ['no role', [JSON.stringify(QUESTION), '--expires', '7d'], 2, /--role/],
  ['an unknown role', [JSON.stringify(QUESTION), '--expires', '7d', '--role', 'analist'], 1, /^FORBIDDEN: .*"analist"/],
  ['no claims', [JSON.stringify(QUESTION), '--expires', '7d', '--role', 'channel_manager'], 1, /^FORBIDDEN/],
  [
    'a metric that the role does not see',
    ['{"select":["cost"],"range":{"last":1,"unit":"DAY"}}', '--expires', '7d', ...AS_GOOGLE],
    1,
    /cost/,
  ],
])('the command finds the mistake: %s', async (name, args, exitCode, words) => {
  const { code, out, told } = await callCli(['link', ...args], name === 'no key' ? { ...env, LINK_KEY: '' } : env);
  expect([code, out, told]).toEqual([exitCode, '', expect.stringMatching(words)]);
});

test('a short key is refused, and not repeated', () => {
  expect(() => readLinkKey('short-secret')).toThrow(/LINK_KEY has 12 bytes; at least 32/);
  expect(() => readLinkKey('short-secret')).not.toThrow(/short-secret/);
  expect(readLinkKey(undefined)).toBeNull();
});

test('the log has no link', () => {
  const all = lines.join('');
  expect(all).toContain('"path":"/export.csv"');
  expect(all).not.toMatch(/signature|expires|it’s a “text”|%7B|LINK_KEY/);
});
