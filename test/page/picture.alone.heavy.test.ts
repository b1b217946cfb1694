import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { logger } from '../../src/server/observe/log';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { until } from '../eventually';
import { liveServer, type LiveServer } from '../live/liveServer';
import { axeFindings } from './axe';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';
import { visit } from './visitor';

/** What a person can do with a picture: in a real browser, on a gateway that wants a key. */
const inBrowser = BROWSER === null ? describe.skip : describe;
const key = newKey();
let directory: { path: string; remove(): Promise<void> };
let server: LiveServer;
let url: string;
let browser: Browser;
beforeAll(async () => {
  if (BROWSER === null) return;
  directory = await temporaryDirectory();
  const file = path.join(directory.path, 'keys.yaml');
  writeFileSync(file, JSON.stringify({ keys: [{ name: 'analyst', sha256: hashOf(key) }] }));
  const auth = readAuth((name) => ({ API_KEYS_FILE: file })[name]);
  // The figures tell how many streams are open.
  const observing = { log: logger('error', { write: () => undefined }), slowMs: 60_000, isTraced: false };
  server = await liveServer({ http: { auth, observing } });
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

const WEEK = { from: '2026-03-02', through: '2026-03-08' };
const RATIO = '/explore?metrics=task_error_rate&range=2026-03-02..2026-03-08&grain=day';
const TASKS = '/explore?metrics=tasks&range=2026-03-02..2026-03-08&grain=day';
const MENU = 'More actions: ';

/** Opens a picture as someone who has pasted the key. */
async function open(address: string, title: string) {
  const visitor = await visit(browser, url, { acceptDownloads: true });
  const { page, context } = visitor;
  await context.addInitScript({ content: `sessionStorage.setItem('metergate-proof', ${JSON.stringify(key)})` });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(url + address);
  const menu = page.getByRole('button', { name: MENU + title });
  await page.locator('canvas').first().waitFor();
  const choose = async (name: string) => {
    await menu.click();
    await page.getByRole('menuitem', { name }).click();
  };
  // The first visit was without the key.
  const wrong = () => visitor.wrong.filter((one) => !one.includes('401'));
  return { ...visitor, menu, choose, wrong };
}

async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** Presses every copy button that is shown. Returns what is in the clipboard after each. */
async function copied(page: Page): Promise<string[]> {
  const texts: string[] = [];
  for (const button of await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Cop(y|ied): / })
    .all()) {
    await button.click();
    await button.getByText('Copied').waitFor();
    texts.push(await page.evaluate<string>('navigator.clipboard.readText()'));
  }
  return texts;
}

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test('the dialog of the query has a document that runs, and the SQL of its plan', async () => {
    const { page, choose, wrong, close } = await open(RATIO, 'Task error rate');
    await choose('Show query');
    const [query, variables] = await copied(page);
    const { metricSeries } = await ask<{ metricSeries: { series: { overall: { value: number } }[] } }>(
      query!,
      JSON.parse(variables!) as object,
    );
    expect(metricSeries.series[0]!.overall.value).toBeGreaterThanOrEqual(0);
    const { metricSeries: planned } = await ask<{
      metricSeries: { plan: { sql: string; literalSql: string; engine: string; scans: string[] } };
    }>(
      `query ($range: MetricTimeRange!) { metricSeries(select: [task_error_rate], range: $range, grain: DAY) { plan { sql literalSql engine scans } } }`,
      { range: WEEK },
    );
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('tab', { name: 'SQL', exact: true }).click();
    for (const fact of [planned.plan.engine, ...planned.plan.scans])
      await page.getByRole('dialog').getByText(fact, { exact: true }).waitFor();
    expect((await copied(page))[0]).toBe(planned.plan.sql);
    await page.getByRole('tab', { name: 'SQL with values' }).click();
    expect((await copied(page))[0]).toBe(planned.plan.literalSql);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(wrong()).toEqual([]);
    await close();
  });

  test('the texts to copy are for this gateway, and have no key', async () => {
    const { page, choose, wrong, close } = await open(TASKS, 'Tasks');
    await choose('Copy as');
    for (const name of ['curl', 'TypeScript', 'Python', 'CSV address']) {
      await page.getByRole('tab', { name }).click();
      for (const text of await copied(page)) {
        expect(text).toContain(url);
        expect(text).not.toContain(key);
      }
    }
    // Only a gateway without keys answers an address alone.
    await page.getByRole('dialog').getByText('An address has no header').waitFor();
    expect(wrong()).toEqual([]);
    await close();
  });

  test('the CSV file has the rows of the export, and the picture is a PNG with a title above it', async () => {
    const { page, choose, wrong, close } = await open(TASKS, 'Tasks');
    const csv = page.waitForEvent('download');
    await choose('Download CSV');
    const file = await csv;
    expect(file.suggestedFilename()).toBe('tasks_2026-03-02_2026-03-08.csv');
    const exported = await fetch(`${url}/export.csv?bom=true`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ select: ['tasks'], range: WEEK, grain: 'DAY' }),
    });
    expect(readFileSync(await file.path())).toEqual(Buffer.from(await exported.arrayBuffer()));
    const png = page.waitForEvent('download');
    await choose('Download PNG');
    const picture = await png;
    expect(picture.suggestedFilename()).toBe('Tasks.png');
    const content = readFileSync(await picture.path());
    expect(content.subarray(1, 4).toString()).toBe('PNG');
    const canvas = (await page.locator('canvas').first().boundingBox())!;
    // Twice as many points as on the screen, and the title above.
    expect(content.readUInt32BE(16)).toBeGreaterThan(2 * canvas.width - 2);
    expect(content.readUInt32BE(20)).toBeGreaterThan(2 * canvas.height);
    expect(wrong()).toEqual([]);
    await close();
  });

  test('a ratio is explained by its definition, both sides with their numbers, and the newest rows', async () => {
    const { page, choose, wrong, close } = await open(RATIO, 'Task error rate');
    await choose('Explain this number');
    const { metricSeries, metricCatalog } = await ask<{
      metricSeries: {
        series: { overall: Record<'formatted' | 'numeratorFormatted' | 'denominatorFormatted', string> }[];
        meta: { freshness: { table: string }[] };
      };
      metricCatalog: { metric: Record<'description' | 'formula' | 'numerator' | 'denominator', string> };
    }>(
      `query ($range: MetricTimeRange!) {
        metricSeries(select: [task_error_rate], range: $range) {
          series {
            overall {
              formatted(locale: "en")
              ... on MetricRatioDetail { numeratorFormatted(locale: "en") denominatorFormatted(locale: "en") }
            }
          }
          meta { freshness { table } }
        }
        metricCatalog {
          metric(key: task_error_rate) {
            description(locale: "en") formula(locale: "en") numerator(locale: "en") denominator(locale: "en")
          }
        }
      }`,
      { range: WEEK },
    );
    const { overall } = metricSeries.series[0]!;
    const { metric } = metricCatalog;
    const dialog = page.getByRole('dialog');
    for (const text of [
      overall.formatted,
      metric.description,
      metric.formula,
      `${metric.numerator} = ${overall.numeratorFormatted}`,
      `${metric.denominator} = ${overall.denominatorFormatted}`,
      ...metricSeries.meta.freshness.map(({ table }) => table),
    ])
      await dialog.getByText(text, { exact: true }).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(wrong()).toEqual([]);
    await close();
  });

  test('a live picture changes with the rows, and its stream ends with the page', async () => {
    const { page, menu, wrong, close } = await open(TASKS, 'Tasks');
    await menu.click();
    await page.getByRole('menuitemcheckbox', { name: 'Live' }).click();
    await page.keyboard.press('Escape');
    await page.locator('.picture-live[data-state="live"]').waitFor();
    const total = page.getByRole('table', { name: /Tasks/ }).first().locator('tfoot td').first();
    expect(await total.innerText()).toBe('23');
    await server.write(
      `insert into task_generate_log (id, user_id, task_type, status, created_at) values (9101, 1, 'text', 'success', '2026-03-03 10:00+08')`,
    );
    await total.filter({ hasText: '24' }).waitFor();
    await server.write('delete from task_generate_log where id = 9101');
    await total.filter({ hasText: '23' }).waitFor();
    expect(await openStreams()).toBe(1);
    await page.getByRole('link', { name: 'Metrics' }).click();
    await until(async () => (await openStreams()) === 0);
    expect(wrong()).toEqual([]);
    await close();
  });

  test('a picture opens in GraphiQL, whose page has the key of the tab', async () => {
    const { page, choose, close } = await open(TASKS, 'Tasks');
    await choose('Open in GraphiQL');
    await page.waitForURL('**/graphiql?**');
    const editor = page.locator('.graphiql-query-editor .view-lines');
    await editor.filter({ hasText: 'metricSeries' }).waitFor();
    await page.locator('.graphiql-execute-button').click();
    // A row of the answer: the gateway has accepted the key.
    await page.locator('.graphiql-response .view-lines').filter({ hasText: '"Mar 2"' }).waitFor();
    await page.getByRole('link', { name: /Metergate/ }).click();
    await page.waitForURL(`${url}/`);
    await close();
  });
});

/** The number of open event streams, by the gateway's own figures. */
async function openStreams(): Promise<number> {
  const figures = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${key}` } })).text();
  return Number(/^metergate_event_streams_open (\d+)/m.exec(figures)?.[1] ?? Number.NaN);
}
