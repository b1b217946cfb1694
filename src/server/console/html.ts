import type { Language } from '../../model/words/language';

/**
 * The two documents. Each has a script and a style sheet of its name. The console's `first.js` runs
 * before its script.
 */
export type Entry = 'console' | 'graphiql';

/**
 * The scripts and fonts that a page needs before it can show anything. The guides have `docs.js`.
 */
export type Needs = Readonly<Record<Entry | 'docs', readonly string[]>>;

/**
 * The content security policy of the pages: nothing loads from elsewhere, and injected scripts
 * neither run nor load. Only GraphiQL may use style attributes and pictures in styles, because its
 * editor positions its lines and marks mistakes with them (docs/decisions/0012-http.md#graphiql).
 */
export function policy(entry: Entry, nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    ...(entry === 'graphiql' ? ["style-src-attr 'unsafe-inline'"] : []),
    "font-src 'self'",
    `img-src 'self' data:`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export interface PageContent {
  readonly entry: Entry;
  readonly language: Language;
  /** The path of the scripts and styles. */
  readonly assets: string;
  /** The scripts and fonts that the document needs at once. */
  readonly needs: readonly string[];
  readonly nonce: string;
  /** Further settings for the script (console/pageSettings.ts). */
  readonly settings: object;
}

/**
 * Returns the HTML of a page. Addresses are relative, so that it works below the path of a proxy.
 * The settings are data, not script.
 */
export function pageHtml({ entry, language, assets, needs, nonce, settings }: PageContent): string {
  const data = JSON.stringify({ ...settings, nonce, language }).replaceAll('<', '\\u003c');
  const scripts = entry === 'console' ? ['first.js', 'console.js'] : ['graphiql.js'];
  const preloads = needs.map((file) => preload(`${assets}/${file}`));
  const tags = scripts.map((script) => `<script type="module" src="${assets}/${script}"></script>`);
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Metergate</title>
    <link rel="icon" href="${assets}/icon.svg" />
    <link rel="stylesheet" href="${assets}/${entry}.css" />
    ${preloads.join('\n    ')}
  </head>
  <body>
    <div id="page"></div>
    <script type="application/json" id="settings">${data}</script>
    ${tags.join('\n    ')}
  </body>
</html>
`;
}

/**
 * The tag that loads a file early. Without it, a browser finds a script when it reads the one that
 * imports it, and a font later.
 */
export function preload(address: string): string {
  return address.endsWith('.js')
    ? `<link rel="modulepreload" href="${address}" />`
    : `<link rel="preload" href="${address}" as="font" crossorigin />`;
}
