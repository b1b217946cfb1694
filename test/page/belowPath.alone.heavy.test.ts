import { createServer, request, type Server } from 'node:http';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { cpSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { ROOT } from '../graphql/gatewayServer';
import { liveServer, type LiveServer } from '../live/liveServer';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';
import { visit } from './visitor';

/** The console below a path, and with a dashboard file that is wrong. */
const PATH = '/tools/metrics';
const inBrowser = BROWSER === null ? describe.skip : describe;
let directory: { path: string; remove(): Promise<void> };
let server: LiveServer;
let browser: Browser;
let stripping: { url: string; close(): Promise<void> };
beforeAll(async () => {
  if (BROWSER === null) return;
  directory = await temporaryDirectory();
  cpSync(path.join(ROOT, 'schema/dashboards'), directory.path, { recursive: true });
  writeFileSync(path.join(directory.path, 'wrong.yaml'), WRONG);
  server = await liveServer({ dashboards: directory.path, http: { basePath: PATH } });
  stripping = await strippingProxy(server.port);
  browser = await openBrowser();
  // The first visit waits until the pages are built.
  await fetch(`http://127.0.0.1:${server.port}${PATH}/`);
});
afterAll(async () => {
  await browser?.close();
  await stripping?.close();
  await server?.close();
  await directory?.remove();
});

const WRONG = `title: { en: Wrong, zh: 错误 }
range: { last: 7, unit: day }
sections:
  - tiles:
      - { metrics: [taskz], picture: number }
`;

/** A proxy that takes its part of the path off, as many do. */
async function strippingProxy(port: number): Promise<{ url: string; close(): Promise<void> }> {
  const proxy: Server = createServer((asked, answer) => {
    const { method, headers, url = '' } = asked;
    const onward = request({ host: '127.0.0.1', port, method, headers, path: url.replace(/^\/proxied/, '') || '/' });
    onward.on('response', (response) => {
      answer.writeHead(response.statusCode!, response.headers);
      response.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/proxied`,
    close: () =>
      new Promise((closed) => {
        proxy.close(() => closed());
        proxy.closeAllConnections();
      }),
  };
}

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test.each([
    ['a base path', () => `http://127.0.0.1:${server.port}${PATH}`],
    ['the path of a proxy that takes it off', () => stripping.url],
  ])('an address without a page leads to the overview, below %s', async (_, base) => {
    const { page, close } = await visit(browser, `${base()}/none/at/all`);
    await page.getByRole('heading', { name: 'There is no such page.' }).waitFor();
    await page.getByRole('link', { name: 'Go to the overview' }).click();
    await page.locator('.number-value').nth(12).waitFor();
    expect(page.url()).toBe(`${base()}/`);
    await close();
  });

  test.each([
    ['a base path', () => `http://127.0.0.1:${server.port}${PATH}`],
    ['the path of a proxy that takes it off', () => stripping.url],
  ])('every page works below %s', async (_, base) => {
    const { page, wrong, close } = await visit(browser, `${base()}/`);
    await page.locator('.number-value').nth(12).waitFor();
    await page.getByRole('link', { name: 'Cost and errors' }).click();
    await page.waitForURL('**/d/cost_and_errors');
    await page.locator('.number-value').nth(3).waitFor();
    await page.reload();
    await page.locator('.number-value').nth(3).waitFor();
    await page.getByRole('link', { name: 'Metrics', exact: true }).click();
    await page.locator('main').getByText('Adoption rate', { exact: true }).first().click();
    await page.getByRole('heading', { name: 'Adoption rate' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Adoption rate' }).waitFor();
    await page.getByRole('link', { name: 'GraphiQL' }).first().click();
    await page.locator('.graphiql-execute-button').waitFor();
    expect(new URL(page.url()).pathname).toBe(`${new URL(base()).pathname}/graphiql`);
    const answered = page.waitForResponse((response) => response.url() === `${base()}/graphql`);
    await page.locator('.graphiql-execute-button').click();
    expect((await (await answered).json()) as object).toHaveProperty('data');
    expect(wrong).toEqual([]);
    await close();
  });

  test('a wrong dashboard file is told with its line, and the others go on', async () => {
    const base = `http://127.0.0.1:${server.port}${PATH}`;
    const { page, close } = await visit(browser, `${base}/d/wrong`);
    await page.getByText('The file of this dashboard has a problem').waitFor();
    await page.getByText(/wrong\.yaml:5.*taskz/).waitFor();
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.locator('.number-value').nth(12).waitFor();
    await close();
  });
});
