import type { FastifyInstance } from 'fastify';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { CATALOG_QUERY, exampleQueries } from '../../graphql/examples';
import { LANGUAGES, languageOf } from '../../model/words/language';
import { OPEN } from '../auth/identified';
import type { Serving } from '../http/serving';
import { pageBundle, type Bundle } from './bundle';
import { pageHtml, policy } from './html';
import { readerLocale } from './language';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

interface GraphiqlOptions {
  /**
   * True if the gateway has no authentication. Then the example queries may show names of the
   * registry. Otherwise the page shows no names.
   */
  readonly isOpen: boolean;
}

/**
 * Adds GraphiQL at `/graphiql`, which loads nothing from elsewhere. `?lang=zh` sets the
 * language; otherwise the browser's settings do. The page itself is in English or Chinese; the
 * labels in its examples may be in any locale of the registry.
 */
export function graphiqlRoutes(app: FastifyInstance, serving: Serving, { isOpen }: GraphiqlOptions): void {
  app.get<{ Querystring: { lang?: string } }>('/graphiql', OPEN, async ({ query, headers }, reply) => {
    const { registry } = serving.current.gateway;
    const available = [...LANGUAGES, ...registry.locales];
    const locale = readerLocale(query.lang, headers['accept-language'], available) ?? registry.locale;
    const { version } = await page();
    const examples = isOpen ? exampleQueries(registry, locale) : [CATALOG_QUERY];
    const nonce = randomBytes(16).toString('base64');
    return reply
      .headers({ ...HEADERS, 'content-security-policy': policy(nonce), 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(pageHtml({ language: languageOf(locale), examples, assets: `graphiql/${version}`, nonce }));
  });
  app.get('/graphiql/', OPEN, (_request, reply) => reply.redirect('../graphiql'));
  app.get<{ Params: { version: string; file: string } }>(
    '/graphiql/:version/:file',
    OPEN,
    async ({ params }, reply) => {
      const { version, files } = await page();
      const content = params.version === version ? files.get(params.file) : undefined;
      if (content === undefined) return reply.callNotFound();
      return reply
        .headers({ ...HEADERS, 'cache-control': 'public, max-age=31536000, immutable' })
        .type(TYPES[path.extname(params.file)] ?? 'application/octet-stream')
        .send(content);
    },
  );
}

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

let made: Promise<Bundle> | undefined;

/**
 * Returns the bundle, made once for all servers of the process. After a failure, the next call
 * tries again.
 */
export function page(): Promise<Bundle> {
  made ??= pageBundle().catch((error: unknown) => {
    made = undefined;
    throw error;
  });
  return made;
}
