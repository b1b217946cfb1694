import type { Browser, Page } from 'playwright-core';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { startServer, type StartedServer } from '../server/startServer';
import { axeFindings } from './axe';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';
import { visit } from './visitor';

/** The explore page in a real browser, with demo data. Its numbers are those of the API. */
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

const QUESTION = `query ($select: [MetricKey!]!, $range: MetricTimeRange!, $grain: MetricGrain,
  $groupBy: [MetricDimensionKey!]! = [], $where: MetricDimensionFilter, $compare: MetricComparison, $top: MetricTop) {
  metricSeries(select: $select, range: $range, grain: $grain, groupBy: $groupBy, where: $where, compare: $compare, top: $top) {
    series { label(locale: "en") formatted(locale: "en")
      overall { formatted(locale: "en") changeText: formatted(of: CHANGE, locale: "en") } }
  }
}`;

interface Series {
  readonly label: string;
  readonly formatted: readonly (string | null)[];
  readonly overall: { readonly formatted: string | null; readonly changeText: string | null };
}

async function ask(variables: object): Promise<readonly Series[]> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUESTION, variables }),
  });
  const { data, errors } = (await response.json()) as { data: { metricSeries: { series: Series[] } }; errors?: object };
  expect(errors).toBeUndefined();
  return data.metricSeries.series;
}

/** The numbers of the table as a person reads them: a list for each column, and the totals. */
async function tableOf(page: Page): Promise<{ columns: string[][]; totals: string[] }> {
  await page.locator('[data-old="true"]').waitFor({ state: 'detached' });
  const rows = await page.locator('.numbers tbody tr').all();
  const cells = await Promise.all(rows.map((row) => row.locator('.cell-value').allInnerTexts()));
  const totals = await page.locator('.numbers tfoot .cell-value').allInnerTexts();
  return { columns: totals.map((_, column) => cells.map((row) => row[column]!)), totals };
}

/** Waits until the table has so many rows. A test that changes the question knows how many. */
async function rowsShown(page: Page, count: number): Promise<void> {
  await page
    .locator('.numbers tbody')
    .and(page.locator(`:has(tr:nth-child(${count})):not(:has(tr:nth-child(${count + 1})))`))
    .waitFor();
}

async function expectNumbersOf(page: Page, variables: object): Promise<void> {
  const series = await ask(variables);
  const { columns, totals } = await tableOf(page);
  expect(columns).toEqual(series.map(({ formatted }) => formatted.map((text) => text ?? 'no data')));
  expect(totals).toEqual(series.map(({ overall }) => overall.formatted));
}

async function pickMetric(page: Page, search: string): Promise<void> {
  await page.keyboard.press('/');
  await page.waitForFunction(`document.activeElement?.matches('input')`);
  await page.keyboard.type(search);
  await page.locator('[role="option"][data-focused]').waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}

function board(page: Page, dimension: string) {
  return page.locator('.leaderboard').filter({ has: page.getByRole('heading', { name: dimension, exact: true }) });
}

/**
 * What axe finds wrongly while a list is open. The search field has the focus and scrolls its list
 * with the arrow keys; axe knows this of a combobox only. React Aria puts a hidden button to close
 * beside the dialog, in a child of the body without a landmark.
 */
