import type { Browser } from 'playwright-core';
import { loadRegistry } from '../../src/registry/load';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { MODEL } from '../graphql/gatewayServer';
import { startServer, type StartedServer } from '../server/startServer';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';
import { visit } from './visitor';

/** The overview after the first start of the gateway: in a real browser, with demo data. */
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
  // The first visit waits until the pages are built.
  await fetch(server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await directory?.remove();
});

interface Tile {
  readonly id: string;
  readonly metrics: readonly { readonly key: string }[];
  readonly variables: object;
}

async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

async function tilesOf(key: string): Promise<readonly Tile[]> {
  const { metricCatalog } = await ask<{
    metricCatalog: { dashboard: { sections: { tiles: Tile[] }[] } };
  }>(`{ metricCatalog { dashboard(key: "${key}") { sections { tiles { id metrics { key } variables } } } } }`);
  return metricCatalog.dashboard.sections.flatMap(({ tiles }) => tiles);
}

const OVERALL = `query ($select: [MetricKey!]!, $range: MetricTimeRange!, $grain: MetricGrain, $compare: MetricComparison) {
  metricSeries(select: $select, range: $range, grain: $grain, compare: $compare) {
    series { metric { better } overall { formatted(locale: "en") previousText: formatted(of: PREVIOUS, locale: "en") change changeText: formatted(of: CHANGE, locale: "en") } }
  }
}`;

interface Overall {
  readonly metric: { readonly better: 'UP' | 'DOWN' | null };
  readonly overall: {
    readonly formatted: string | null;
    readonly previousText: string | null;
    readonly change: number | null;
    readonly changeText: string | null;
  };
}

