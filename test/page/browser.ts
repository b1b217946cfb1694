import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Paths of Chromium in Debian and elsewhere. CHROMIUM sets another one. */
const PLACES = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of this machine, or null. */
export const BROWSER = PLACES.find((place) => place !== undefined && place !== '' && existsSync(place)) ?? null;

export const HOW_TO_GET_ONE =
  'install Chromium (Debian: apt-get install chromium), or name one: CHROMIUM=/path/to/chrome';

export async function openBrowser(): Promise<Browser> {
  if (BROWSER === null) throw new Error(`There is no browser: ${HOW_TO_GET_ONE}`);
  // The sandbox does not work for root, and the browser only opens the product's own page.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath: BROWSER, args: isRoot ? ['--no-sandbox'] : [] });
}