const OF_OPEN_LISTS = /^(scrollable-region-focusable: #react-aria\S+|region: (body > )?div:nth-child\(\d+\)):/;

const LAST_30 = { last: 30, unit: 'DAY' };

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test('pick, filter, compare, mark a range, share: the opened address has the same numbers as the API', async () => {
    const { page, context, wrong, close } = await visit(browser, `${server.url}/explore?metrics=`);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByText('Pick a metric above').waitFor();
    await pickMetric(page, 'registrations new');
    await pickMetric(page, 'new paying');
    await rowsShown(page, 30);
    await expectNumbersOf(page, { select: ['new_registrations', 'new_paying_users'], range: LAST_30, grain: 'DAY' });

    const douyin = board(page, 'Channel').getByRole('button', { name: /Douyin/ });
    await douyin.click();
    await page.getByRole('button', { name: 'Remove the filter Channel is Douyin' }).waitFor();
    const where = { utm_source: { eq: 'Douyin' } };
    await page.getByRole('button', { name: /Compare/ }).click();
    await page.getByRole('option', { name: 'Previous period' }).click();
    await douyin.locator('.change').waitFor();

    const canvas = (await page.locator('.explore-picture canvas').boundingBox())!;
    const at = (share: number) => [canvas.x + canvas.width * share, canvas.y + canvas.height / 2] as const;
    await page.mouse.move(...at(0.3));
    await page.mouse.down();
    await page.mouse.move(...at(0.6), { steps: 5 });
    await page.mouse.up();
    await page.waitForURL(/range=\d/);
    const [, from, through] = /range=([\d-]+)\.\.([\d-]+)/.exec(page.url())!;
    const days = (Date.parse(through!) - Date.parse(from!)) / 86_400_000 + 1;
    expect(days).toBeGreaterThan(5);
    expect(days).toBeLessThan(15);
    await rowsShown(page, days);

    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByText('The address is copied.').first().waitFor();
    const address = await page.evaluate<string>('navigator.clipboard.readText()');
    const other = await visit(browser, address);
    await rowsShown(other.page, days);
    const select = ['new_registrations', 'new_paying_users'];
    const question = { range: { from, through }, grain: 'DAY', compare: { previousPeriod: true } };
    await expectNumbersOf(other.page, { ...question, select, where });
    expect(await tableOf(other.page)).toEqual(await tableOf(page));

    const ranking = await ask({
      ...question,
      select: ['new_registrations'],
      groupBy: ['utm_source'],
      top: { by: 'new_registrations', n: 6 },
    });
    const channels = board(other.page, 'Channel');
    await channels.locator('.rank').first().waitFor();
    expect(await channels.locator('.rank-name').allInnerTexts()).toEqual(ranking.map(({ label }) => label));
    expect(await channels.locator('.rank-value').allInnerTexts()).toEqual(
      ranking.map(({ overall }) => overall.formatted),
    );
    expect(await channels.locator('[aria-pressed="true"] .rank-name').allInnerTexts()).toEqual(['Douyin']);
    expect([...wrong, ...other.wrong]).toEqual([]);
    await other.close();
    await close();
  });

  test('a second press on a value takes the filter away, and so do the chip and the way back', async () => {
    const { page, wrong, close } = await visit(browser, `${server.url}/explore?metrics=tasks&by=task_type`);
    const text = board(page, 'Task type').getByRole('button', { name: /Text only/ });
    const chip = page.locator('.filter-chip');
    await text.click();
    await chip.waitFor();
    expect(page.url()).toContain('task_type.is=text');
    await text.click();
    await chip.waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('.is=');
    await page.goBack();
    await chip.waitFor();
    await page.getByRole('button', { name: /Remove the filter/ }).click();
    await chip.waitFor({ state: 'detached' });
    await page.goBack();
    await page.goForward();
    await chip.waitFor({ state: 'detached' });
    expect(wrong).toEqual([]);
    await close();
  });

  test('a filter is composed of a dimension, an operator and values with numbers beside them', async () => {
    const { page, wrong, close } = await visit(browser, `${server.url}/explore?metrics=tasks`);
    await page.getByRole('button', { name: 'Add a filter' }).click();
    await page.getByRole('option', { name: 'Channel' }).click();
    const douyin = page.getByRole('option', { name: /Douyin/ });
    const [series] = await ask({ select: ['tasks'], range: LAST_30, where: { utm_source: { eq: 'Douyin' } } });
    await douyin.filter({ hasText: series!.overall.formatted! }).waitFor();
    await page.getByRole('button', { name: /Operator/ }).click();
    await page.getByRole('option', { name: 'is not', exact: true }).click();
    await douyin.click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Change the filter Channel is not Douyin' }).waitFor();
    const where = { utm_source: { ne: 'Douyin' } };
    await page.locator('.numbers').waitFor();
    await expectNumbersOf(page, { select: ['tasks'], range: LAST_30, grain: 'DAY', where });
    expect(wrong).toEqual([]);
    await close();
  });

  test('the keyboard reaches everything', async () => {
    const { page, wrong, close } = await visit(browser, server.url);
    await page.locator('.number-value').first().waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('e');
    await page.waitForURL('**/explore');
    await page.locator('.rank').first().waitFor();
    await pickMetric(page, 'text generations');
    await page.waitForURL(/metrics=text_generations/);
    // A list that closes gives the focus back a moment later.
    const untilFocused = (selector: string) => page.waitForFunction(`document.activeElement?.matches('${selector}')`);
    await untilFocused('[aria-label*="Metrics"]');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await untilFocused('input');
    await page.keyboard.type('channel');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.waitForURL(/by=utm_source/);
    await untilFocused('[aria-label*="Group by"]');
    await page.keyboard.press('Tab');
    await untilFocused('[aria-label*="Range"]');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Last 7 days' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/range=7d/);
    await rowsShown(page, 7);
    const value = board(page, 'Channel').getByRole('button').first();
    await value.focus();
    await page.keyboard.press('Space');
    await page.waitForURL(/utm_source\.is=/);
    const chart = page.locator('.explore-picture .chart');
    await chart.focus();
    await page.keyboard.press('End');
    expect(await chart.locator('[aria-live]').innerText()).not.toBe('');
    const head = page.locator('.numbers thead').getByRole('button').nth(1);
    await head.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/sort=0\.down/);
    expect(await page.locator('.numbers thead th').nth(1).getAttribute('aria-sort')).toBe('descending');
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.waitForURL('**/metrics');
    expect(wrong).toEqual([]);
    await close();
  });

  test('what cannot be combined is grey and says why', async () => {
    const { page, wrong, close } = await visit(browser, `${server.url}/explore?metrics=new_registrations`);
    await page.getByRole('button', { name: /^Group by/ }).click();
    const trade = page.getByRole('option', { name: /Trade type/ });
    expect(await trade.getAttribute('aria-disabled')).toBe('true');
    expect(await trade.innerText()).toContain('It does not fit New registrations.');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Picture/ }).click();
    const share = page.getByRole('option', { name: /Share/ });
    expect(await share.innerText()).toContain('Group by a dimension first.');
    expect(wrong).toEqual([]);
    await close();
  });

  test('a wrong address has a word for each part, and an error of the gateway keeps the controls', async () => {
    const wrongParts = 'metrics=tasks,nothing&by=nowhere&grain=minute&user_id.contains=1';
    const { page, wrong, close } = await visit(browser, `${server.url}/explore?${wrongParts}`);
    await page.locator('.numbers').waitFor();
    const notes = page.getByRole('status', { name: 'Parts of the address that are ignored' });
    const texts = await notes.getByRole('listitem').allInnerTexts();
    expect(texts).toHaveLength(4);
    expect(texts.join()).toMatch(/“grain=minute”.*“nothing”.*“nowhere”.*“User”/s);
    expect(wrong).toEqual([]);
    await page.goto(`${server.url}/explore?metrics=tasks&range=9000-01-01..9999-01-01`);
    const problem = page.locator('.explore-main .problem');
    await problem.waitFor();
    expect(await problem.innerText()).toMatch(/\S+[\s\S]+Try again/);
    await page.getByRole('button', { name: /^Range/ }).click();
    await page.getByRole('button', { name: 'Last 7 days' }).click();
    await rowsShown(page, 7);
    await close();
  });

  test.each([320, 390])(
    'on a phone %d px wide, one button shows the controls, and nothing scrolls sideways',
    async (width) => {
      const options = { viewport: { width, height: 800 } };
      const address = `${server.url}/explore?metrics=tasks&by=utm_source&compare=previous`;
      const { page, wrong, close } = await visit(browser, address, options);
      await page.locator('.rank').first().waitFor();
      const group = page.getByRole('button', { name: /^Group by/ });
      expect(await group.isVisible()).toBe(false);
      const isWide = () => page.evaluate('document.documentElement.scrollWidth > innerWidth');
      expect(await isWide()).toBe(false);
      await page.getByRole('button', { name: /Change the question/ }).click();
      await group.waitFor();
      expect(await isWide()).toBe(false);
      await page.getByRole('button', { name: /^Range/ }).click();
      await page.getByRole('button', { name: 'Last 7 days' }).click();
      await rowsShown(page, 7);
      expect(wrong).toEqual([]);
      await close();
    },
  );

  test.each(['light', 'dark'] as const)(
    'axe finds nothing in the %s theme, with lists open, too',
    async (colorScheme) => {
      const address = `${server.url}/explore?metrics=tasks&by=task_type&compare=previous&utm_source.is=Douyin`;
      const { page, close } = await visit(browser, address, { colorScheme, reducedMotion: 'reduce' });
      await page.locator('.rank').first().waitFor();
      await page.locator('.explore-picture canvas').waitFor();
      expect(await axeFindings(page)).toEqual([]);
      for (const name of [/^Metrics/, /^Group by/, /^Range/, /^Change the filter/]) {
        await page.getByRole('button', { name }).first().click();
        await page.getByRole('dialog').waitFor();
        const findings = (await axeFindings(page)).filter((one) => !OF_OPEN_LISTS.test(one));
        expect([String(name), findings]).toEqual([String(name), []]);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      await page.getByRole('button', { name: 'Add a filter' }).click();
      await page.getByRole('option', { name: 'Channel' }).click();
      await page.getByRole('option', { name: 'WeChat' }).waitFor();
      expect((await axeFindings(page)).filter((one) => !OF_OPEN_LISTS.test(one))).toEqual([]);
      await close();
    },
  );
});
