import type { Browser } from 'playwright-core';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { ask, startServer, type StartedServer } from '../server/startServer';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';
import { visit } from './visitor';

/** The pages `/funnel` and `/why` against the API, with demo data. */
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

interface Step {
  readonly metric: { readonly label: string };
  readonly entities: number;
  readonly ofFirst: number;
  readonly rate: string;
}
interface Part {
  readonly label: string;
  readonly added: string;
}

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test('a funnel has the numbers of the API, and its address keeps what is picked', async () => {
    const steps = ['new_registrations', 'active_users_daily', 'new_paying_users'];
    const { page, wrong, close } = await visit(browser, `${server.url}/funnel?steps=${steps.join()}&within=3d`);
    await page.locator('.funnel-bar').nth(2).waitFor();
    const { data } = await ask(
      server.url,
      `{ funnel(steps: [${steps.join()}], range: { last: 30, unit: DAY }, within: { count: 3, unit: DAY }) {
          rows { steps { metric { label } entities ofFirst rate: formatted(of: OF_FIRST) } } } }`,
    );
    const [row] = (data as { funnel: { rows: readonly { readonly steps: readonly Step[] }[] } }).funnel.rows;
    expect(await page.locator('.funnel-step').allTextContents()).toEqual(
      row!.steps.map(({ metric, entities }) => `${metric.label}${entities}`),
    );
    for (const [index, { rate }] of row!.steps.slice(1).entries()) {
      expect(await page.locator('.funnel-steps .quiet').nth(index).textContent()).toContain(
        `${rate} of the first step`,
      );
    }

    // Another step, and groups: the address says both.
    await page.getByRole('button', { name: 'Add a step' }).click();
    await page.locator('.funnel-bar').nth(3).waitFor();
    await page.getByRole('button', { name: 'Remove step 2' }).click();
    await page.getByRole('button', { name: /By$/ }).click();
    await page.getByRole('option', { name: 'Channel' }).click();
    await page.locator('.heat-table tbody tr').first().waitFor();
    expect(await page.locator('.heat-table thead th').count()).toBe(4);
    const shown = await page.locator('.heat-table tbody').textContent();
    await page.reload();
    await page.locator('.heat-table tbody tr').first().waitFor();
    expect(await page.locator('.heat-table tbody').textContent()).toBe(shown);
    expect(wrong).toEqual([]);
    await close();
  });

  test('the parts of a change are those of the API, the most telling dimension first', async () => {
    const { page, wrong, close } = await visit(browser, `${server.url}/why?metric=tasks&range=30d`);
    await page.locator('.parts').nth(1).waitFor();
    const { data } = await ask(
      server.url,
      `{ explainChange(metric: tasks, range: { last: 30, unit: DAY }, by: [utm_source, task_type]) {
          dimensions { parts { label added: formatted(of: CONTRIBUTION) } } } }`,
    );
    const { dimensions } = (data as { explainChange: { dimensions: readonly { readonly parts: readonly Part[] }[] } })
      .explainChange;
    const tables = await page
      .locator('.parts tbody')
      .evaluateAll((all) =>
        all.map((body) =>
          [...body.children].map((row) => [...row.children].slice(0, 2).map((cell) => cell.textContent)),
        ),
      );
    expect(tables).toEqual(dimensions.map(({ parts }) => parts.map(({ label, added }) => [label, added])));
    expect(wrong).toEqual([]);
    await close();
  });

  test('a metric, and each of its pictures, leads to what changed it', async () => {
    const { page, wrong, close } = await visit(browser, `${server.url}/metrics/tasks`);
    await page.getByRole('link', { name: 'Why did it change?' }).click();
    await page.waitForURL(/\/why\?metric=tasks$/);
    await page.goto(`${server.url}/explore?metrics=tasks`);
    await page
      .getByRole('button', { name: /^More actions/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Why did it change?' }).click();
    await page.waitForURL(/\/why\?metric=tasks$/);
    await page.locator('.parts').first().waitFor();
    expect(wrong).toEqual([]);
    await close();
  });
});
