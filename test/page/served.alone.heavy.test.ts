import { parse, validate } from 'graphql';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exampleQueries, newTabQuery } from '../../src/graphql/examples';
import { gatewaySchema } from '../../src/graphql/schema';
import { loadRegistry } from '../../src/registry/load';
import { consoleBundle } from '../../src/server/console/bundle';
import { plain } from '../../src/server/console/compress';
import { pageHtml } from '../../src/server/console/html';
import { readerLocale } from '../../src/server/console/language';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { gatewayServer, ROOT, type GatewayServer } from '../graphql/gatewayServer';

/** The responses of `/graphiql`, without a browser (page.alone.heavy.test.ts has one). */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
  // The first request bundles the page.
  await server.app.inject('/graphiql');
});
afterAll(() => server.close());

const LANGUAGES = ['en', 'zh'] as const;

test('the document allows nothing from other sites, and its policy differs each time', async () => {
  const [one, two] = [await server.app.inject('/graphiql'), await server.app.inject('/graphiql')];
  expect(one.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const policy = String(one.headers['content-security-policy']).split('; ');
  expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "connect-src 'self'"]));
  expect(policy.filter((part) => /unsafe|https?:|\*/.test(part))).toEqual(["style-src-attr 'unsafe-inline'"]);
  expect(two.headers['content-security-policy']).not.toBe(one.headers['content-security-policy']);
  // Addresses are relative, so that the page works below a path of a proxy.
  const addresses = [...one.body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
  expect(addresses.length).toBeGreaterThanOrEqual(3);
  for (const address of addresses) expect(address).toMatch(/^\.\/assets\/[0-9a-f]{16}\/[\w.-]+$/);
});

test('its files are cached for ever, compressed and typed, and no others are served', async () => {
  const [, version] = /assets\/([0-9a-f]{16})/.exec((await server.app.inject('/graphiql')).body)!;
  const at = (file: string, headers = {}) => server.app.inject({ url: `/assets/${version}/${file}`, headers });
  for (const [file, type] of [
    ['graphiql.js', 'text/javascript; charset=utf-8'],
    ['graphiql.css', 'text/css; charset=utf-8'],
    ['editor.worker.js', 'text/javascript; charset=utf-8'],
    ['json.worker.js', 'text/javascript; charset=utf-8'],
    ['graphql.worker.js', 'text/javascript; charset=utf-8'],
    ['icon.svg', 'image/svg+xml'],
  ] as const) {
    const { statusCode, headers } = await at(file);
    expect([file, statusCode, headers['content-type'], headers['cache-control']]).toEqual([
      ...[file, 200, type],
      'public, max-age=31536000, immutable',
    ]);
  }
  const plain = await at('graphiql.js');
  const packed = await at('graphiql.js', { 'accept-encoding': 'br' });
  expect(packed.headers['content-encoding']).toBe('br');
  expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
  for (const url of [`/assets/${version}/none.js`, '/assets/0/graphiql.js', `/assets/${version}/..%2fgraphiql.js`]) {
    const { statusCode, body } = await server.app.inject(url);
    expect([url, statusCode, body]).toEqual([url, 404, expect.stringContaining('"code":"NOT_FOUND"')]);
  }
  const slash = await server.app.inject('/graphiql/');
  expect([slash.statusCode, slash.headers['location']]).toEqual([302, '../graphiql']);
});

test.each([
  [undefined, undefined, null],
  [undefined, 'de-DE,de;q=0.9', null],
  [undefined, 'zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  [undefined, 'en-GB,en;q=0.9,zh;q=0.8', 'en'],
  [undefined, 'de, en;q=0.3, zh-Hant;q=0.7', 'zh'],
  [undefined, 'en;q=0, zh;q=0.1', 'zh'],
  [undefined, ';;,q=', null],
  ['en', 'zh', 'en'],
  ['zh', 'en', 'zh'],
  ['fr', 'zh', 'zh'],
] as const)('language: chosen %s, accepted %s', (chosen, accepted, language) => {
  expect(readerLocale(chosen, accepted, ['en', 'zh'])).toBe(language);
});

test.each(LANGUAGES)('each group has an example query that is answered: %s', async (language) => {
  const queries = exampleQueries(server.registry, language);
  expect(queries).toHaveLength(server.registry.groups.size);
  for (const query of queries) {
    const { status, data, errors } = await server.ask(query);
    expect([query, status, errors, data!['metrics']]).toEqual([query, 200, [], expect.anything()]);
  }
  const { label } = server.registry.groups.get('core_revenue')!;
  expect(parse(queries[0]!).definitions[0]).toMatchObject({
    description: { value: expect.stringContaining(label[language]!) },
  });
  const { data, errors } = await server.ask(newTabQuery(server.registry, language)!);
  expect([errors, (data!['metrics'] as { rows: unknown[] }).rows]).toEqual([
    [],
    expect.arrayContaining([expect.anything()]),
  ]);
});

test.each(['test/property/variant', 'test/property/anySchema'])(
  'the example queries of another registry are valid: %s',
  (model) => {
    const registry = loadRegistry(path.join(ROOT, model));
    const schema = gatewaySchema(registry);
    for (const language of LANGUAGES) {
      const queries = [...exampleQueries(registry, language), newTabQuery(registry, language)];
      expect(queries.length).toBeGreaterThan(0);
      for (const query of queries) expect([query, validate(schema, parse(query))]).toEqual([query, []]);
    }
  },
);

test("a label cannot break out of the page's data", () => {
  const groups = new Map(
    [...server.registry.groups].map(([key, group]) => [key, { ...group, label: WICKED }] as const),
  );
  const examples = exampleQueries({ ...server.registry, groups }, 'en');
  const content = { settings: { examples }, assets: 'a', needs: [], nonce: 'n' };
  const html = pageHtml({ entry: 'graphiql', language: 'en', ...content });
  expect(html).not.toContain(WICKED.en);
  expect(html.match(/<\/script>/g)).toHaveLength(2);
});
const WICKED = { en: '</script><script>alert(1)</script>', zh: '' };

test('the page is bundled once, or in memory each time if the cache is not writable', async () => {
  const directory = await temporaryDirectory();
  mkdirSync(path.join(directory.path, 'console-0123456789abcdef'));
  const made = await consoleBundle(() => undefined, directory.path);
  expect([...made.files.keys()]).toEqual(
    expect.arrayContaining(['graphiql.js.br', 'console.js.br', 'graphiql.css.br', 'graphql.worker.js.br']),
  );
  // Requests to other sites would begin in one of these. Addresses in texts and comments send none.
  for (const sheet of ['console.css', 'graphiql.css'])
    expect((await plain(made.files, sheet))!.toString()).not.toMatch(/url\(["']?(?:https?:)?\/\/|@import/);
  const [kept] = readdirSync(directory.path);
  // The bundle of an earlier version is gone.
  expect(readdirSync(directory.path)).toEqual([`console-${made.version}`]);
  writeFileSync(path.join(directory.path, kept!, 'kept.txt'), 'from the cache');
  const again = await consoleBundle(() => undefined, directory.path);
  expect(again.files.get('kept.txt')!.toString()).toBe('from the cache');

  const file = path.join(directory.path, 'file');
  writeFileSync(file, '');
  chmodSync(file, 0o400);
  const unkept = await consoleBundle(() => undefined, path.join(file, 'none'));
  expect([unkept.version, [...unkept.files.keys()].sort()]).toEqual([made.version, [...made.files.keys()].sort()]);
  await directory.remove();
});
