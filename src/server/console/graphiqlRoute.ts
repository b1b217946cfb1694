import type { FastifyInstance } from 'fastify';
import { CATALOG_QUERY } from '../../graphql/examples';
import { LANGUAGES, languageOf } from '../../model/words/language';
import { OPEN } from '../auth/identified';
import type { Serving } from '../http/serving';
import type { PageOptions } from './consoleRoutes';
import { queriesWithData } from './queriesWithData';
import { readerLocale } from './language';
import { sendPage } from './sendPage';

/**
 * Adds GraphiQL at `/graphiql`, which loads nothing from elsewhere. `?lang=zh` sets the language;
 * otherwise the browser's settings do. The page itself is in English or Chinese; the labels in its
 * examples may be in any locale of the registry. Only on an open gateway do the examples show names
 * of the registry and dates of the newest rows.
 */
export function graphiqlRoute(app: FastifyInstance, serving: Serving, { isOpen, isTrustedOnly }: PageOptions): void {
  app.get<{ Querystring: { lang?: string } }>('/graphiql', OPEN, async ({ query, headers }, reply) => {
    const { current } = serving;
    const { registry } = current.gateway;
    const available = [...LANGUAGES, ...registry.locales];
    const locale = readerLocale(query.lang, headers['accept-language'], available) ?? registry.locale;
    const queries = isOpen
      ? await queriesWithData(current, locale)
      : { examples: [CATALOG_QUERY], newTab: CATALOG_QUERY };
    const page = { entry: 'graphiql', language: languageOf(locale), root: './' } as const;
    return sendPage(reply, { ...page, settings: { ...queries, isTrustedOnly, root: page.root } });
  });
  app.get('/graphiql/', OPEN, (_request, reply) => reply.redirect('../graphiql'));
}
