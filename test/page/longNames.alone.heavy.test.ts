import type { Browser } from 'playwright-core';
import { liveServer, type LiveServer } from '../live/liveServer';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';
import { visit } from './visitor';

/** Values whose names are longer than their place, over the rows of test/fixtures/data.sql. */
const LONG = `Newsletter of the ${'very '.repeat(30)}long spring campaign`;
const inBrowser = BROWSER === null ? describe.skip : describe;
let server: LiveServer;
let browser: Browser;
beforeAll(async () => {
  if (BROWSER === null) return;
  server = await liveServer();
  await server.write(
    `insert into "user" (id, utm_source, registration_date) values
       (9001, '${LONG}', '2026-03-03 10:00+08'), (9002, '${'x'.repeat(90)}', '2026-03-03 10:00+08')`,
  );
  browser = await openBrowser();
  // The first visit waits until the pages are built.
  await fetch(`http://127.0.0.1:${server.port}/`);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const ADDRESS = '/explore?metrics=new_registrations,tasks&by=utm_source&range=2026-03-02..2026-03-08';
inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test('a long name is cut, and the focus or the pointer shows all of it', async () => {
    const { page, wrong, close } = await visit(browser, `http://127.0.0.1:${server.port}${ADDRESS}`);
    const rank = page.locator('.rank', { hasText: 'Newsletter' }).first();
    await rank.waitFor();
    const [name, row] = [await rank.locator('.rank-name').boundingBox(), await rank.boundingBox()];
    expect(name!.height).toBeLessThan(40);
    expect(row!.width).toBeGreaterThan(name!.width);
    const tooltip = page.getByRole('tooltip').filter({ hasText: LONG });
    // A mouse moves over other things first.
    await page.mouse.move(1, 1);
    await rank.hover();
    await tooltip.waitFor();
    await page.mouse.move(0, 0);
    await tooltip.waitFor({ state: 'detached' });
    // After a key, a focus is one of the keyboard.
    await page.keyboard.press('Tab');
    await rank.focus();
    await tooltip.waitFor();
    await page.keyboard.press('Tab');
    await tooltip.waitFor({ state: 'detached' });
    expect(wrong).toEqual([]);
    await close();
  });

  test.each([320, 1280])('nothing is wider than a window of %d px', async (width) => {
    for (const picture of ['line', 'share']) {
      const address = `http://127.0.0.1:${server.port}${ADDRESS.replace(',tasks', '')}&picture=${picture}`;
      const { page, wrong, close } = await visit(browser, address, { viewport: { width, height: 900 } });
      await page.locator('.explore-picture canvas').waitFor();
      await page.locator('.rank').first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const head = await page.locator('.numbers thead th').evaluateAll(widthsOf);
      expect(Math.max(...head)).toBeLessThan(280);
      expect(wrong).toEqual([]);
      await close();
    }
  });
});

function widthsOf(cells: readonly { readonly offsetWidth: number }[]): number[] {
  return cells.map(({ offsetWidth }) => offsetWidth);
}
