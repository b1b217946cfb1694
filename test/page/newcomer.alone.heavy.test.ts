import type { Browser } from 'playwright-core';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { startServer, type StartedServer } from '../server/startServer';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';
import { visit } from './visitor';

/** Questions of someone who sees the console for the first time, with demo data. */
const inBrowser = BROWSER === null ? describe.skip : describe;
let directory: { path: string; remove(): Promise<void> };
let server: StartedServer;
let browser: Browser;
beforeAll(async () => {
  if (BROWSER === null) return;
  directory = await temporaryDirectory();
  server = await startServer({ DATA_DIRECTORY: directory.path, LOG_LEVEL: 'error' });
  browser = await openBrowser();
  // The first visit waits until the pages are built.
  await fetch(server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await directory?.remove();
});

async function ask<Data>(query: string): Promise<Data> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return ((await response.json()) as { data: Data }).data;
}

async function open(address: string, width: number) {
  const visitor = await visit(browser, server.url + address, { viewport: { width, height: 800 } });
  await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return visitor;
}

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  describe.each([390, 1280])('%i pixels wide', (width) => {
    test('how many people are active in a week, and is it more than last week?', async () => {
      const { metricSeries } = await ask<{
        metricSeries: { series: { overall: { formatted: string; before: string; changed: string } }[] };
      }>(`{ metricSeries(select: [active_users_weekly], range: { last: 29, unit: DAY, includeCurrent: true }, grain: DAY,
        compare: { shift: 1, unit: WEEK }) { series { overall { formatted(locale: "en")
        before: formatted(of: PREVIOUS, locale: "en") changed: formatted(of: CHANGE, locale: "en") } } } }`);
      const { formatted, before, changed } = metricSeries.series[0]!.overall;
      const { page, wrong, close } = await open('/', width);
      const card = page.locator('.tile', { hasText: 'Weekly active users' });
      await card.getByText(formatted, { exact: true }).waitFor();
      await card.getByText(`a week before: ${before}`).waitFor();
      await card.getByText(changed).first().waitFor();
      expect(wrong).toEqual([]);
      await close();
    });

    test('which channel brings the most paying users? One click from the overview', async () => {
      const { metricSeries } = await ask<{ metricSeries: { series: { label: string; group: { label: string }[] }[] } }>(
        `{ metricSeries(select: [new_paying_users], range: { last: 90, unit: DAY, includeCurrent: true }, grain: DAY,
        groupBy: [utm_source], top: { by: new_paying_users, n: 1 }) { series { label group { label(locale: "en") } } } }`,
      );
      const { page, wrong, close } = await open('/', width);
      await page.locator('[data-metric="new_paying_users"] a').click();
      const first = page.getByRole('region', { name: 'Channel' }).getByRole('link').nth(1);
      await first.getByText(metricSeries.series[0]!.group[0]!.label, { exact: true }).waitFor();
      expect(wrong).toEqual([]);
      await close();
    });

    test('why is today lower? The page says that today is not over', async () => {
      const { page, close } = await open('/', width);
      await page.getByText('Today is not over, so its value (dashed) can still change.').first().waitFor();
      await close();
    });

    test('what does the adoption rate count? One click from its card', async () => {
      const { metricCatalog } = await ask<{ metricCatalog: { metric: { description: string; formula: string } } }>(
        '{ metricCatalog { metric(key: adoption_rate) { description(locale: "en") formula(locale: "en") } } }',
      );
      const { description, formula } = metricCatalog.metric;
      const { page, wrong, close } = await open('/', width);
      await page.getByRole('button', { name: 'More actions: Adoption rate' }).click();
      await page.getByRole('menuitem', { name: 'Explain this number' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(description, { exact: true }).waitFor();
      await dialog.getByText(formula, { exact: true }).waitFor();
      expect(wrong).toEqual([]);
      await close();
    });

    test('send me this chart: the link of a tile opens the same chart', async () => {
      const { page, context, wrong, close } = await open('/', width);
      await page.getByRole('button', { name: 'More actions: New paying users' }).click();
      await page.getByRole('menuitem', { name: 'Copy link' }).click();
      await page.getByText('The address is copied.').first().waitFor();
      const link = await page.evaluate<string>('navigator.clipboard.readText()');
      const friend = await context.newPage();
      await friend.goto(link);
      await friend.getByRole('heading', { name: 'New paying users' }).waitFor();
      await friend.locator('.explore-main canvas').first().waitFor();
      expect(wrong).toEqual([]);
      await close();
    });

    test('a range before all data offers the dates of the data', async () => {
      const { page, wrong, close } = await open(
        '/explore?metrics=new_paying_users&range=2001-01-01..2001-01-31',
        width,
      );
      await page.getByText(/^The range has no data\. Data exist for /).waitFor();
      await page.getByRole('button', { name: /^Show .* – / }).click();
      await page.locator('.explore-main canvas').first().waitFor();
      expect(wrong).toEqual([]);
      await close();
    });
  });
});