const COVERS = { LAST: 'as of the last', FIRST: 'first', AVERAGE: 'mean per', RATIO: null, RECOMPUTE: null } as const;

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test('a card says which part of the range its number covers, as the metric declares it', async () => {
    const { metricCatalog } = await ask<{
      metricCatalog: { metrics: { key: string; grain: string; overTime: keyof typeof COVERS }[] };
    }>('{ metricCatalog { metrics { key grain overTime } } }');
    const expected = new Map(
      metricCatalog.metrics.map(({ key, grain, overTime }) => {
        const words = COVERS[overTime];
        return [key, words === null ? '' : `${words} ${grain.toLowerCase()}`] as const;
      }),
    );
    const { page, wrong, close } = await visit(browser, server.url);
    await page.locator('.number-value').nth(12).waitFor();
    const seen = new Set<string>();
    for (const card of await page.locator('.number[data-metric]').all()) {
      const key = (await card.getAttribute('data-metric'))!;
      const text = (await card.locator('.number-covers').allInnerTexts()).join();
      expect([key, text]).toEqual([key, expected.get(key)]);
      seen.add(text);
    }
    expect(seen).toContain('as of the last day');
    expect(wrong).toEqual([]);
    await close();
  });

  test('the numbers of all thirteen metrics are those of the API, with their changes coloured by what is better', async () => {
    const { page, wrong, close } = await visit(browser, server.url);
    const tiles = await tilesOf('overview');
    expect(tiles).toHaveLength(13);
    for (const { metrics, variables } of tiles) {
      const { metricSeries } = await ask<{ metricSeries: { series: Overall[] } }>(OVERALL, variables);
      const { metric, overall } = metricSeries.series[0]!;
      const card = page.locator(`[data-metric="${metrics[0]!.key}"]`);
      expect(await card.locator('.number-value').innerText()).toBe(overall.formatted ?? '–');
      if (overall.previousText !== null) expect(await card.innerText()).toContain(overall.previousText);
      if (overall.change === null || overall.change === 0) continue;
      const change = card.locator('.change');
      expect(await change.innerText()).toContain(overall.changeText);
      const isGood = metric.better === null ? null : overall.change > 0 === (metric.better === 'UP');
      const tone = isGood === null ? 'change-neutral' : isGood ? 'change-good' : 'change-bad';
      expect([metrics[0]!.key, await change.getAttribute('class')]).toEqual([metrics[0]!.key, `change ${tone}`]);
    }
    const weekly = page.locator('[data-metric="active_users_weekly"]');
    expect(await weekly.innerText()).toContain('a week before: ');
    expect(wrong).toEqual([]);
    await close();
  });

  test('all numbers come by one request, and one statement for each range', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/graphql') && request.postData()?.includes('metricSeries('))
        asked.push(request.postData()!);
    });
    await page.goto(server.url);
    await page.locator('.number-value').nth(12).waitFor();
    expect(asked).toHaveLength(1);
    const ranges = new Set(
      (await tilesOf('overview')).map(({ variables }) => JSON.stringify({ ...variables, select: null })),
    );
    expect(JSON.parse(asked[0]!)).toHaveLength(ranges.size);
    await context.close();
  });

  test('sections have the names of the groups, in the chosen language, and the choice stays', async () => {
    const { page, wrong, close } = await visit(browser, server.url);
    for (const { label } of registry.groups.values())
      await page.getByRole('heading', { name: text(label, 'en'), exact: true }).waitFor();
    await page.getByRole('button', { name: /Language/ }).click();
    await page.getByRole('option', { name: '中文' }).click();
    for (const { label } of registry.groups.values())
      await page.getByRole('heading', { name: text(label, 'zh'), exact: true }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '概览' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh');
    expect(wrong).toEqual([]);
    await close();
  });

  test('the theme follows the device, until the person chooses another', async () => {
    const { page, close } = await visit(browser, server.url, { colorScheme: 'dark' });
    const theme = () => page.locator('html').getAttribute('data-theme');
    expect(await theme()).toBe('dark');
    await page.getByRole('button', { name: /Theme/ }).click();
    await page.getByRole('option', { name: 'Light' }).click();
    expect(await theme()).toBe('light');
    await page.reload();
    expect(await theme()).toBe('light');
    await close();
  });

  test('another range is asked for all tiles, and the address has it', async () => {
    const { page, wrong, close } = await visit(browser, server.url);
    await page.locator('.number-value').nth(12).waitFor();
    await page.getByRole('button', { name: /Range/ }).click();
    await page.getByRole('option', { name: 'Last 7 days' }).click();
    await page.waitForURL('**/?range=7d');
    const [tile] = await tilesOf('overview');
    const week = { ...tile!.variables, range: { last: 7, unit: 'DAY' } };
    const { metricSeries } = await ask<{ metricSeries: { series: Overall[] } }>(OVERALL, week);
    const shown = page.locator(`[data-metric="${tile!.metrics[0]!.key}"]`);
    await shown.getByText(metricSeries.series[0]!.overall.previousText!).waitFor();
    await page.reload();
    await shown.getByText(metricSeries.series[0]!.overall.previousText!).waitFor();
    expect(wrong).toEqual([]);
    await close();
  });

  test('at every width the page has no horizontal scroll, and on a phone a menu', async () => {
    for (const width of [320, 390, 768, 1280, 2560]) {
      const { page, close } = await visit(browser, server.url, { viewport: { width, height: 800 } });
      await page.locator('.number-value').nth(12).waitFor();
      expect([width, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([width, true]);
      await close();
    }
    const { page, close } = await visit(browser, server.url, { viewport: { width: 390, height: 800 } });
    await page.getByRole('button', { name: 'Open the menu' }).click();
    await page.getByRole('link', { name: 'Explore' }).click();
    await page.waitForURL('**/explore');
    await close();
  });

  test('a dashboard that does not exist says so, with a way back', async () => {
    const { page, close } = await visit(browser, `${server.url}/d/no_such`);
    await page.getByRole('heading', { name: /no_such/ }).waitFor();
    await page.getByRole('link', { name: 'Go to the overview' }).click();
    await page.locator('.number-value').first().waitFor();
    await close();
  });

  test('when the gateway does not answer, the page says so and asks again when told to', async () => {
    const { page, context, close } = await visit(browser, `${server.url}/explore`);
    await page.getByRole('link', { name: 'Overview' }).waitFor();
    await context.route('**/graphql', (route) => route.abort());
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('alert').filter({ hasText: 'The gateway does not answer.' }).first().waitFor();
    await context.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.locator('.number-value').nth(12).waitFor();
    await close();
  });
});

function text(label: unknown, language: 'en' | 'zh'): string {
  return (label as Record<'en' | 'zh', string>)[language];
}
