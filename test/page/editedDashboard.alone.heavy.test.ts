import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { oneTile } from '../dashboards/someDashboards';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { editedModel, type EditedModel } from '../server/editedModel';
import { until } from '../eventually';
import { ask, startServer, type StartedServer } from '../server/startServer';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';
import { visit } from './visitor';

/** Files of dashboards change while a page is open. */
const inBrowser = BROWSER === null ? describe.skip : describe;
let database: FreshDatabase;
let model: EditedModel;
let folder: string;
let server: StartedServer;
let browser: Browser;
beforeAll(async () => {
  if (BROWSER === null) return;
  database = await productDatabase('none');
  model = await editedModel();
  folder = path.join(path.dirname(model.path), 'dashboards');
  mkdirSync(folder);
  write('a.yaml', 'tasks');
  server = await startServer({ DATABASE_URL: database.url, MODEL_DIRECTORY: model.path });
  browser = await openBrowser();
  // The first visit waits until the pages are built.
  await fetch(server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await model?.remove();
  await database?.drop();
});

const write = (file: string, metric: string) =>
  writeFileSync(path.join(folder, file), oneTile(`{ metrics: [${metric}], picture: number }`));

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test('an open page shows a changed file and a new one, without a reload', async () => {
    const { page, wrong, close } = await visit(browser, `${server.url}/d/a`);
    await page.locator('.number[data-metric="tasks"] .number-value').waitFor();
    await page.evaluate('globalThis.isSamePage = true');
    write('a.yaml', 'total_generations');
    write('b.yaml', 'tasks');
    await page.locator('.number[data-metric="total_generations"] .number-value').waitFor();
    await page.locator('nav a[href="/d/b"]').waitFor();
    expect(await page.locator('.number[data-metric="tasks"]').count()).toBe(0);
    expect(await page.evaluate('globalThis.isSamePage')).toBe(true);
    expect(wrong).toEqual([]);
    await close();
  });

  test('without an overview, the first page is the first dashboard, or else all metrics', async () => {
    const some = await visit(browser, server.url);
    await some.page.waitForURL(`${server.url}/d/a`);
    await some.page.locator('nav a[href="/d/a"][aria-current="page"]').waitFor();
    expect(await some.page.locator('nav a[href="/"]').count()).toBe(0);
    expect(some.wrong).toEqual([]);
    await some.close();

    for (const file of readdirSync(folder)) rmSync(path.join(folder, file));
    await until(async () => {
      const { data } = await ask(server.url, '{ metricCatalog { dashboards { key } } }');
      return data.metricCatalog.dashboards.length === 0;
    });
    const none = await visit(browser, server.url);
    await none.page.waitForURL(`${server.url}/metrics`);
    expect(none.wrong).toEqual([]);
    await none.close();
  });
});
