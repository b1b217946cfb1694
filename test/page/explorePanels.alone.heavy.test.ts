import type { Browser } from 'playwright-core';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { startServer, type StartedServer } from '../server/startServer';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';
import { visit } from './visitor';

/** Pictures of several units, and what must not be drawn on top of each other. */
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

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test('three units are three panels as high as one each; a range marked in the last one zooms', async () => {
    const { page, wrong, close } = await visit(browser, `${server.url}/explore?metrics=tasks`);
    const heightOf = async () => (await page.locator('.explore-picture canvas').boundingBox())!.height;
    await page.locator('.explore-picture canvas').waitFor();
    const one = await heightOf();
    await page.goto(`${server.url}/explore?metrics=tasks,token_cost,task_error_rate`);
    const canvas = page.locator('.explore-picture canvas');
    await canvas.waitFor();
    expect(await heightOf()).toBeGreaterThan(1.3 * one);
    await canvas.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await canvas.boundingBox())!;
    await page.mouse.move(x + width * 0.4, y + height * 0.85);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.6, y + height * 0.85, { steps: 5 });
    await page.mouse.up();
    await page.waitForURL(/range=\d/);
    const [, from, through] = /range=([\d-]+)\.\.([\d-]+)/.exec(page.url())!;
    const days = (Date.parse(through!) - Date.parse(from!)) / 86_400_000 + 1;
    expect(days).toBeGreaterThan(3);
    expect(days).toBeLessThan(10);
    expect(wrong).toEqual([]);
    await close();
  });

  test('groups that do not add up are neither stacked nor shared, and the list says why', async () => {
    const { page, wrong, close } = await visit(
      browser,
      `${server.url}/explore?metrics=active_users_weekly&by=utm_source&picture=stacked`,
    );
    await page.locator('.rank').first().waitFor();
    const note = 'The parts of Weekly active users do not add up to the whole.';
    await page
      .getByRole('status', { name: /ignored/ })
      .getByText(note)
      .waitFor();
    await page.getByRole('button', { name: /^Line/ }).click();
    for (const [name, reason] of [
      ['Stacked bars', note],
      ['Share', note],
      ['Area', note],
    ] as const) {
      const option = page.getByRole('option', { name });
      expect([name, await option.getAttribute('aria-disabled')]).toEqual([name, 'true']);
      expect(await option.innerText()).toContain(reason);
    }
    expect(wrong).toEqual([]);
    await close();
  });

  test('a comparison with a week ago is one choice, and the address keeps it', async () => {
    const { page, wrong, close } = await visit(browser, `${server.url}/explore?metrics=active_users_weekly&range=7d`);
    await page.locator('.rank').first().waitFor();
    await page.getByRole('button', { name: /Compare/ }).click();
    await page.getByRole('option', { name: 'A week ago' }).click();
    await page.waitForURL(/compare=/);
    await page.locator('.cell-before').first().waitFor();
    await page.reload();
    await page.getByRole('button', { name: /A week ago/ }).waitFor();
    await page.locator('.cell-before').first().waitFor();
    expect(wrong).toEqual([]);
    await close();
  });
});
