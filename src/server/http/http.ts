import compress from '@fastify/compress';
import cors from '@fastify/cors';
import fastify, { type FastifyInstance } from 'fastify';
import { Budgets } from '../../answer/budgets';
import type { ReportInternal } from '../../graphql/errors';
import { authenticator } from '../auth/authenticate';
import { identifyAll, OPEN_PROBE } from '../auth/identified';
import { identityOfLink } from '../auth/links';
import { answerBadConnection } from './badConnection';
import { withoutBase } from './basePath';
import {
  COMPRESSION,
  KEEP_ALIVE_MS,
  MAX_BODY_BYTES,
  CLIENT_TIMEOUTS,
  type ClientTimeouts,
  type StreamBounds,
} from './bounds';
import type { Config } from '../config';
import { Admission } from './admission';
import { cacheRoutes } from './cacheRoutes';
import { neverWarm } from './warming';
import { docsRoutes } from '../docs/routes';
import { exportRoutes } from '../export/route';
import { assetRoutes, consoleDocuments } from '../console/assets';
import { consoleRoutes, notFoundPage } from '../console/consoleRoutes';
import { graphiqlRoute } from '../console/graphiqlRoute';
import { withMetricsPage } from '../console/metricsPage';
import { graphqlRoute } from './graphqlRoute';
import { refuseForeignHosts } from './hosts';
import { answerBadAddress, handleErrors } from './httpErrors';
import { mcpRoute } from '../mcp/route';
import { openApiRoute } from '../openapi/route';
import { liveRoutes } from '../live/routes';
import { observe, requestId, type Observing } from '../observe/observed';
import { showSizes } from '../observe/sizes';
import { readyRoute } from '../observe/ready';
import { reference } from './reference';
import type { Serving } from './serving';
import { trustedDocuments } from './trustedDocuments';
import { NO_PROXIES } from './trustedProxies';

type Settings =
  'corsOrigins' | 'allowedHosts' | 'trustedProxies' | 'basePath' | 'keepAliveMs' | 'auth' | 'linkKey' | 'documents';

/** The part of the configuration that concerns HTTP. A missing setting has its default. */
export type HttpOptions = Partial<Pick<Config, Settings>> & {
  readonly observing?: Observing | null;
  /** Begins to warm; without it, warming is off. */
  readonly warm?: () => void;
  /** Changes to the default limits of streams. */
  readonly streams?: Partial<StreamBounds>;
  /** Changes to the default timeouts of clients. */
  readonly timeouts?: Partial<ClientTimeouts>;
};

/** Headers of answers that pages of other origins may read. */
const EXPOSED = ['metergate-warnings'];

/** How often the server looks for requests that do not arrive. */
const CHECK_INTERVAL_MS = 1_000;

/**
 * Returns the HTTP server, not listening yet. Its routes are `/graphql`, `/export.…`,
 * `/openapi.json`, `/mcp`, `/cache/`, the pages of the console, `/graphiql`, `/docs/`, `/assets/`,
 * `/healthz`, `/readyz` and, with `observing`, `/metrics`. All are also below `basePath`.
 */
export async function httpServer(
  serving: Serving,
  report: ReportInternal,
  {
    corsOrigins = [],
    allowedHosts = 'any',
    trustedProxies = NO_PROXIES,
    basePath = '',
    keepAliveMs = KEEP_ALIVE_MS,
    auth = null,
    linkKey = null,
    documents = null,
    observing = null,
    warm = neverWarm,
    streams = {},
    timeouts = {},
  }: HttpOptions = {},
): Promise<FastifyInstance> {
  const { arrivalMs, readingMs } = { ...CLIENT_TIMEOUTS, ...timeouts };
  const app = fastify({
    genReqId: requestId,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: arrivalMs,
    keepAliveTimeout: keepAliveMs,
    trustProxy: trustedProxies,
    rewriteUrl: ({ url = '/', headers }) => withMetricsPage(withoutBase(url, basePath), headers.accept),
    // By default Node checks only every half minute. It also never ends a request with an
    // incomplete body if the time limit for headers is longer than that for the whole request.
    http: { headersTimeout: arrivalMs, connectionsCheckingInterval: Math.min(CHECK_INTERVAL_MS, arrivalMs / 4) },
    // While the server stops, `Admission` rejects new requests with the gateway's own error.
    return503OnClosing: false,
    clientErrorHandler: answerBadConnection,
    frameworkErrors: answerBadAddress,
  });
  // A form of another site could send this type, so GraphQL does not accept it.
  app.removeContentTypeParser('text/plain');
  const pages = { isOpen: auth === null, isTrustedOnly: documents?.only === true };
  handleErrors(app, { report, reference, sendNotFound: notFoundPage(serving, pages) });
  // Before any hook that may answer: every request is observed.
  const figures = observing === null ? null : await observe(app, observing);
  await app.register(compress, { ...COMPRESSION, globalDecompression: false });
  if (corsOrigins.length > 0) {
    const origin = corsOrigins === 'any' ? '*' : [...corsOrigins];
    await app.register(cors, { origin, strictPreflight: false, maxAge: 3_600, exposedHeaders: EXPOSED });
  }
  refuseForeignHosts(app, allowedHosts);
  const warn = (line: string) => (observing === null ? undefined : observing.log.warn(line));
  const authenticate = authenticator(auth, warn);
  const links = { key: linkKey, isOpen: auth === null };
  identifyAll(app, authenticate, (path, query) => identityOfLink(path, query, links));
  const [admission, budgets] = [new Admission(app), new Budgets()];
  const findDocument = trustedDocuments(documents, consoleDocuments);
  const live = liveRoutes(app, serving, {
    report,
    streams,
    corsOrigins,
    allowedHosts,
    trustedProxies,
    basePath,
    authenticate,
    budgets,
    findDocument,
  });
  graphqlRoute(app, serving, { admission, budgets, findDocument, sendEvents: live.sendEvents, readingMs });
  if (figures !== null)
    showSizes(
      figures,
      { ...live.sizes, ...sizesOf(budgets, serving) },
      {
        firstRows: () => serving.current.services.firstRows.size,
        dataEnds: () => serving.current.services.dataEnds.size,
        answers: () => serving.current.services.kept.figures.entries,
      },
    );
  exportRoutes(app, serving, { report, corsOrigins, admission, budgets });
  openApiRoute(app, serving, { admission, hasAuth: auth !== null, hasFigures: figures !== null });
  mcpRoute(app, { admission, basePath });
  cacheRoutes(app, serving, { isOpen: auth === null, warm });
  app.get('/healthz', OPEN_PROBE, () => {
    const { engine, registry } = serving.current.gateway;
    return { status: 'ok', engine: engine.name, registryVersion: registry.version };
  });
  readyRoute(app, serving);
  assetRoutes(app);
  consoleRoutes(app, serving, pages);
  graphiqlRoute(app, serving, pages);
  docsRoutes(app);
  return app;
}

function sizesOf(budgets: Budgets, serving: Serving) {
  const load = () => serving.current.gateway.engine.load?.();
  return {
    metergate_accounts: () => budgets.accountCount,
    metergate_answer_fields: () => budgets.answerFields,
    metergate_kept_answer_bytes: () => serving.current.services.kept.figures.bytes,
    metergate_statements_waiting: () => load()?.waiting ?? 0,
    metergate_statements_running: () => load()?.running ?? 0,
  };
}
