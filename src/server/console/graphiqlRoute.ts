import type { FastifyInstance } from 'fastify';
import { CATALOG_QUERY } from '../../graphql/examples';
import { OPEN } from '../auth/identified';
import type { Serving } from '../http/serving';
import { examplesWithData } from './examplesWithData';
import { languageOf } from './language';
import { sendPage } from './sendPage';

interface GraphiqlOptions {
  /**
   * True if the gateway has no authentication. Then the example queries may show names of the
   * registry, and dates of the newest rows. Otherwise the page shows neither.
   */
  readonly isOpen: boolean;
}

/**
 * Adds GraphiQL at `/graphiql`, which loads nothing from elsewhere. `?lang=zh` and `?lang=en` set
 * the language; otherwise the browser's settings do.
 */
export function graphiqlRoute(app: FastifyInstance, serving: Serving, { isOpen }: GraphiqlOptions): void {
  app.get<{ Querystring: { lang?: string } }>('/graphiql', OPEN, async ({ query, headers }, reply) => {
    const { current } = serving;
    const { registry } = current.gateway;
    const language = languageOf(query.lang, headers['accept-language']) ?? registry.locale;
    const examples = isOpen ? await examplesWithData(current, language) : [CATALOG_QUERY];
    return sendPage(reply, { entry: 'graphiql', language, root: './', settings: { examples } });
  });
  app.get('/graphiql/', OPEN, (_request, reply) => reply.redirect('../graphiql'));
}
