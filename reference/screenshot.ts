import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from '../test/page/browser';

/**
 * `npm run screenshot -- http://127.0.0.1:4000` takes the pictures of the pages for the README and
 * the guides. The address must be a running gateway with demo data.
 */
const FOLDER = path.join(__dirname, '../docs');

interface Picture {
  readonly file: string;
  readonly address: string;
  readonly options?: BrowserContextOptions;
  /** Waits until the page shows what the picture is for. */
  ready(page: Page): Promise<unknown>;
}

const PICTURES: readonly Picture[] = [
  {
    file: 'overview.png',
    address: '/',
    ready: (page) => page.locator('.spark canvas').nth(12).waitFor(),
  },
  {
    file: 'explore.png',
    address: '/explore?metrics=total_generations&by=task_type&picture=stacked&compare=previous',
    ready: (page) => page.locator('.chart canvas').first().waitFor(),
  },
  {
    file: 'metric.png',
    address: '/metrics/payment_conversion_rate',
    options: { colorScheme: 'dark' },
    ready: (page) => page.locator('.chart canvas').first().waitFor(),
  },
  {
    file: 'phone.png',
    address: '/d/cost_and_errors',
    options: { viewport: { width: 390, height: 780 }, locale: 'zh-CN' },
    ready: (page) => page.locator('.number-value').nth(3).waitFor(),
  },
  { file: 'graphiql.png', address: '/graphiql', ready: answered },
];

async function answered(page: Page): Promise<void> {
  await page.locator('.graphiql-tab-button', { hasText: 'user_activity' }).click();
  await page.locator('.graphiql-plugin').getByText('metricCatalog').waitFor();
  await page.locator('.graphiql-execute-button').click();
  await page.locator('.graphiql-response .view-lines').filter({ hasText: '"data"' }).waitFor();
  // Move the mouse away: the tooltip of the button would cover the query.
  await page.mouse.move(640, 700);
}

async function take(browser: Browser, root: string, { file, address, options, ready }: Picture): Promise<void> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  await page.goto(root + address);
  await ready(page);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: path.join(FOLDER, file) });
  await context.close();
  console.log(`Wrote docs/${file}.`);
}

async function screenshots(root: string): Promise<void> {
  const browser = await openBrowser();
  for (const picture of PICTURES) await take(browser, root, picture);
  await browser.close();
}

void screenshots(process.argv[2] ?? 'http://127.0.0.1:4000');
