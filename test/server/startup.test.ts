import { once } from 'node:events';
import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { refuseExposure } from '../../src/server/auth/exposure';
import { readConfig } from '../../src/server/config';
import { NO_PROXIES } from '../../src/server/http/trustedProxies';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { refused } from './startServer';

/** The messages of a start with something wrong, before anything runs. */
let directory: { path: string; remove(): Promise<void> };
let database: FreshDatabase;
beforeAll(async () => {
  [directory, database] = await Promise.all([temporaryDirectory(), productDatabase('none')]);
});
afterAll(() => Promise.all([directory.remove(), database.drop()]));

test('a port in use is reported, with another one to try', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  expect(await refused({ DATABASE_URL: database.url, PORT: String(port) })).toBe(
    `Port ${port} on 127.0.0.1 is in use. Stop the program that listens there, or use another port: PORT=${port + 1}`,
  );
  other.close();
});

test.each(['256.1.1.1', 'no.such.host.invalid', '192.0.2.1'])(
  'a host that is not on this machine is rejected: %s',
  async (host) => {
    expect(await refused({ DATABASE_URL: database.url, HOST: host, INSECURE: '1' })).toBe(
      `HOST is "${host}", which is not an address of this machine. Try HOST=127.0.0.1 or HOST=0.0.0.0.`,
    );
  },
);

test.each(['-1', '65536', 'http', '4000.5', ' ', '1e3', '0x50'])('a bad port is rejected: %j', (port) => {
  expect(() => readConfig({ PORT: port })).toThrow(
    `PORT is "${port}", which is not a port: give a whole number from 0 (any free one) to 65535.`,
  );
});

test('a variable that is missing or empty has its default', () => {
  const usual = {
    databaseUrl: null,
    host: '127.0.0.1',
    port: 4000,
    dataDirectory: '.data',
    modelDirectory: 'schema/model',
    dashboardsDirectory: 'schema/dashboards',
    corsOrigins: [],
    allowedHosts: 'loopback',
    trustedProxies: NO_PROXIES,
    basePath: '',
    keepAliveMs: 72_000,
    auth: null,
    linkKey: null,
    insecure: false,
    documents: null,
    logLevel: 'warn',
    slowMs: 1_000,
    isTraced: false,
    keptBytes: 64 * 1024 * 1024,
    isWarmed: true,
  };
  expect(readConfig({})).toEqual(usual);
  expect(readConfig({ DATABASE_URL: '', HOST: '', PORT: '', DATA_DIRECTORY: '', MODEL_DIRECTORY: '' })).toEqual(usual);
});

test.each([
  ['https://a.example.com/', 'https://a.example.com'],
  ['http://localhost:3000, https://A.example.com:443', 'https://a.example.com'],
  ['a.example.com', 'https://dashboard.example.com'],
  ['https://a.example.com,*', 'https://dashboard.example.com'],
  ['null', 'https://dashboard.example.com'],
])('bad origins are rejected: %s', (text, suggested) => {
  expect(() => readConfig({ CORS_ORIGINS: text })).toThrow(`Give only scheme, host and port, such as ${suggested}; `);
});

test('origins are read from a list, and `*` allows any', () => {
  const read = (text: string) => readConfig({ CORS_ORIGINS: text }).corsOrigins;
  expect(read(' http://localhost:3000,https://a.example.com ,')).toEqual([
    'http://localhost:3000',
    'https://a.example.com',
  ]);
  expect(read('*')).toBe('any');
});

test('hosts are read from a list; without one they depend on who can reach the server', () => {
  const read = (env: Record<string, string>) => readConfig(env).allowedHosts;
  expect(read({ ALLOWED_HOSTS: ' Metrics.example.com, localhost:4000,[::1] ,' })).toEqual([
    'metrics.example.com',
    'localhost:4000',
    '[::1]',
  ]);
  expect(read({ ALLOWED_HOSTS: '*' })).toBe('any');
  expect([read({}), read({ HOST: '::1' }), read({ HOST: '127.0.0.1', API_KEYS_FILE: 'keys.yaml' })]).toEqual([
    'loopback',
    'loopback',
    'any',
  ]);
  expect(read({ HOST: '0.0.0.0', INSECURE: '1' })).toBe('any');
});

test.each(['https://a.example.com', 'a.example.com/x', 'a.example.com,*', 'a b', ',', 'a.example.com:99999'])(
  'bad hosts are rejected: %s',
  (text) => expect(() => readConfig({ ALLOWED_HOSTS: text })).toThrow('Give names such as metrics.example.com'),
);

test.each([
  ['TRUST_PROXY', 'true', 'TRUST_PROXY is "true", and "true" is not an address or network.'],
  ['TRUST_PROXY', '10.0.0.0/33', 'and "10.0.0.0/33" is not an address or network.'],
  ['TRUST_PROXY', '10.0.0.1,proxy', 'and "proxy" is not an address or network.'],
  ['TRUST_PROXY', '-1', 'Give the number of proxies in front of the gateway, such as 1'],
  ['BASE_PATH', 'metrics', 'BASE_PATH is "metrics", which is not a path. Give one like /metrics-gateway'],
  ['BASE_PATH', '/a//b', 'which is not a path'],
  ['BASE_PATH', '/a?b', 'which is not a path'],
  ['DASHBOARDS_DIRECTORY', 'no/such', 'DASHBOARDS_DIRECTORY is "no/such", and there is no such directory.'],
  ['KEEP_ALIVE_MS', '0', 'KEEP_ALIVE_MS is "0": give at least 1000 milliseconds.'],
  ['KEEP_ALIVE_MS', '10 min', 'KEEP_ALIVE_MS is "10 min": give a whole number of milliseconds.'],
])('a bad setting is rejected: %s %s', (name, text, problem) => {
  expect(() => readConfig({ [name]: text })).toThrow(problem);
});

