import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LANGUAGES, languageOf } from '../../model/words/language';
import { OPEN } from '../auth/identified';
import type { Serving } from '../http/serving';
import { readerLocale } from './language';
import { sendPage } from './sendPage';

/** The addresses of the console's pages. The script shows the page of its address. */
const PAGES = ['/', '/d/:key', '/explore', '/retention', '/funnel', '/why', '/metrics/', '/metrics/:key'] as const;

/** Settings of the pages that do not change while the gateway runs. */
export interface PageOptions {
  /** True if the gateway has no authentication. */
  readonly isOpen: boolean;
  /** True if the gateway rejects documents that are not in its manifest. */
  readonly isTrustedOnly: boolean;
}

/**
 * Adds the console. Its pages are one document without data: the script asks the public GraphQL.
 * `?lang=zh` and `?lang=en` set the language; otherwise the browser's settings do.
 */
export function consoleRoutes(app: FastifyInstance, serving: Serving, options: PageOptions): void {
  for (const page of PAGES) {
    app.get(page, OPEN, (request, reply) =>
      sendConsole(request, reply, { serving, options, root: rootOf(page, request.originalUrl) }),
    );
  }
}

/** Answers a request for an address that has nothing. */
export type SendNotFound = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Sends the console to a browser at any other address. It says that there is no such page. */
export function notFoundPage(serving: Serving, options: PageOptions): SendNotFound {
  return (request, reply) => {
    // The address without the base path. A browser also resolves `./` and `../` by its slashes.
    const [address] = request.url.split('?', 1);
    const root = '../'.repeat(address!.split('/').length - 2) || './';
    return sendConsole(request, reply.code(404), { serving, options, root });
  };
}

interface ConsolePage {
  readonly serving: Serving;
  readonly options: PageOptions;
  /** The path from the page to the gateway's root. */
  readonly root: string;
}

function sendConsole(
  { query, headers }: FastifyRequest,
  reply: FastifyReply,
  { serving, options, root }: ConsolePage,
): Promise<FastifyReply> {
  const { registry } = serving.current.gateway;
  const { lang } = query as { readonly lang?: string };
  const language = languageOf(readerLocale(lang, headers['accept-language'], LANGUAGES) ?? registry.locale);
  return sendPage(reply.header('vary', 'accept, accept-language'), {
    entry: 'console',
    language,
    root,
    settings: { root, ...options },
  });
}

/**
 * Returns the path from a page to the gateway's root. The page of the base path has its address
 * with or without a slash at the end.
 */
function rootOf(page: string, originalUrl: string): string {
  const address = originalUrl.split('?', 1)[0]!;
  // The address of the list of metrics has no slash at its end (metricsPage.ts).
  const isList = page === '/metrics/' && !address.endsWith('/');
  const depth = isList ? 0 : page.split('/').length - 2;
  if (depth > 0) return '../'.repeat(depth);
  const isBase = page === '/' && !address.endsWith('/');
  return isBase ? `./${address.slice(address.lastIndexOf('/') + 1)}/` : './';
}
