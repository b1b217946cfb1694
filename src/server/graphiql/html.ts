import type { Language } from '../../model/words/language';

/**
 * The content security policy of the page: nothing loads from elsewhere, and injected scripts
 * neither run nor load. Only style attributes and pictures in styles are free, because the editor
 * positions its lines and marks mistakes with them (docs/decisions/0012-http.md#graphiql).
 */
export function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export interface PageContent {
  readonly language: Language;
  /** Example queries, at least one. */
  readonly examples: readonly string[];
  /** The path of the scripts and styles. */
  readonly assets: string;
  readonly nonce: string;
}

/**
 * Returns the HTML of the page. Addresses are relative, so that it works below the path of a proxy.
 * The settings are data, not script.
 */
export function pageHtml({ language, examples, assets, nonce }: PageContent): string {
  const settings = { nonce, language, examples };
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Metergate</title>
    <link rel="icon" href="${assets}/icon.svg" />
    <link rel="stylesheet" href="${assets}/main.css" />
  </head>
  <body>
    <div id="page"></div>
    <script type="application/json" id="settings">${JSON.stringify(settings).replaceAll('<', '\\u003c')}</script>
    <script type="module" src="${assets}/main.js"></script>
  </body>
</html>
`;
}
