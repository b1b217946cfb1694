import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { liveServer, type LiveServer } from '../live/liveServer';
import { ROOT } from '../graphql/gatewayServer';
import { BROWSER, HOW_TO_GET_ONE, openBrowser } from './browser';

/**
 * The pages as pictures: rows of test/fixtures/data.sql, at a fixed moment. A picture is compared
 * with the recorded one of the same Chromium major, because another one draws letters differently.
 * UPDATE_PICTURES=1 records them.
 */
const FOLDER = path.join(__dirname, 'pictures');
const RECORDED_BY = path.join(FOLDER, 'chromium.txt');
const NOW = Date.parse('2026-03-12T09:30:00+08:00');
const PAGES = {
  overview: '/',
  dashboard: '/d/cost_and_errors',
  explore: '/explore',
  metric: '/metrics/total_generations',
};
const WIDTHS = [390, 1280, 1920] as const;
const THEMES = ['light', 'dark'] as const;
/** Half of the pixels are enough to see a change, and make small files. */
const SCALE = 0.5;
/** The share of pixels that may differ, by so much of a channel. */
const TOLERATED = { share: 0.005, channel: 40 };

const isUpdate = Boolean(process.env['UPDATE_PICTURES']);
const recorded = existsSync(RECORDED_BY) ? readFileSync(RECORDED_BY, 'utf8').trim() : null;
const major = BROWSER === null ? null : majorOf(BROWSER);
const isComparable = isUpdate || recorded === major;
const inBrowser = BROWSER !== null && isComparable ? describe : describe.skip;
let server: LiveServer;
let browser: Browser;
beforeAll(async () => {
  if (BROWSER === null || !isComparable) return;
  jest.useFakeTimers({ now: NOW, doNotFake: EVERYTHING_BUT_DATE });
  server = await liveServer({ dashboards: path.join(ROOT, 'schema/dashboards') });
  browser = await openBrowser();
  // The first visit waits until the pages are built.
  await fetch(`http://127.0.0.1:${server.port}/`);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  jest.useRealTimers();
});

const EVERYTHING_BUT_DATE = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const satisfies readonly string[] as never;

const WHY_NOT = `: the pictures are of Chromium ${recorded}, and this is ${major}`;
const NONE = `: to run these, ${HOW_TO_GET_ONE}`;
inBrowser(`in a browser${BROWSER === null ? NONE : isComparable ? '' : WHY_NOT}`, () => {
  const cases = Object.keys(PAGES).flatMap((name) =>
    WIDTHS.flatMap((width) => THEMES.map((theme) => [name as keyof typeof PAGES, width, theme] as const)),
  );
  test.each(cases)('%s, %i pixels wide, %s', async (name, width, theme) => {
    const context = await browser.newContext({
      ...{ locale: 'en-US', timezoneId: 'Asia/Shanghai', colorScheme: theme, deviceScaleFactor: SCALE },
      viewport: { width, height: 900 },
    });
    const page = await context.newPage();
    await page.clock.setFixedTime(NOW);
    await page.goto(`http://127.0.0.1:${server.port}${PAGES[name]}`);
    const picture = await settled(page);
    await context.close();
    const file = path.join(FOLDER, `${name}-${width}-${theme}.png`);
    if (isUpdate) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(RECORDED_BY, `${major}\n`);
      writeFileSync(file, picture);
      return;
    }
    const different = await difference(readFileSync(file), picture);
    if (different > TOLERATED.share) {
      const shown = path.join(tmpdir(), `metergate-${path.basename(file)}`);
      writeFileSync(shown, picture);
      throw new Error(`${Math.round(different * 1000) / 10} % of the pixels differ. The page now: ${shown}`);
    }
  });
});

/** The first number of a browser's version, such as `156`. */
function majorOf(program: string): string {
  return /(\d+)\./.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))![1]!;
}

/** Returns a picture of the page when two in a row are equal: nothing loads or moves any more. */
async function settled(page: Page): Promise<Buffer> {
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  for (let before: Buffer = Buffer.alloc(0); ;) {
    const picture = await page.screenshot({ fullPage: true, animations: 'disabled', scale: 'device' });
    if (before.equals(picture) && (await page.locator('.skeleton').count()) === 0) return picture;
    before = picture;
  }
}

/** Returns the share of pixels that differ; 1 if the sizes do. The browser decodes the pictures. */
async function difference(one: Buffer, other: Buffer): Promise<number> {
  const page = await browser.newPage();
  const share = await page.evaluate(COMPARE, [
    one.toString('base64'),
    other.toString('base64'),
    TOLERATED.channel,
  ] as const);
  await page.close();
  return share as number;
}

/** Runs in the browser. */
const COMPARE = `async ([one, other, channel]) => {
  const pixels = async (text) => {
    const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,' + text)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  };
  const [a, b] = [await pixels(one), await pixels(other)];
  if (a.width !== b.width || a.height !== b.height) return 1;
  let different = 0;
  for (let at = 0; at < a.data.length; at += 4) {
    const far = [0, 1, 2].some((part) => Math.abs(a.data[at + part] - b.data[at + part]) > channel);
    if (far) different++;
  }
  return different / (a.width * a.height);
}`;
