import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Docs } from '../../src/server/docs/docPages';
import { docs } from '../../src/server/docs/docs';
import { searchDocs, wordsOf } from '../../src/server/docs/search';
import { ERROR_CODES } from '../../src/errors';
import { gatewayServer, ROOT, type GatewayServer } from '../graphql/gatewayServer';

/** The guides as pages of the gateway, without a browser (page/ has one). */
let server: GatewayServer;
let all: Docs;
beforeAll(async () => {
  server = await gatewayServer({ http: { basePath: '/tools' } });
  all = await docs();
});
afterAll(async () => {
  expect(server.internal).toEqual([]);
  await server.close();
});

const get = (url: string) => server.app.inject({ url, headers: { accept: 'text/html' } });

test('it has every guide and the reference', () => {
  const files = readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' });
  const guides = files.filter((file) => file.endsWith('.md') && !file.startsWith('decisions'));
  const missing = guides.filter((file) => !all.pages.some((page) => page.file === `docs/${file}`));
  expect(missing).toEqual([]);
  const linked = all.groups.flatMap(({ links }) => links.map(({ address }) => address));
  expect(linked).toEqual(expect.arrayContaining(['', 'guide-querying', 'errors', 'reference/graphql']));
});

const INLINE = /<script(?![^>]* src=)|<style|<[^>]*\s(style|on\w+)=/;

test('every link and picture of every page leads to a page, with an element of that id', async () => {
  const ids = new Map<string, ReadonlySet<string>>();
  const bodies = new Map<string, string>();
  for (const { address } of all.pages) {
    const { statusCode, headers, body } = await get(`/docs/${address}`);
    expect([address, statusCode, headers['content-type']]).toEqual([address, 200, 'text/html; charset=utf-8']);
    const found = [...body.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
    expect([address, found.length]).toEqual([address, new Set(found).size]);
    expect([address, body.match(/<h1/g)]).toEqual([address, ['<h1']]);
    // The policy would block these.
    expect([address, body.match(INLINE)]).toEqual([address, null]);
    ids.set(address, new Set(found));
    bodies.set(address, body);
  }
  const broken: string[] = [];
  for (const [address, body] of bodies) {
    for (const [, link] of body.matchAll(/ (?:href|src|action)="([^"]*)"/g)) {
      const url = new URL(link!, `http://here/docs/${address}`);
      if (url.host !== 'here' || /^\/(assets\/.*)?$/.test(url.pathname)) continue;
      const target = decodeURIComponent(url.pathname).replace(/^\/docs\//, '');
      const isThere = target === 'search' || all.images.includes(target) || ids.has(target);
      const anchor = decodeURIComponent(url.hash.slice(1));
      if (!isThere || (anchor !== '' && !ids.get(target)!.has(anchor) && anchor !== 'content')) {
        broken.push(`${address}: ${link}`);
      }
    }
  }
  expect(broken).toEqual([]);
});

test('each place that a hint names is a section, and so is each code', () => {
  const sources = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const places = sources
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(path.join(ROOT, 'src', file), 'utf8').matchAll(/docs\/([\w/-]+\.md)#([\w-]+)/g),
    ])
    .map(([, file, anchor]) => [`docs/${file}`, anchor!] as const);
  const codes = ERROR_CODES.map((code) => ['docs/errors.md', code.toLowerCase()] as const);
  const hasSection = ([file, anchor]: readonly [string, string]) => {
    // Comments also name decisions, some of which no guide links to.
    if (file.startsWith('docs/decisions/')) return true;
    return all.pages.some((page) => page.file === file && page.sections.some((one) => one.anchor === anchor));
  };
  expect(places.length).toBeGreaterThan(5);
  expect([...places, ...codes].filter((place) => !hasSection(place))).toEqual([]);
});

test.each([
  ['/docs', 'docs/'],
  ['/docs/errors.md', './errors'],
  ['/docs/reference/model.md', './model'],
  ['/docs/README.md', './'],
])('%s leads to %s', async (url, location) => {
  const { statusCode, headers } = await get(url);
  expect([statusCode, headers.location]).toEqual([302, location]);
});

test('nothing else below it is a page or a file', async () => {
  for (const url of ['/docs/none', '/docs/..%2fpackage.json', '/docs/../package.json', '/docs/graphiql.svg']) {
    expect([url, (await get(url)).statusCode]).toEqual([url, 404]);
  }
  const image = await get('/docs/explore.png');
  expect([image.statusCode, image.headers['content-type']]).toEqual([200, 'image/png']);
});

test('the policy allows nothing from elsewhere, and no script or style in the page', async () => {
  const { headers, body } = await get('/tools/docs/guide-querying');
  const policy = String(headers['content-security-policy']).split('; ');
  expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src-elem 'self'"]));
  expect(policy.filter((part) => /unsafe|https?:|\*|nonce/.test(part))).toEqual([]);
  // Relative, so that the page works below a path of a proxy.
  for (const [, address] of body.matchAll(/ (?:href|src|action)="([^"]*)"/g)) {
    expect(address).toMatch(/^(\.\.?\/|#|https?:)/);
  }
});

test.each([
  ['reach', 'meaning#reach'],
  ['NO_METRIC', 'errors#no_metric'],
  ['BASE_PATH', 'operations#behind-a-proxy'],
  ['api keys', 'operations#api-keys'],
  ['export', 'guide-querying#export'],
])('the search for "%s" finds %s among the first', (search, expected) => {
  const found = searchDocs(all.pages, wordsOf(search)).map(({ page, section }) => `${page.address}#${section.anchor}`);
  expect(found.slice(0, 3)).toContain(expected);
});

test('a search cannot put HTML into the page', async () => {
  const wicked = '"><script>alert(1)</script>';
  const { statusCode, body } = await get(`/docs/search?q=${encodeURIComponent(wicked)}`);
  expect([statusCode, body.includes('<script>alert')]).toEqual([200, false]);
  expect((await get('/docs/search?q=a&q=b')).statusCode).toBe(200);
  expect((await get(`/docs/search?q=${'x'.repeat(5_000)}`)).body).toContain('No section');
  expect((await get('/docs/search')).statusCode).toBe(200);
  expect((await get('/docs/search?q=%3Cyaml%3E(')).statusCode).toBe(200);
});
