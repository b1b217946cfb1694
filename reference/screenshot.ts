import path from 'node:path';
import { openBrowser } from '../test/page/browser';

/**
 * `npm run screenshot -- http://127.0.0.1:4000` takes the picture of the page for the README. The
 * address must be a running gateway with demo data.
 */
const FILE = path.join(__dirname, '../docs/graphiql.png');

async function screenshot(address: string): Promise<void> {
  const browser = await openBrowser();
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 720 } });
  await page.goto(`${address}/graphiql`);
  await page.getByRole('tab', { name: 'user_activity' }).click();
  await page.locator('.graphiql-plugin').getByText('metricCatalog').waitFor();
  await page.locator('.graphiql-execute-button').click();
  await page.locator('.graphiql-response .view-lines').filter({ hasText: '"data"' }).waitFor();
  // Move the mouse away: the tooltip of the button would cover the query.
  await page.mouse.move(640, 700);
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: FILE });
  await browser.close();
  console.log(`Wrote ${path.relative(process.cwd(), FILE)}.`);
}

void screenshot(process.argv[2] ?? 'http://127.0.0.1:4000');