test('a base path may end with a slash', () => {
  const read = (text: string) => readConfig({ BASE_PATH: text }).basePath;
  expect([read('/a/b/'), read('/a'), read('/')]).toEqual(['/a/b', '/a', '']);
});

test('a broken registry reports every problem with file and line, and opens nothing', async () => {
  const model = path.join(directory.path, 'model');
  cpSync('schema/model', model, { recursive: true });
  const replace = (file: string, from: string, to: string) => {
    const text = readFileSync(path.join(model, file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(path.join(model, file), text.replace(from, to));
  };
  replace('model.yaml', 'timeZone: Asia/Shanghai', 'timeZone: Asia/Shangai');
  replace('dimensions.yaml', 'column: utm_source', 'column: utm_sorce');
  replace('metrics.yaml', 'denominator: new_registrations', 'denominator: new_registration');
  appendFileSync(path.join(model, 'metrics.yaml'), '\n  nameless:\n    numerator: { count: trade }\n');
  // The database is not contacted: nothing listens at this address.
  const told = await refused({ DATABASE_URL: 'postgres://127.0.0.1:1/', MODEL_DIRECTORY: model });
  const lines = told.split('\n');
  expect(lines.every((line) => /^\S+model\/\w+\.yaml:\d+: .* — expected /.test(line))).toBe(true);
  expect(told).toContain('did you mean "Asia/Shanghai"?');
  expect(told).toContain('did you mean "utm_source"?');
  expect(told).toContain('did you mean "new_registrations"?');
  expect(told).toMatch(/nameless/);
  expect(lines.length).toBeGreaterThanOrEqual(4);
});

test('a missing registry is reported', async () => {
  const told = await refused({ MODEL_DIRECTORY: path.join(directory.path, 'none') });
  expect(told).toMatch(/none:1: the registry has no files — expected a directory with \.yaml files$/);
});

test('a data directory that is a file is reported', async () => {
  const file = path.join(directory.path, 'file');
  writeFileSync(file, '');
  const told = await refused({ DATA_DIRECTORY: file });
  expect(told).toMatch(/^The embedded database cannot be reached: /);
  expect(told).toMatch(/\nThe embedded database is in \S+file; DATA_DIRECTORY sets this\.$/);
});

test('a server that others can reach does not start without authentication, unless it is told to be insecure', async () => {
  expect(await refused({ DATABASE_URL: database.url, HOST: '0.0.0.0' })).toBe(
    'HOST is "0.0.0.0", which other machines can reach, and no authentication is configured. Set JWT_SECRET, JWT_JWKS_URL or ' +
      'API_KEYS_FILE (docs/operations.md#authentication), or listen on 127.0.0.1. If this is intended, use `metergate serve --insecure` or INSECURE=1.',
  );
  for (const env of [
    { HOST: '127.0.0.1' },
    { HOST: '::1' },
    { HOST: 'localhost' },
    { HOST: '0.0.0.0', INSECURE: '1' },
  ]) {
    expect(() => refuseExposure(readConfig(env))).not.toThrow();
  }
});

test.each([
  [{ JWT_SECRET: 'short' }, 'JWT_SECRET has 5 bytes; at least 32 are needed'],
  [{ JWT_SECRET: 's'.repeat(32) }, 'JWT_ISSUER is not set'],
  [{ JWT_SECRET: 's'.repeat(32), JWT_ISSUER: 'i' }, 'JWT_AUDIENCE is not set'],
  [{ JWT_SECRET: 's'.repeat(32), JWT_ALGORITHMS: 'none' }, 'JWT_ALGORITHMS has "none"'],
  [{ JWT_JWKS_URL: 'https://a.example.com/jwks', JWT_ALGORITHMS: 'HS256' }, 'JWT_ALGORITHMS has "HS256"'],
  [{ JWT_JWKS_URL: 'http://a.example.com/jwks' }, 'JWT_JWKS_URL is not an https address'],
  [{ JWT_AUDIENCE: 'metergate' }, 'JWT_AUDIENCE is set, but neither JWT_SECRET nor JWT_JWKS_URL'],
  [{ JWT_SECRET: 's'.repeat(32), JWT_JWKS_URL: 'https://a.example.com/jwks' }, 'are both set'],
  [{ INSECURE: 'yes' }, 'INSECURE is "yes"'],
])('incomplete authentication settings are rejected: %j', (env, problem) => {
  expect(() => readConfig(env)).toThrow(problem);
});

test('a file of keys that cannot be read is reported, with the reason', async () => {
  const missing = await refused({ DATABASE_URL: database.url, API_KEYS_FILE: 'no/such/file.yaml' });
  expect(missing).toBe('API_KEYS_FILE is no/such/file.yaml, which cannot be read (ENOENT).');
});
