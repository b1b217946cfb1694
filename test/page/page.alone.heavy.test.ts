import type { Browser, Page } from 'playwright-core';
import { loadRegistry } from '../../src/registry/load';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { MODEL } from '../graphql/gatewayServer';
import { startServer, type StartedServer } from '../server/startServer';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';

/**
 * GraphiQL after the first start of the gateway: in a real browser, with demo data, and without
 * other sites.
 */
const registry = loadRegistry(MODEL);
const inBrowser = BROWSER === null ? describe.skip : describe;
let directory: { path: string; remove(): Promise<void> };
let server: StartedServer;
let browser: Browser;
beforeAll(async () => {
  if (BROWSER === null) return;
  directory = await temporaryDirectory();
  server = await startServer({ DATA_DIRECTORY: directory.path, LOG_LEVEL: 'error' });
  browser = await openBrowser();
  // The first visit waits until the page is bundled.
  await fetch(`${server.url}/graphiql`);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await directory?.remove();
});

const NARROW = 768;

/**
 * Opens the page as a new visitor, and collects everything that a developer console would report.
 */
async function visit(locale: string, address = '/graphiql', width = 1400) {
  const context = await browser.newContext({ locale, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('console', (message) => wrong.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('requestfailed', (request) => {
    // A page that is left cancels its open requests.
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') wrong.push(`${why}: ${request.url()}`);
  });
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== server.url) wrong.push(`elsewhere: ${request.url()}`);
  });
  await page.goto(server.url + address);
  // A narrow page begins without the explorer.
  await page
    .getByText(width > NARROW ? 'active_users_daily' : 'core_revenue')
    .first()
    .waitFor();
  return { page, wrong, close: () => context.close() };
}

