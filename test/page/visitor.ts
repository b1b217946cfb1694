import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** A person with a browser of their own, and everything that a developer console would report. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console messages, errors, failed requests, and requests to other origins. */
  readonly wrong: readonly string[];
  close(): Promise<void>;
}

/** Opens an address of the gateway as a new visitor. */
export async function visit(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const { origin } = new URL(address);
  const wrong: string[] = [];
  page.on('console', (message) => wrong.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('requestfailed', (request) => {
    // A page that is left cancels its open requests.
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') wrong.push(`${why}: ${request.url()}`);
  });
  context.on('request', (request) => {
    if (!request.url().startsWith('data:') && new URL(request.url()).origin !== origin) {
      wrong.push(`elsewhere: ${request.url()}`);
    }
  });
  await page.goto(address);
  return { page, context, wrong, close: () => context.close() };
}
