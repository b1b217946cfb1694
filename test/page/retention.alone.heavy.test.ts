import type { Browser } from 'playwright-core';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { ask, startServer, type StartedServer } from '../server/startServer';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';
import { visit } from './visitor';

/** The page `/retention` against the API, with demo data. */
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

interface Answer {
  readonly cohorts: readonly {
    readonly time: { readonly label: string };
    readonly size: number;
    readonly periods: readonly { readonly formatted: string | null }[];
  }[];
}

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test('the numbers are those of the API, and the address keeps what is picked', async () => {
    const address = '/retention?cohort=new_registrations&returning=active_users_daily&period=week&periods=4&cohorts=6';
    const { page, wrong, close } = await visit(browser, server.url + address);
    const rows = page.locator('.heat-table tbody tr');
    await rows.nth(5).waitFor();
    const { data } = await ask(
      server.url,
      `{ retention(cohort: new_registrations, returning: active_users_daily, period: WEEK, periods: 4,
          range: { last: 5, unit: WEEK, includeCurrent: true }) {
          cohorts { time { label } size periods { formatted } } } }`,
    );
    const { cohorts } = (data as { retention: Answer }).retention;
    const expected = cohorts.map(({ time, size, periods }) =>
      [time.label, String(size), ...periods.map(({ formatted }) => formatted ?? 'not begun yet')].join(' '),
    );
    const shown = await rows.evaluateAll((all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent!.trim()).join(' ')),
    );
    expect(shown).toEqual(expected);

    await page.getByRole('button', { name: /^What coming back is/ }).click();
    // A window counts no one at a moment of their own.
    await page.getByRole('option', { name: 'Daily active users' }).first().waitFor();
    expect(await page.getByRole('option', { name: 'Weekly active users' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Counts$/ }).click();
    await page.getByRole('option', { name: 'back in that period or later' }).click();
    await page.waitForURL(/mode=after/);
    await page.reload();
    await rows.nth(5).waitFor();
    expect(await page.getByRole('button', { name: /Counts$/ }).innerText()).toContain('or later');
    expect(wrong).toEqual([]);
    await close();
  });

  test('an address that says nothing, or nothing true, shows the defaults', async () => {
    const { page, close } = await visit(browser, `${server.url}/retention?cohort=none&period=century&periods=-1`);
    await page.locator('.heat-table tbody tr').nth(7).waitFor();
    expect(await page.locator('.heat-table thead th').count()).toBe(11);
    await close();
  });
});
