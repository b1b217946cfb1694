import path from 'node:path';
import { openBrowser } from '../test/page/browser';

/** `npm run screenshot -- http://127.0.0.1:4000`: the page as it is shown in the README, of a gateway that runs there with demo data. */
const FILE = path.join(__dirname, '../docs/graphiql.png');

async function screenshot(address: string): Promise<void> {
  const browser = await openBrowser();
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 720 } });
  await page.goto(`${address}/graphiql`);
  await page.getByRole('tab', { name: 'user_activity' }).click();
  await page.locator('.graphiql-plugin').getByText('metricCatalog').waitFor();
  await page.locator('.graphiql-execute-button').click();
  await page.locator('.graphiql-response .view-lines').filter({ hasText: '"data"' }).waitFor();
  // The button's hint would cover the query.
  await page.mouse.move(640, 700);
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: FILE });
  await browser.close();
  console.log(`Wrote ${path.relative(process.cwd(), FILE)}.`);
}

void screenshot(process.argv[2] ?? 'http://127.0.0.1:4000');
