import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { changedModel } from '../graphql/changedModel';
import { liveServer, type LiveServer } from '../live/liveServer';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';

/** GraphiQL for a role that may not read the schema: it says so, and still runs queries. */
const inBrowser = BROWSER === null ? describe.skip : describe;
const key = newKey();
let directory: { path: string; remove(): Promise<void> };
let model: { path: string; remove(): Promise<void> };
let server: LiveServer;
let browser: Browser;
beforeAll(async () => {
  if (BROWSER === null) return;
  directory = await temporaryDirectory();
  model = await changedModel('model.yaml', (text) => text);
  const roles = 'roles:\n  board: { label: { en: Board, zh: 看板 }, introspection: false }\n';
  writeFileSync(path.join(model.path, 'roles.yaml'), roles);
  const file = path.join(directory.path, 'keys.yaml');
  writeFileSync(file, JSON.stringify({ keys: [{ name: 'board', sha256: hashOf(key), role: 'board' }] }));
  const auth = readAuth((name) => ({ API_KEYS_FILE: file })[name]);
  server = await liveServer({ model: model.path, http: { auth } });
  browser = await openBrowser();
  // The first visit waits until the page is bundled.
  await fetch(`http://127.0.0.1:${server.port}/graphiql`);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await model?.remove();
  await directory?.remove();
});

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test('the page says why it cannot complete names, and runs the query in the tab', async () => {
    const context = await browser.newContext({ locale: 'en-US', extraHTTPHeaders: { 'x-api-key': key } });
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(String(error)));
    await page.goto(`http://127.0.0.1:${server.port}/graphiql`);
    const shown = page.locator('.graphiql-response .view-lines');
    await shown.filter({ hasText: 'The schema is not visible to the role' }).waitFor();
    await page.locator('.graphiql-execute-button').click();
    await shown.filter({ hasText: '"metricCatalog"' }).waitFor();
    expect(wrong).toEqual([]);
    await context.close();
  });
});
