import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { HttpOptions } from '../../src/server/http/http';
import { consoleDocuments } from '../../src/server/console/assets';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';

/** The addresses of the console's pages and files, without a browser. */
const PAGES = ['/', '/d/overview', '/explore', '/metrics', '/metrics/', '/metrics/tasks'] as const;
const AS_BROWSER = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' };
const open: GatewayServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function started(http: HttpOptions): Promise<string> {
  const server = await gatewayServer({ http });
  open.push(server);
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
}

/** Every file of a page, as a browser finds it from the page's address. */
async function filesOf(page: string, status = 200): Promise<Response[]> {
  const response = await fetch(page, { headers: AS_BROWSER });
  expect([page, response.status, response.headers.get('content-type')]).toEqual([
    page,
    status,
    'text/html; charset=utf-8',
  ]);
  const html = await response.text();
  const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address!);
  expect(addresses.length).toBeGreaterThan(3);
  return Promise.all(addresses.map((address) => fetch(new URL(address, page))));
}

/** The gateway's root, as the script finds it from the page's address. */
async function rootOf(page: string): Promise<string> {
  const html = await (await fetch(page, { headers: AS_BROWSER })).text();
  const { root } = JSON.parse(/id="settings">([^<]*)</.exec(html)![1]!) as { root: string };
  return new URL(root, page).pathname;
}

test.each([
  ['at the root', '', {}],
  ['below a base path', '/tools/gateway', { basePath: '/tools/gateway' }],
])('every page finds its files and the gateway, %s', async (_, base, http) => {
  const url = await started(http);
  for (const page of PAGES) {
    for (const file of await filesOf(url + base + page)) {
      expect([page, file.url, file.status]).toEqual([page, file.url, 200]);
      await file.arrayBuffer();
    }
    expect([page, await rootOf(url + base + page)]).toEqual([page, `${base}/`]);
  }
  // The base path without a slash at its end.
  if (base !== '') expect(await rootOf(url + base)).toBe(`${base}/`);
});

test.each([
  ['at the root', '', {}],
  ['below a base path', '/tools/gateway', { basePath: '/tools/gateway' }],
])('a browser at an address without a page gets the console, and a program an error, %s', async (_, base, http) => {
  const url = await started(http);
  for (const page of ['/none', '/none/', '/none/at/all', '/d/overview/x?lang=zh', '/metrics/a/b']) {
    for (const file of await filesOf(url + base + page, 404)) {
      expect([page, file.url, file.status]).toEqual([page, file.url, 200]);
      await file.arrayBuffer();
    }
    expect([page, await rootOf(url + base + page)]).toEqual([page, `${base}/`]);
    const sent = [{}, { headers: { accept: '*/*' } }, { headers: AS_BROWSER, method: 'POST' }];
    for (const one of sent) {
      const response = await fetch(url + base + page, one);
      expect([page, response.status, response.headers.get('vary')]).toEqual([
        page,
        404,
        expect.stringMatching(/^accept\b/),
      ]);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    }
  }
});

test('a browser at /metrics gets the page, and Prometheus the figures or nothing', async () => {
  const url = await started({});
  const asPrometheus = {
    accept: 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
  };
  const [page, figures] = await Promise.all(
    [AS_BROWSER, asPrometheus].map(async (headers) => {
      const response = await fetch(`${url}/metrics`, { headers });
      return {
        type: response.headers.get('content-type'),
        vary: response.headers.get('vary'),
        text: await response.text(),
      };
    }),
  );
  expect(page).toMatchObject({ type: 'text/html; charset=utf-8', vary: expect.stringContaining('accept') });
  expect(figures!.text).not.toContain('<html');
});

test('a file comes compressed to a client that takes it, and else as it is', async () => {
  const url = await started({});
  const html = await (await fetch(url, { headers: AS_BROWSER })).text();
  const script = new URL(/src="([^"]*console\.js)"/.exec(html)![1]!, `${url}/`);
  const server = open[0]!;
  const [small, large] = [
    await server.app.inject({ url: script.pathname, headers: { 'accept-encoding': 'gzip, br' } }),
    await server.app.inject({ url: script.pathname, headers: { 'accept-encoding': 'identity' } }),
  ];
  expect(small.headers).toMatchObject({ 'content-encoding': 'br', vary: expect.stringContaining('accept-encoding') });
  expect(large.headers['content-encoding']).toBeUndefined();
  expect(brotliDecompressSync(small.rawPayload).equals(large.rawPayload)).toBe(true);
  expect(small.rawPayload.length).toBeLessThan(large.rawPayload.length / 2);
});

test('files of another version, and files that do not exist, are not found', async () => {
  const url = await started({});
  const html = await (await fetch(url, { headers: AS_BROWSER })).text();
  const [, version] = /assets\/([0-9a-f]{16})\//.exec(html)!;
  for (const address of [
    `/assets/${version}/no.js`,
    '/assets/0000000000000000/console.js',
    `/assets/${version}/..%2Fx`,
  ]) {
    const response = await fetch(url + address);
    expect([address, response.status]).toEqual([address, 404]);
    await response.text();
  }
});

test('the console works where only trusted documents are answered', async () => {
  const { path: directory, remove } = await temporaryDirectory();
  const manifest = path.join(directory, 'documents.json');
  writeFileSync(manifest, JSON.stringify({ a: '{ __typename }' }));
  const url = await started({ documents: { manifest, only: true } });
  await filesOf(`${url}/`);
  const ask = async (query: string, variables: object = {}) => {
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return (await response.json()) as { data?: object; errors?: { extensions: { code: string } }[] };
  };
  const catalog = [...consoleDocuments()].find((text) => text.includes('query Catalog'))!;
  expect(await ask(catalog, { locale: 'en' })).toMatchObject({
    data: { metricCatalog: { timeZone: 'Asia/Shanghai' } },
  });
  expect((await ask(`${catalog} `)).errors?.[0]?.extensions.code).toBe('DOCUMENT_NOT_TRUSTED');
  await remove();
});