/** Runs the query in the tab. Returns the answer and the text that the page shows. */
async function run(page: Page) {
  const answered = page.waitForResponse((response) => response.url() === `${server.url}/graphql`);
  await page.locator('.graphiql-execute-button').click();
  const answer = (await (await answered).json()) as { data: object; errors?: unknown };
  const lines = page.locator('.graphiql-response .view-lines');
  await lines.filter({ hasText: '"data"' }).waitFor();
  return { answer, shown: await lines.innerText() };
}

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test('the page has a tab for each group, and each tab runs and shows numbers', async () => {
    const { page, wrong, close } = await visit('en-US');
    expect(new URL(page.url()).pathname).toBe('/graphiql');
    const tabs = page.locator('.graphiql-tab-button');
    expect((await tabs.allInnerTexts()).map((text) => text.trim())).toEqual([...registry.groups.keys()]);
    for (const tab of await tabs.all()) {
      await tab.click();
      const { answer, shown } = await run(page);
      expect(answer.errors).toBeUndefined();
      expect(JSON.stringify(answer.data)).toMatch(/"[a-z_0-9]+":(\{"value":)?-?\d/);
      expect(shown).toMatch(/":\s-?\d/);
    }
    expect(wrong).toEqual([]);
    await close();
  });

  test('a new tab has a query of the last seven days that runs', async () => {
    const { page, wrong, close } = await visit('en-US');
    await page.locator('.graphiql-tab-add').click();
    await page.locator('.graphiql-query-editor').getByText('The last 7 days').waitFor();
    const { answer } = await run(page);
    expect((answer.data as { metrics: { rows: unknown[] } }).metrics.rows).toHaveLength(7);
    expect(wrong).toEqual([]);
    await close();
  });

  test('the labels of an example stay when the explorer changes its query', async () => {
    const { page, wrong, close } = await visit('en-US');
    const editor = page.locator('.graphiql-query-editor');
    await editor.getByText('Monthly recurring revenue').waitFor();
    await page.locator('.graphiql-plugin').getByText('arr', { exact: true }).first().click();
    await editor
      .locator('.view-line')
      .getByText(/^\s*arr\s*$/)
      .waitFor();
    await editor.getByText('Monthly recurring revenue').waitFor();
    expect(wrong).toEqual([]);
    await close();
  });

  test('the answer is also a table and a chart, with the numbers of the JSON', async () => {
    const { page, wrong, close } = await visit('en-US');
    const { answer } = await run(page);
    const { rows } = (answer.data as { metrics: { rows: { time: { label: string }; values: object }[] } }).metrics;
    await page.getByRole('button', { name: 'Show Answer as table and chart' }).click();
    await page.locator('.pane canvas').waitFor();
    const shown = await page
      .locator('.pane tbody tr')
      .evaluateAll((all) => all.map((row) => row.innerText.split('\t')));
    expect(shown).toEqual(
      rows.map(({ time, values }) => [time.label, ...Object.values(values)].map((value) => String(value))),
    );
    expect(wrong).toEqual([]);
    await close();
  });

  test('a metric is found by its label, and a click writes its key into the query', async () => {
    const { page, wrong, close } = await visit('en-US');
    await page.locator('.graphiql-tab-add').click();
    const editor = page.locator('.graphiql-query-editor');
    await editor.getByText('The last 7 days').waitFor();
    await page.getByRole('button', { name: 'Show Find metrics and dimensions' }).click();
    await page.getByRole('searchbox').fill('weekly active');
    await editor.locator('.view-lines').click();
    await page.keyboard.press('Control+End');
    await page
      .locator('.pane')
      .getByRole('button', { name: /active_users_weekly/ })
      .click();
    await editor.locator('.view-line').getByText('active_users_weekly').waitFor();
    expect(wrong).toEqual([]);
    await close();
  });

  test('a link opens its query in a tab of its own, once, and beside the tabs that are stored', async () => {
    const { page, wrong, close } = await visit('en-US');
    const query =
      'query linked($last: Int!) { metrics(range: { last: $last, unit: DAY }) { totals { values { tasks } } } }';
    const link = `/graphiql?${new URLSearchParams({ query, variables: '{ "last": 3 }', lang: 'en' })}`;
    await page.goto(server.url + link);
    await page.locator('.graphiql-tab-button', { hasText: 'linked' }).waitFor();
    const { answer } = await run(page);
    expect(answer.errors).toBeUndefined();
    expect(await page.locator('.graphiql-tab-button').count()).toBe(registry.groups.size + 1);
    expect(new URL(page.url()).search).toBe('?lang=en');
    expect(wrong).toEqual([]);
    await close();
  });

  test('on a phone, the page says that it needs a wider screen and leads to the console', async () => {
    const { page, wrong, close } = await visit('en-US', '/graphiql', 390);
    await page.getByText('GraphiQL needs a wider screen.').waitFor();
    // The query, and the answer below it, are as wide as there is room.
    expect((await page.locator('.graphiql-query-editor').boundingBox())!.width).toBeGreaterThan(250);
    expect((await run(page)).answer.errors).toBeUndefined();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.getByRole('link', { name: 'Go to the console' }).click();
    await page.waitForURL(`${server.url}/`);
    await page.locator('.number-value').first().waitFor();
    expect(wrong).toEqual([]);
    await close();
  });

  test('the explorer lists every metric, from its top, and takes no focus before a person does something', async () => {
    const { page, wrong, close } = await visit('en-US');
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
    expect(await page.evaluate("document.querySelector('.graphiql-plugin').scrollTop")).toBe(0);
    const listed = await page.locator('.graphiql-plugin').innerText();
    expect([...registry.metrics.keys()].filter((key) => !listed.includes(key))).toEqual([]);
    expect(wrong).toEqual([]);
    await close();
  });

  test('a mistake is marked while the user types, by a worker from the gateway', async () => {
    const { page, wrong, close } = await visit('en-US');
    await page.locator('.graphiql-query-editor .view-lines').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('{ metricCatalog { timezone } }');
    await page.locator('.squiggly-error').first().waitFor();
    const workers = page.workers().map((worker) => new URL(worker.url()));
    expect(workers.length).toBeGreaterThanOrEqual(2);
    expect(workers.filter(({ origin }) => origin !== server.url)).toEqual([]);
    expect(wrong).toEqual([]);
    await close();
  });

  test('the page uses the language of the browser, or the chosen one', async () => {
    const { page, wrong, close } = await visit('zh-CN');
    const editor = page.locator('.graphiql-query-editor');
    await editor.getByText('核心营收').waitFor();
    await page.getByRole('link', { name: 'English' }).click();
    await page.waitForURL('**/graphiql?lang=en');
    await editor.getByText('Core revenue').waitFor();
    await page.getByRole('link', { name: '中文' }).waitFor();
    expect(wrong).toEqual([]);
    await close();
  });

  test("a subscription shows an answer, over a WebSocket that the page's policy allows", async () => {
    const { page, wrong, close } = await visit('en-US');
    const opened = page.waitForEvent('websocket');
    await page.locator('.graphiql-query-editor .view-lines').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(
      'subscription live { metricsChanged(range: { last: 7, unit: DAY }) { totals { values { tasks } } } }',
    );
    await page.locator('.graphiql-execute-button').click();
    expect((await opened).url()).toBe(`${server.url.replace(/^http/, 'ws')}/graphql`);
    const lines = page.locator('.graphiql-response .view-lines');
    await lines.filter({ hasText: '"metricsChanged"' }).waitFor();
    expect(await lines.innerText()).toMatch(/"tasks":\s\d/);
    expect(wrong).toEqual([]);
    await close();
  });
});
