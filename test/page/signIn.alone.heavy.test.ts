import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { changedModel } from '../graphql/changedModel';
import { ROOT } from '../graphql/gatewayServer';
import { liveServer, type LiveServer } from '../live/liveServer';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';
import { visit } from './visitor';

/** The console of a gateway with keys: two people of different roles see different pages. */
const ROLES = `
roles:
  everything: { label: { en: Everything, zh: 全部 } }
  cost:
    label: { en: Cost, zh: 成本 }
    metrics: [task_error_rate, token_cost]
    dimensions: [task_type]
`;
const keys = { everything: newKey(), cost: newKey() };
const inBrowser = BROWSER === null ? describe.skip : describe;
let directory: { path: string; remove(): Promise<void> };
let model: { path: string; remove(): Promise<void> };
let server: LiveServer;
let browser: Browser;
let url: string;
beforeAll(async () => {
  if (BROWSER === null) return;
  directory = await temporaryDirectory();
  model = await changedModel('model.yaml', (text) => text);
  writeFileSync(path.join(model.path, 'roles.yaml'), ROLES);
  const file = path.join(directory.path, 'keys.yaml');
  const listed = Object.entries(keys).map(([role, key]) => ({ name: role, sha256: hashOf(key), role }));
  writeFileSync(file, JSON.stringify({ keys: listed }));
  const auth = readAuth((name) => ({ API_KEYS_FILE: file })[name]);
  server = await liveServer({ model: model.path, dashboards: path.join(ROOT, 'schema/dashboards'), http: { auth } });
  url = `http://127.0.0.1:${server.port}`;
  browser = await openBrowser();
  // The first visit waits until the pages are built.
  await fetch(url);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await model?.remove();
  await directory?.remove();
});

/** Opens the console and signs in. The browser reports each 401 as an error, which is expected. */
async function signedIn(key: string, address = '/') {
  const visitor = await visit(browser, url + address);
  const { page } = visitor;
  await page.getByLabel('API key or token').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  return visitor;
}

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test('a wrong key is told, and the right one opens the page that was asked for', async () => {
    const { page, close } = await signedIn('mgk_wrong', '/metrics');
    await page.getByText('The gateway does not accept this key or token.').waitFor();
    // Nobody is signed in.
    expect(await page.getByRole('button', { name: 'Sign out' }).count()).toBe(0);
    await page.getByLabel('API key or token').fill(keys.everything);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('main').getByText('Monthly recurring revenue', { exact: true }).first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/metrics');
    await close();
  });

  test('each role sees its own tiles and metrics, and no name of the others', async () => {
    const [all, cost] = [await signedIn(keys.everything), await signedIn(keys.cost)];
    await all.page.locator('.number-value').nth(12).waitFor();
    await cost.page.locator('[data-metric="task_error_rate"] .number-value').waitFor();
    expect(await cost.page.locator('[data-metric]').evaluateAll(metricsOf)).toEqual(['task_error_rate']);
    expect(await cost.page.locator('body').innerText()).not.toMatch(/recurring|Weekly active/);
    await cost.page.goto(`${url}/metrics`);
    await cost.page.locator('main').getByText('Token cost', { exact: true }).first().waitFor();
    expect(await cost.page.locator('main').innerText()).not.toMatch(/recurring|Weekly active/);
    await all.close();
    await cost.close();
  });

  test('a metric that the role may not see is a page that says so, not a broken one', async () => {
    const { page, close } = await signedIn(keys.cost, '/metrics/revenue_mrr');
    await page.getByRole('heading', { name: /revenue_mrr/ }).waitFor();
    await page.getByRole('link', { name: 'Go to the overview' }).waitFor();
    await close();
  });

  test('GraphiQL leads a person without a key to the page where one signs in', async () => {
    const { page, close } = await visit(browser, `${url}/graphiql`);
    await page.getByText('The gateway asks who you are.').waitFor();
    await page.getByRole('link', { name: 'Go to the console' }).first().click();
    await page.getByLabel('API key or token').fill(keys.cost);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('[data-metric="task_error_rate"] .number-value').waitFor();
    await page.getByRole('link', { name: 'GraphiQL' }).first().click();
    await page.locator('.graphiql-plugin').getByText('metricCatalog', { exact: true }).first().waitFor();
    expect(await page.getByText('The gateway asks who you are.').count()).toBe(0);
    await close();
  });

  test('the tab keeps the key, another tab does not have it, and signing out forgets it', async () => {
    const { page, context, close } = await signedIn(keys.cost);
    const number = page.locator('[data-metric="task_error_rate"] .number-value');
    await number.waitFor();
    await page.reload();
    await number.waitFor();
    const other = await context.newPage();
    await other.goto(url);
    await other.getByLabel('API key or token').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('API key or token').waitFor();
    await page.reload();
    await page.getByLabel('API key or token').waitFor();
    await close();
  });
});

function metricsOf(cards: readonly { readonly dataset: Readonly<Record<string, string>> }[]): (string | undefined)[] {
  return cards.map((card) => card.dataset['metric']);
}
