import type { Language } from '../../graphql/examples';

/**
 * Nothing from elsewhere, and nothing that is written into the page: what is injected there neither runs nor loads. Only style attributes
 * and pictures in styles are free: the editor places its lines and marks mistakes by them (docs/decisions/0012-http.md#graphiql).
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
  /** Queries to begin with, one at least. */
  readonly examples: readonly string[];
  /** Where scripts and styles are. */
  readonly assets: string;
  readonly nonce: string;
}

/** The document of the page. Addresses are relative, so that it works below a path of a proxy. What the script needs is data, not script. */
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
