import type { Browser, Page } from 'playwright-core';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { liveServer, type LiveServer } from '../live/liveServer';
import { startServer, type StartedServer } from '../server/startServer';
import { axeFindings } from './axe';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';
import { visit } from './visitor';

/**
 * Every page, in both themes: axe finds nothing, the browser reports nothing, no request goes
 * elsewhere, and no page is wider than its window. A new page is one line here.
 */
const PAGES: Readonly<Record<string, PageCase>> = {
  overview: { address: '/', shows: '.number-value' },
  dashboard: { address: '/d/cost_and_errors', shows: '.tile' },
  explore: { address: '/explore', shows: 'h1' },
  retention: { address: '/retention', shows: '.heat-table tbody tr' },
  funnel: { address: '/funnel', shows: '.funnel-bar' },
  'funnel by channel': { address: '/funnel?by=utm_source&range=90d', shows: '.heat-table tbody tr' },
  'why it changed': { address: '/why?metric=avg_tasks_per_user', shows: '.part-bar' },
  metrics: { address: '/metrics', shows: '.metric-list [role="row"]' },
  'metrics that match': { address: '/metrics?q=users', shows: '.metric-list [role="row"]' },
  'no metric that matches': { address: '/metrics?q=nothing%20of%20this', shows: '.empty' },
  metric: { address: '/metrics/revenue_mrr', shows: '.lineage-frame' },
  'ratio of metrics': { address: '/metrics/arpu', shows: '.lineage-frame' },
  'metric by week': { address: '/metrics/retention_week_1', shows: '.lineage-frame' },
  search: { address: '/metrics', shows: '.metric-list [role="row"]', then: openSearch },
  editor: { address: '/graphiql', shows: '.graphiql-explorer-node' },
  'editor with an answer': { address: '/graphiql', shows: '.graphiql-explorer-node', then: openAnswer },
  guides: { address: '/docs/', shows: 'article' },
  'long guide': { address: '/docs/guide-querying', shows: 'article' },
  'reference of the registry': { address: '/docs/reference/model', shows: 'article' },
  'search of the guides': { address: '/docs/search?q=rolling+window', shows: '.found mark' },
  'search that finds nothing': { address: '/docs/search?q=nothing+of+this', shows: 'article' },
  'unknown page': { address: '/d/none', shows: '.not-found' },
  'unknown metric': { address: '/metrics/none', shows: '.not-found' },
  'sign in': { address: '/', shows: '.sign-in', withKeys: true },
};

interface PageCase {
  readonly address: string;
  /** An element that is there when the page has its content. */
  readonly shows: string;
  /** True if the gateway wants a key. */
  readonly withKeys?: boolean;
  /** What a person does then. */
  then?(page: Page): Promise<void>;
}

async function openSearch(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.locator('[role="dialog"] [role="option"]').first().waitFor();
}

async function openAnswer(page: Page): Promise<void> {
  await page.locator('.graphiql-execute-button').click();
  await page.locator('.graphiql-response .view-lines', { hasText: '"data"' }).waitFor();
  await page.getByRole('button', { name: 'Show Answer as table and chart' }).click();
  await page.locator('.graphiql-plugin table').waitFor();
}

const THEMES = ['light', 'dark'] as const;
const inBrowser = BROWSER === null ? describe.skip : describe;
let directory: { path: string; remove(): Promise<void> };
let open: StartedServer;
let closed: LiveServer;
let browser: Browser;
beforeAll(async () => {
  if (BROWSER === null) return;
  directory = await temporaryDirectory();
  const keys = path.join(directory.path, 'keys.yaml');
  writeFileSync(keys, JSON.stringify({ keys: [{ name: 'someone', sha256: hashOf(newKey()) }] }));
  const auth = readAuth((name) => ({ API_KEYS_FILE: keys })[name]);
  closed = await liveServer({ http: { auth } });
  open = await startServer({ DATA_DIRECTORY: path.join(directory.path, 'data') });
  browser = await openBrowser();
  // The first visit waits until the pages are built.
  await fetch(open.url);
});
afterAll(async () => {
  await browser?.close();
  await open?.close();
  await closed?.close();
  await directory?.remove();
});

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  const cases = Object.keys(PAGES).flatMap((name) => THEMES.map((theme) => [name, theme] as const));
  test.each(cases)('%s, %s', async (name, theme) => {
    const { address, shows, withKeys = false, then } = PAGES[name]!;
    const url = withKeys ? `http://127.0.0.1:${closed.port}` : open.url;
    const options = { colorScheme: theme, reducedMotion: 'reduce' } as const;
    const { page, wrong, close } = await visit(browser, url + address, options);
    await page.locator(shows).first().waitFor();
    await loaded(page);
    await then?.(page);
    expect(await axeFindings(page)).toEqual([]);
    // The browser itself reports an answer with the status 401.
    expect(withKeys ? wrong.filter((one) => !one.includes('401')) : wrong).toEqual([]);
    for (const width of [320, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      expect([width, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([width, width]);
    }
    await close();
  });

  test('a link to another page shows the top of it, and back the position before', async () => {
    const { page, close } = await visit(browser, open.url, { viewport: { width: 1280, height: 500 } });
    const links = page.locator('.number-link');
    await links.first().waitFor();
    await loaded(page);
    await links.last().scrollIntoViewIfNeeded();
    const before = await page.evaluate<number>('scrollY');
    expect(before).toBeGreaterThan(0);
    await links.last().click();
    await page.locator('.metric-head').waitFor();
    expect(await page.evaluate('scrollY')).toBe(0);
    await page.goBack();
    await page.waitForFunction(`scrollY === ${before}`);
    await close();
  });

  test('a range that the dashboard does not know shows the default one', async () => {
    const { page, close } = await visit(browser, `${open.url}/?range=none`);
    await page.locator('.choice-button', { hasText: 'Default' }).waitFor();
    await close();
  });

  test('each page has its own title and one main heading', async () => {
    const titles = new Set<string>();
    for (const address of ['/', '/explore', '/retention', '/funnel', '/why', '/metrics', '/metrics/revenue_mrr']) {
      const { page, close } = await visit(browser, open.url + address);
      await page.locator('h1').first().waitFor();
      await loaded(page);
      expect([address, await page.locator('h1').count()]).toEqual([address, 1]);
      titles.add(await page.title());
      await close();
    }
    expect(titles.size).toBe(7);
  });
});

/** Waits until nothing loads and no old picture is shown. */
async function loaded(page: Page): Promise<void> {
  await page.locator('.skeleton, [data-old="true"]').first().waitFor({ state: 'detached' });
}
