import { once } from 'node:events';
import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { dataSource } from '../../src/database/dataSource';
import { readConfig } from '../../src/server/config';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';
import { refused } from './started';

/** What the person is told who starts the server with something wrong, before anything runs. */
let directory: { path: string; remove(): Promise<void> };
let database: FreshDatabase;
beforeAll(async () => {
  [directory, database] = await Promise.all([temporaryDirectory(), freshDatabase()]);
  const source = await dataSource({ url: database.url }).initialize();
  await source.runMigrations();
  await source.destroy();
});
afterAll(() => Promise.all([directory.remove(), database.drop()]));

test('a port that is taken, and another to take', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  expect(await refused({ DATABASE_URL: database.url, PORT: String(port) })).toBe(
    `Port ${port} on 127.0.0.1 is in use. Stop what listens there, or take another: PORT=${port + 1}`,
  );
  other.close();
});

test.each(['256.1.1.1', 'no.such.host.invalid', '192.0.2.1'])('a host that is not here: %s', async (host) => {
  expect(await refused({ DATABASE_URL: database.url, HOST: host })).toBe(
    `HOST is "${host}", which is no address of this machine. Try HOST=127.0.0.1 or HOST=0.0.0.0.`,
  );
});

test.each(['-1', '65536', 'http', '4000.5', ' ', '1e3', '0x50'])('no port: %j', (port) => {
  expect(() => readConfig({ PORT: port })).toThrow(
    `PORT is "${port}", which is no port: give a whole number from 0 (any free one) to 65535.`,
  );
});

test('what is not set, or set to nothing, is as usual', () => {
  const usual = {
    databaseUrl: null,
    host: '127.0.0.1',
    port: 4000,
    dataDirectory: '.data',
    modelDirectory: 'schema/model',
    corsOrigins: [],
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
])('no origins: %s', (text, suggested) => {
  expect(() => readConfig({ CORS_ORIGINS: text })).toThrow(`give scheme, host and port alone, such as ${suggested}, `);
});

test('origins, and any', () => {
  const read = (text: string) => readConfig({ CORS_ORIGINS: text }).corsOrigins;
  expect(read(' http://localhost:3000,https://a.example.com ,')).toEqual([
    'http://localhost:3000',
    'https://a.example.com',
  ]);
  expect(read('*')).toBe('any');
});

test('a broken registry: all that is wrong with it, each with file and line, and nothing is opened', async () => {
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
  // The database is not even asked for: this address would be refused.
  const told = await refused({ DATABASE_URL: 'postgres://127.0.0.1:1/', MODEL_DIRECTORY: model });
  const lines = told.split('\n');
  expect(lines.every((line) => /^\S+model\/\w+\.yaml:\d+: .* — expected /.test(line))).toBe(true);
  expect(told).toContain('did you mean "Asia/Shanghai"?');
  expect(told).toContain('did you mean "utm_source"?');
  expect(told).toContain('did you mean "new_registrations"?');
  expect(told).toMatch(/nameless/);
  expect(lines.length).toBeGreaterThanOrEqual(4);
});

test('a registry that is not there', async () => {
  const told = await refused({ MODEL_DIRECTORY: path.join(directory.path, 'none') });
  expect(told).toMatch(/none:1: the registry has no files — expected a directory with \.yaml files$/);
});

test('a data directory that is a file', async () => {
  const file = path.join(directory.path, 'file');
  writeFileSync(file, '');
  const told = await refused({ DATA_DIRECTORY: file });
  expect(told).toMatch(/^The embedded database cannot be reached: /);
  expect(told).toMatch(/\nDATA_DIRECTORY says where the embedded database is: now in \S+file\.$/);
});
