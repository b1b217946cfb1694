import type { Language } from '../../model/words/language';

/** The two documents. Each has a script and a style sheet of its name. */
export type Entry = 'console' | 'graphiql';

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
  readonly nonce: string;
  /** Further settings for the script (console/pageSettings.ts). */
  readonly settings: object;
}

/**
 * Returns the HTML of a page. Addresses are relative, so that it works below the path of a proxy.
 * The settings are data, not script.
 */
export function pageHtml({ entry, language, assets, nonce, settings }: PageContent): string {
  const data = JSON.stringify({ ...settings, nonce, language }).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Metergate</title>
    <link rel="icon" href="${assets}/icon.svg" />
    <link rel="stylesheet" href="${assets}/${entry}.css" />
  </head>
  <body>
    <div id="page"></div>
    <script type="application/json" id="settings">${data}</script>
    <script type="module" src="${assets}/${entry}.js"></script>
  </body>
</html>
`;
}
