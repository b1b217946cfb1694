import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { loadRegistry } from '../../src/registry/load';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { changedModel } from '../graphql/changedModel';
import { MODEL } from '../graphql/gatewayServer';
import { liveServer, type LiveServer } from '../live/liveServer';
import { ask, startServer, type StartedServer } from '../server/startServer';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';
import { visit, type Visitor } from './visitor';

/** The list of metrics, the page of each, and the search, compared with the API's answers. */
const registry = loadRegistry(MODEL);
const keys = [...registry.metrics.keys()];
const inBrowser = BROWSER === null ? describe.skip : describe;
const boardKey = newKey();
let directory: { path: string; remove(): Promise<void> };
let model: { path: string; remove(): Promise<void> };
let server: StartedServer;
let withRoles: LiveServer;
let browser: Browser;
beforeAll(async () => {
  if (BROWSER === null) return;
  directory = await temporaryDirectory();
  server = await startServer({ DATA_DIRECTORY: path.join(directory.path, 'data') });
  withRoles = await roleServer();
  browser = await openBrowser();
  // The first visit waits until the pages are built.
  await fetch(server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await withRoles?.close();
  await model?.remove();
  await directory?.remove();
});

/** A gateway whose role `board` sees two metrics, of which one is deprecated. */
async function roleServer(): Promise<LiveServer> {
  model = await changedModel('metrics.yaml', (text) =>
    text.replace('  total_generations:\n', '  total_generations:\n    deprecated: Use tasks.\n'),
  );
  writeFileSync(
    path.join(model.path, 'roles.yaml'),
    'roles:\n  board: { label: { en: Board, zh: 看板 }, metrics: [tasks, total_generations] }\n',
  );
  const file = path.join(directory.path, 'keys.yaml');
  writeFileSync(file, JSON.stringify({ keys: [{ name: 'board', sha256: hashOf(boardKey), role: 'board' }] }));
  const auth = readAuth((name) => ({ API_KEYS_FILE: file })[name]);
  return liveServer({ model: model.path, http: { auth } });
}

const rows = (page: Page) => page.locator('.metric-list .metric-row');
const shownKeys = async (page: Page) => (await page.locator('.metric-label code').allInnerTexts()).map(String);

async function close({ wrong, close: end }: Visitor): Promise<void> {
  expect(wrong).toEqual([]);
  await end();
}

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test('the list has all metrics, by the groups of the registry', async () => {
    const visitor = await visit(browser, `${server.url}/metrics`);
    await rows(visitor.page).first().waitFor();
    expect((await shownKeys(visitor.page)).sort()).toEqual([...keys].sort());
    const { data } = await ask(server.url, '{ metricCatalog { groups { label(locale: "en") metrics { key } } } }');
    const groups = data.metricCatalog.groups.filter(({ metrics }: { metrics: unknown[] }) => metrics.length > 0);
    const labels = groups.map(({ label }: { label: string }) => label);
    expect(await visitor.page.locator('.metric-group').allInnerTexts()).toEqual(labels);
    await close(visitor);
  });

  test('a search by words of any language is that of the API, and a part of the address', async () => {
    const visitor = await visit(browser, `${server.url}/metrics`);
    const { page } = visitor;
    for (const search of ['users', 'active users', '付费', 'retention_day', 'nothing of this']) {
      await page.getByRole('searchbox').fill(search);
      const { data } = await ask(server.url, `{ metricCatalog { metrics(search: "${search}") { key } } }`);
      const found = data.metricCatalog.metrics.map(({ key }: { key: string }) => key).sort();
      await page.getByText(`${found.length} of ${keys.length} metrics`).waitFor();
      expect([search, (await shownKeys(page)).sort()]).toEqual([search, found]);
      expect(new URL(page.url()).searchParams.get('q')).toBe(search);
    }
    await page.goto(`${server.url}/metrics?q=付费`);
    await page.getByText(` of ${keys.length} metrics`).waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('付费');
    await close(visitor);
  });

  test('with the keyboard alone: from the search into the list, along it, and to a metric', async () => {
    const visitor = await visit(browser, `${server.url}/metrics`);
    const { page } = visitor;
    await rows(page).first().waitFor();
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const [, second] = await shownKeys(page);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/metrics/${second}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.goBack();
    await rows(page).first().waitFor();
    await close(visitor);
  });

  test('the page of a metric has the definition of the API, in both languages', async () => {
    const { data } = await ask(
      server.url,
      `{ metricCatalog { metric(key: adoption_rate) { en: description(locale: "en") zh: description(locale: "zh")
        label formula(locale: "en") numerator(locale: "en") denominator(locale: "en") owner dimensions { key label } } } }`,
    );
    const { metric } = data.metricCatalog;
    const visitor = await visit(browser, `${server.url}/metrics/adoption_rate`);
    const { page } = visitor;
    await page.getByRole('heading', { level: 1, name: metric.label }).waitFor();
    expect(await page.locator('.metric-meaning').innerText()).toBe(metric.en);
    expect(await page.locator('.metric-other[lang="zh"]').innerText()).toContain(metric.zh);
    const definition = page.getByRole('region', { name: 'Definition' });
    const text = await definition.innerText();
    for (const part of [metric.formula, metric.numerator, metric.denominator, metric.owner])
      expect(text).toContain(part);
    expect(text).toContain('A longer period shows the sum of the numerators over the sum of the denominators.');
    expect(await definition.locator('[lang="zh"]').innerText()).toContain('分子之和');
    for (const { key, label } of metric.dimensions) {
      const link = page.getByRole('link', { name: label, exact: true });
      expect(await link.getAttribute('href')).toBe(`/explore?metrics=adoption_rate&by=${key}`);
    }
    await close(visitor);
  });

  test.each(['adoption_rate', 'payment_conversion_rate', 'arpu'])(
    'a page in Chinese has no English sentence in its definition and lineage: %s',
    async (key) => {
      const { data } = await ask(
        server.url,
        `{ metricCatalog { metric(key: ${key}) { formula(locale: "zh") numerator(locale: "zh") denominator(locale: "zh")
          filters(locale: "zh") lineage { nodes { label(locale: "zh") } } } } }`,
      );
      const { formula, numerator, denominator, filters, lineage } = data.metricCatalog.metric;
      const visitor = await visit(browser, `${server.url}/metrics/${key}`, { locale: 'zh-CN' });
      const { page } = visitor;
      const drawing = page.locator('.lineage');
      await drawing.waitFor();
      const formulas = await page.locator('.metric-formula').allInnerTexts();
      const sides = denominator === null ? [] : [numerator, denominator];
      expect(formulas).toEqual([formula, ...sides, ...filters]);
      const labels = await drawing.locator('.lineage-label').allInnerTexts();
      expect(labels.sort()).toEqual(lineage.nodes.map(({ label }: { label: string }) => label).sort());
      for (const text of [...formulas, ...labels]) expect(text).not.toMatch(/[a-z]+ [a-z]+/i);
      for (const text of formulas) expect(text).toMatch(/\p{Script=Han}/u);
      await close(visitor);
    },
  );

  test('the chart has the numbers of the API, and says which bucket still runs', async () => {
    const visitor = await visit(browser, `${server.url}/metrics/tasks`);
    const { page } = visitor;
    const chart = page.getByRole('region', { name: 'The last 90 days' });
    await chart.locator('canvas').first().waitFor();
    await chart.getByRole('button', { name: 'Show as table' }).click();
    const { data } = await ask(
      server.url,
      `{ metricSeries(select: [tasks], range: { last: 90, unit: DAY }, grain: DAY) { series { formatted(locale: "en") } } }`,
    );
    const cells = await chart.locator('tbody td').allInnerTexts();
    // The last one still runs, so its number may have changed since.
    expect(cells.slice(0, -1)).toEqual(data.metricSeries.series[0].formatted);
    expect(await chart.locator('tbody th').last().innerText()).toContain('so far');
    await close(visitor);
  });

  test('the lineage leads from the metric to the columns that it reads, as a drawing and as a list', async () => {
    const { data } = await ask(
      server.url,
      `{ metricCatalog { metric(key: arpu) { lineage { nodes { kind label(locale: "en") columns } } } } }`,
    );
    const { nodes } = data.metricCatalog.metric.lineage as {
      nodes: { kind: string; label: string; columns: string[] }[];
    };
    const visitor = await visit(browser, `${server.url}/metrics/arpu`);
    const { page } = visitor;
    const drawing = page.locator('.lineage');
    await drawing.waitFor();
    const boxes = await drawing.locator('.lineage-label').allInnerTexts();
    expect(boxes.sort()).toEqual(nodes.map(({ label }) => label).sort());
    for (const { columns } of nodes) for (const column of columns) expect(await drawing.innerText()).toContain(column);
    const left = async (kind: string) => (await drawing.locator(`[data-kind="${kind}"]`).last().boundingBox())!.x;
    expect(await left('METRIC')).toBeLessThan(await left('MEASURE'));
    expect(await left('MEASURE')).toBeLessThan(await left('TABLE'));
    await page.getByRole('button', { name: 'Show as list' }).click();
    const list = await page.locator('.lineage-list').innerText();
    for (const { label } of nodes) expect(list).toContain(label);
    await page.locator('.lineage-list a').first().click();
    await page.waitForURL('**/metrics/revenue_mrr');
    await close(visitor);
  });

  test('on a phone the lineage is a list, and the page is not wider than the phone', async () => {
    const visitor = await visit(browser, `${server.url}/metrics/arpu`, { viewport: { width: 320, height: 700 } });
    const { page } = visitor;
    await page.locator('.lineage-list').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.getByRole('button', { name: 'Show as drawing' }).click();
    await page.locator('.lineage').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await close(visitor);
  });

  test('the page links to what uses the metric', async () => {
    const visitor = await visit(browser, `${server.url}/metrics/revenue_mrr`);
    const { page } = visitor;
    const { data } = await ask(
      server.url,
      `{ metricCatalog { metric(key: revenue_mrr) { usedBy { label } dashboards { title(locale: "en") } } } }`,
    );
    const { usedBy, dashboards } = data.metricCatalog.metric;
    const usage = page.getByRole('region', { name: 'Where it is used' });
    await usage.waitFor();
    const names = [
      ...usedBy.map(({ label }: { label: string }) => label),
      ...dashboards.map(({ title }: { title: string }) => title),
    ];
    expect(names.length).toBeGreaterThan(1);
    expect(await usage.getByRole('link').allInnerTexts()).toEqual(names);
    await close(visitor);
  });

  test('the query on the page runs, and leads to GraphiQL', async () => {
    const visitor = await visit(browser, `${server.url}/metrics/retention_week_1`);
    const { page } = visitor;
    const query = await page.getByRole('region', { name: 'Query' }).locator('pre').innerText();
    await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy: Query' }).click();
    await page.getByRole('button', { name: 'Copied: Query' }).waitFor();
    expect((await page.evaluate<string>('navigator.clipboard.readText()')).trim()).toBe(query.trim());
    const { data, errors } = await ask(server.url, query);
    expect([errors, data.metrics.rows.length]).toEqual([undefined, 13]);
    const href = await page.getByRole('link', { name: 'Open in GraphiQL' }).getAttribute('href');
    expect(new URL(href!, server.url).searchParams.get('query')!.trim()).toBe(query.trim());
    await close(visitor);
  });

  test('a browser without a clipboard selects the query, and says so', async () => {
    const visitor = await visit(browser, server.url);
    const { page, context } = visitor;
    await context.addInitScript(`Object.defineProperty(navigator, 'clipboard', { value: undefined })`);
    await page.goto(`${server.url}/metrics/tasks`);
    await page.getByRole('button', { name: 'Copy: Query' }).click();
    await page.getByText('The text is selected').waitFor();
    const query = await page.getByRole('region', { name: 'Query' }).locator('pre').innerText();
    expect((await page.evaluate<string>('String(getSelection())')).trim()).toBe(query.trim());
    await close(visitor);
  });

  test('a metric that does not exist says so, with a way back', async () => {
    const visitor = await visit(browser, `${server.url}/metrics/no_such`);
    await visitor.page.getByRole('heading', { name: 'There is no metric “no_such”' }).waitFor();
    await visitor.page.getByRole('link', { name: 'Go to the overview' }).click();
    await visitor.page.waitForURL(`${server.url}/`);
    await visitor.close();
  });

  test('a role sees its own metrics only; another one is as if it did not exist', async () => {
    const url = `http://127.0.0.1:${withRoles.port}`;
    const visitor = await visit(browser, `${url}/metrics`, { extraHTTPHeaders: { 'x-api-key': boardKey } });
    const { page } = visitor;
    await rows(page).first().waitFor();
    expect((await shownKeys(page)).sort()).toEqual(['tasks', 'total_generations']);
    const deprecated = rows(page).filter({ hasText: 'total_generations' });
    expect(await deprecated.innerText()).toContain('Deprecated');
    await deprecated.click();
    await page.locator('.metric-notice').filter({ hasText: 'Use tasks.' }).waitFor();
    await page.goto(`${url}/metrics/revenue_mrr`);
    await page.getByRole('heading', { name: 'There is no metric “revenue_mrr”' }).waitFor();
    await close(visitor);
  });

  test('Ctrl-K finds a metric by words of either language, and Enter opens it', async () => {
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Search', exact: true }).waitFor();
    for (const [search, key] of [
      ['adoption rate', 'adoption_rate'],
      ['流失付费', 'churned_subscribers'],
    ] as const) {
      await page.keyboard.press('Control+k');
      await dialog.waitFor();
      await page.keyboard.insertText(search);
      await dialog.getByRole('option').filter({ hasText: key }).waitFor();
      await dialog.getByRole('option').nth(1).waitFor({ state: 'detached' });
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**/metrics/${key}`);
      await dialog.waitFor({ state: 'detached' });
    }
    await close(visitor);
  });

  test('the search finds dashboards and pages, and Escape closes it', async () => {
    const visitor = await visit(browser, `${server.url}/metrics`);
    const { page } = visitor;
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await page.keyboard.insertText('errors');
    await dialog.getByRole('option', { name: 'Cost and errors' }).click();
    await page.waitForURL('**/d/cost_and_errors');
    await page.keyboard.press('Control+k');
    await page.keyboard.insertText('graphiql');
    await dialog.getByRole('option', { name: 'GraphiQL' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await close(visitor);
  });
});
