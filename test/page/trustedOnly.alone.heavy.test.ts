import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { liveServer, type LiveServer } from '../live/liveServer';
import { axeFindings } from './axe';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';
import { visit } from './visitor';

/** The console of a gateway that answers only the documents of its manifest. */
const TASKS = '/explore?metrics=tasks&range=2026-03-02..2026-03-08&grain=day';
const inBrowser = BROWSER === null ? describe.skip : describe;
let directory: { path: string; remove(): Promise<void> };
let server: LiveServer;
let url: string;
let browser: Browser;
beforeAll(async () => {
  if (BROWSER === null) return;
  directory = await temporaryDirectory();
  const manifest = path.join(directory.path, 'documents.json');
  writeFileSync(manifest, JSON.stringify({ a: '{ __typename }' }));
  server = await liveServer({ http: { documents: { manifest, only: true } } });
  url = `http://127.0.0.1:${server.port}`;
  browser = await openBrowser();
  // The first visit waits until the pages are built.
  await fetch(url);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await directory?.remove();
});

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test.each([
    ['en-US', 'Copy as', 'Open in GraphiQL', 'This gateway answers only documents that it knows.', 'manifest'],
    ['zh-CN', '复制为', '在 GraphiQL 中打开', '此网关只回答已知的查询文档。', '清单'],
  ])('the page says which queries the gateway rejects: %s', async (locale, copy, graphiql, only, manifest) => {
    const { page, wrong, close } = await visit(browser, url + TASKS, { locale });
    await page.locator('canvas').first().waitFor();
    const menu = page.locator('.picture-actions button').first();
    await menu.click();
    const link = page.getByRole('menuitem', { name: graphiql });
    expect(await link.getAttribute('aria-disabled')).toBe('true');
    expect(await link.innerText()).toContain(only);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('menuitem', { name: copy }).click();
    const note = page.getByRole('dialog').getByText(only);
    for (const name of ['curl', 'TypeScript', 'Python']) {
      await page.getByRole('tab', { name }).click();
      expect(await note.innerText()).toContain(manifest);
    }
    // An export names no document.
    await page.getByRole('tab', { name: 'CSV' }).click();
    await note.waitFor({ state: 'detached' });
    await page.goto(`${url}/metrics/tasks`);
    const main = page.locator('main');
    await main.getByText(only).waitFor();
    expect(await main.getByRole('link', { name: graphiql }).count()).toBe(0);
    expect(wrong).toEqual([]);
    await close();
  });

  test.each([
    ['en-US', 'This gateway answers only the documents of its manifest.', 'TRUSTED_DOCUMENTS_ONLY'],
    ['zh-CN', '此网关只回答其清单中的查询文档', 'TRUSTED_DOCUMENTS_ONLY'],
  ])('GraphiQL says that it cannot load the schema, and what to do: %s', async (locale, only, setting) => {
    const { page, close } = await visit(browser, `${url}/graphiql`, { locale });
    const notice = page.getByRole('note').filter({ hasText: only });
    expect(await notice.innerText()).toContain(setting);
    await close();
  });
});
