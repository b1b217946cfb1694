import type { Browser, Page } from 'playwright-core';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { startServer, type StartedServer } from '../server/startServer';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';

/** What a visitor without a cache waits for: in a real browser, with demo data. */
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

const ROUNDS = 5;
/** The share of the window that may move, such as letters of a font that comes later. */
const SMALL_JUMP = 0.005;

inBrowser(`in a browser${BROWSER === null ? `: to run these, ${HOW_TO_GET_ONE}` : ''}`, () => {
  test('the document names every script that its scripts import at once', async () => {
    for (const page of ['/', '/graphiql']) {
      const html = await (await fetch(server.url + page, { headers: { accept: 'text/html' } })).text();
      const named = new Set([...html.matchAll(/(?:src|href)="([^"]*\.js)"/g)].map(([, address]) => address!));
      expect(named.size).toBeGreaterThan(2);
      for (const address of named) {
        const script = await (await fetch(new URL(address, server.url))).text();
        const imports = [...script.matchAll(/(?:from|import)"\.\/([^"]+)"/g)].map(([, name]) => name!);
        for (const name of imports) expect(named).toContain(address.replace(/[^/]*$/, name));
      }
    }
  });

  test('the page asks for its numbers while its script still loads', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await context.route('**/console.js', async (route) => {
      await held;
      await route.continue();
    });
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/graphql')) asked.push(/query (\w+)/.exec(request.postData()!)![1]!);
    });
    const numbers = page.waitForRequest((request) => request.postData()?.includes('metricSeries(') === true);
    const opened = page.goto(server.url);
    await numbers;
    release();
    await opened;
    await page.locator('.number-value').nth(12).waitFor();
    // The hooks of the page ask nothing again. A slow page asks whether the file has changed.
    expect([...new Set(asked)].sort()).toEqual(['Catalog', 'Dashboard', 'Series']);
    expect(asked.filter((one) => one !== 'Dashboard')).toHaveLength(2);
    await context.close();
  });

  test.each([390, 1280])('nothing jumps while the overview loads, %i pixels wide', async (width) => {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(WATCH_JUMPS);
    await page.goto(server.url);
    await page.locator('canvas').nth(12).waitFor();
    const jumps = await page.evaluate<readonly Jump[]>('watchedJumps()');
    const jumped = jumps.filter(({ value }) => value > SMALL_JUMP);
    expect(jumped).toEqual([]);
    await context.close();
  });

  test('how long a visitor waits (figures, not limits)', async () => {
    const times: Record<'interactive' | 'numbers', number[]> = { interactive: [], numbers: [] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, wait] of [
        ['interactive', untilInteractive],
        ['numbers', untilNumbers],
      ] as const) {
        const context = await browser.newContext();
        const page = await context.newPage();
        const began = performance.now();
        await page.goto(server.url, { waitUntil: 'commit' });
        await wait(page);
        times[name].push(performance.now() - began);
        await context.close();
      }
    }
    process.stdout.write(
      `Medians of ${ROUNDS}: the overview is interactive after ${median(times.interactive)} ms, ` +
        `and has its numbers after ${median(times.numbers)} ms.\n`,
    );
    expect(times.numbers).toHaveLength(ROUNDS);
  });
});

/** The frame is painted, and a click in the navigation is answered. */
async function untilInteractive(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Metrics', exact: true }).click();
  await page.locator('.nav-link[aria-current="page"][href$="/metrics"]').waitFor();
}

async function untilNumbers(page: Page): Promise<void> {
  await page.locator('.number-value').nth(12).waitFor();
}

function median(times: readonly number[]): number {
  return Math.round([...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!);
}

interface Jump {
  readonly value: number;
  readonly moved: readonly string[];
}

/** Runs in the browser. */
const WATCH_JUMPS = `
  const jumps = [];
  const add = ({ value, sources }) => jumps.push({ value, moved: sources.map(({ node }) => node?.className ?? '') });
  new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type: 'layout-shift', buffered: true });
  globalThis.watchedJumps = () => jumps;
`;
