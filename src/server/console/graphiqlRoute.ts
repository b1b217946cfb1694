import type { FastifyInstance } from 'fastify';
import { CATALOG_QUERY, exampleQueries } from '../../graphql/examples';
import { OPEN } from '../auth/identified';
import type { Serving } from '../http/serving';
import { languageOf } from './language';
import { sendPage } from './sendPage';

interface GraphiqlOptions {
  /**
   * True if the gateway has no authentication. Then the example queries may show names of the
   * registry. Otherwise the page shows no names.
   */
  readonly isOpen: boolean;
}

/**
 * Adds GraphiQL at `/graphiql`, which loads nothing from elsewhere. `?lang=zh` and `?lang=en` set
 * the language; otherwise the browser's settings do.
 */
export function graphiqlRoute(app: FastifyInstance, serving: Serving, { isOpen }: GraphiqlOptions): void {
  app.get<{ Querystring: { lang?: string } }>('/graphiql', OPEN, ({ query, headers }, reply) => {
    const { registry } = serving.current.gateway;
    const language = languageOf(query.lang, headers['accept-language']) ?? registry.locale;
    const examples = isOpen ? exampleQueries(registry, language) : [CATALOG_QUERY];
    return sendPage(reply, { entry: 'graphiql', language, root: './', settings: { examples } });
  });
  app.get('/graphiql/', OPEN, (_request, reply) => reply.redirect('../graphiql'));
}
