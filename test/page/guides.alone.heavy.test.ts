import path from 'node:path';
import type { Browser } from 'playwright-core';
import { docs } from '../../src/server/docs/docs';
import { changedModel } from '../graphql/changedModel';
import { ROOT } from '../graphql/gatewayServer';
import { liveServer, type LiveServer } from '../live/liveServer';
import { axeFindings } from './axe';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';
import { visit } from './visitor';

/** The guides in a browser, with and without a script. everyPage has some in both themes. */
const PATH = '/tools/metrics';
const inBrowser = BROWSER === null ? describe.skip : describe;
let model: { path: string; remove(): Promise<void> };
let server: LiveServer;
let browser: Browser;
let root: string;
beforeAll(async () => {
  if (BROWSER === null) return;
  // Most pictures of the overview have more rows than this.
  model = await changedModel('model.yaml', (text) => text.replace('maxRows: 10000', 'maxRows: 2'));
  const dashboards = path.join(ROOT, 'schema/dashboards');
  server = await liveServer({ model: model.path, dashboards, http: { basePath: PATH } });
  root = `http://127.0.0.1:${server.port}${PATH}`;
  browser = await openBrowser();
  // The first visit waits until the pages are built.
  await fetch(`${root}/docs/`);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await model?.remove();
});

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test('axe finds nothing on any page, and none is wider than a phone', async () => {
    const { page, wrong, close } = await visit(browser, `${root}/docs/`, { viewport: { width: 320, height: 700 } });
    for (const { address, html } of (await docs()).pages) {
      await page.goto(`${root}/docs/${address}`);
      expect([address, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([address, 320]);
      // Axe needs half a minute for the longest pages, which have no other elements than these.
      if (html.length < 100_000) expect([address, await axeFindings(page)]).toEqual([address, []]);
    }
    expect(wrong).toEqual([]);
    await close();
  });

  test('a person searches, and comes to the section', async () => {
    const { page, wrong, close } = await visit(browser, `${root}/docs/guide-querying`);
    await page.getByRole('searchbox', { name: 'Search the guides' }).fill('behind a proxy');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/docs/search?q=behind+a+proxy');
    await page.getByRole('link', { name: 'Behind a proxy' }).first().click();
    await page.waitForURL(/\/docs\/(operations|guide-console)#behind-a-proxy$/);
    await page.getByRole('link', { name: 'Metergate', exact: true }).first().click();
    await page.waitForURL(`${root}/`);
    expect(wrong).toEqual([]);
    await close();
  });

  test('the lists are open where there is room, and closed on a phone', async () => {
    const { page, close } = await visit(browser, `${root}/docs/guide-querying`);
    const list = page.getByRole('link', { name: 'Having, order, pages' });
    await list.waitFor();
    await page.setViewportSize({ width: 390, height: 800 });
    await list.waitFor({ state: 'hidden' });
    await page.getByText('On this page', { exact: true }).click();
    await list.click();
    await page.waitForURL('**#having-order-pages');
    await close();
  });

  test('the theme that a person chose in the console is that of the guides', async () => {
    const { page, close } = await visit(browser, `${root}/docs/`, { colorScheme: 'light' });
    await page.evaluate("localStorage.setItem('metergate-theme', 'dark')");
    await page.reload();
    await page.locator('html[data-theme="dark"]').waitFor();
    await close();
  });

  test.each(['light', 'dark'] as const)('without a script the text is legible, %s', async (colorScheme) => {
    const { page, close } = await visit(browser, `${root}/docs/errors`, { javaScriptEnabled: false, colorScheme });
    await page.getByText('Contents').first().click();
    await page.getByRole('link', { name: 'Running it' }).first().waitFor();
    const brightness = (property: string) =>
      page.evaluate<number>(`Number(/\\d+/.exec(getComputedStyle(document.body).${property})[0])`);
    const [ink, ground] = [await brightness('color'), await brightness('backgroundColor')];
    expect(colorScheme === 'dark' ? ink > ground + 150 : ground > ink + 150).toBe(true);
    await close();
  });

  test('the console leads to the guides, and an error to its section', async () => {
    const { page, close } = await visit(browser, `${root}/`);
    await page.getByRole('link', { name: 'Documentation' }).first().waitFor();
    await page.getByRole('link', { name: 'More about this error' }).first().click();
    await page.waitForURL(`${root}/docs/errors#result_too_large`);
    await page.goBack();
    await page.getByRole('link', { name: 'Documentation' }).first().waitFor();
    await page.keyboard.press('?');
    await page.getByRole('link', { name: 'The guide to these pages' }).click();
    await page.waitForURL(`${root}/docs/guide-console`);
    await close();
  });
});
