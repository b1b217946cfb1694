import type { Browser, Page } from 'playwright-core';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { startServer, type StartedServer } from '../server/startServer';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';
import { visit } from './visitor';

/** The list of metrics of the explore page, by the keyboard alone. */
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

/** Presses a key until the list has moved to an option with this text. */
async function moveTo(page: Page, text: string): Promise<void> {
  const focused = page.locator('[role="option"][data-focused]');
  const seen = new Set<string>();
  for (;;) {
    const before = (await focused.count()) === 0 ? '' : await focused.innerText();
    if (before.startsWith(text)) return;
    if (seen.has(before)) throw new Error(`No option is “${text}”.`);
    seen.add(before);
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(
      `(document.querySelector('[role="option"][data-focused]')?.innerText ?? '') !== ${JSON.stringify(before)}`,
    );
  }
}

const where = (page: Page) =>
  page.evaluate<{ active: string | null; option: string; scroll: number }>(`({
    active: document.activeElement.getAttribute('type'),
    option: document.querySelector('[role="option"][data-focused]').innerText.split('\\n')[0],
    scroll: document.querySelector('.pick-list').scrollTop,
  })`);

const firstSection = (page: Page) => page.locator('.pick-section').first();

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test('nothing takes the focus on a first visit, and the first pick replaces the suggestion', async () => {
    const { page, wrong, close } = await visit(browser, `${server.url}/explore`);
    await page.locator('.rank').first().waitFor();
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
    expect(await page.locator('h2').first().innerText()).toBe('Monthly recurring revenue');
    // A range is no choice of the metric.
    await page.getByRole('button', { name: /^Range/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Last 7 days' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\?range=7d$/);

    await page.keyboard.press('/');
    await moveTo(page, 'Weekly active users');
    await page.keyboard.press('Enter');
    await page.waitForURL(/metrics=active_users_weekly&/);
    const before = await where(page);
    expect(before).toMatchObject({ active: 'search', option: 'Weekly active users' });
    await moveTo(page, 'Users with a task');
    await page.keyboard.press('Enter');
    await page.waitForURL(/metrics=active_users_weekly,task_users_daily&/);
    expect(await where(page)).toMatchObject({ active: 'search', option: 'Users with a task' });
    expect(wrong).toEqual([]);
    await close();
  });

  test('picked metrics come first when the list opens, and a pick moves no item', async () => {
    const { page, wrong, close } = await visit(browser, `${server.url}/explore?metrics=token_cost,tasks`);
    await page.locator('.rank').first().waitFor();
    await page.keyboard.press('/');
    const options = page.getByRole('option');
    const names = async () => (await options.allInnerTexts()).map((text) => text.split('\n')[0]);
    await firstSection(page).getByText('Picked', { exact: true }).waitFor();
    const listed = await names();
    expect(listed.slice(0, 2)).toEqual(['Token cost', 'Tasks']);
    expect(new Set(listed).size).toBe(listed.length);

    await moveTo(page, 'Average payment');
    const before = await where(page);
    expect(before.scroll).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await page.waitForURL(/metrics=token_cost,tasks,avg_payment/);
    expect(await where(page)).toEqual(before);
    expect(await names()).toEqual(listed);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await firstSection(page).getByText('Average payment', { exact: true }).waitFor();
    expect((await names()).slice(0, 3)).toEqual(['Token cost', 'Tasks', 'Average payment']);

    // Enter takes what a search finds first, so that a picked metric is not in front of it.
    await page.keyboard.type('average');
    await page.locator('[role="option"][data-focused]').waitFor();
    expect(await page.getByText('Picked', { exact: true }).count()).toBe(0);
    expect(wrong).toEqual([]);
    await close();
  });

  test('on a phone, the list opens without the keyboard of the phone', async () => {
    const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };
    const { page, wrong, close } = await visit(browser, `${server.url}/explore`, phone);
    await page.getByRole('button', { name: /Change the question/ }).tap();
    await page.getByRole('button', { name: /^Metrics/ }).tap();
    await page.getByRole('option').first().waitFor();
    expect(await page.evaluate("document.activeElement.matches('input')")).toBe(false);
    await page.getByRole('option', { name: /Weekly active users/ }).tap();
    await page.waitForURL(/metrics=active_users_weekly$/);
    expect(wrong).toEqual([]);
    await close();
  });
});
