import compress from '@fastify/compress';
import cors from '@fastify/cors';
import fastify, { type FastifyInstance } from 'fastify';
import { Budgets } from '../../answer/budgets';
import type { ReportInternal } from '../../graphql/errors';
import { authenticator } from '../auth/authenticate';
import { identifyAll, OPEN } from '../auth/identified';
import { answerBadConnection } from './badConnection';
import { COMPRESSION, MAX_BODY_BYTES, CLIENT_TIMEOUTS, type ClientTimeouts, type StreamBounds } from './bounds';
import type { Config } from '../config';
import { Admission } from './admission';
import { exportRoutes } from '../export/route';
import { graphiqlRoutes } from '../graphiql/route';
import { graphqlRoute } from './graphqlRoute';
import { answerBadAddress, handleErrors } from './httpErrors';
import { liveRoutes } from '../live/routes';
import { observe, requestId, type Observing } from '../observe/observed';
import { readyRoute } from '../observe/ready';
import { reference } from './reference';
import type { Serving } from './serving';
import { trustedDocuments } from './trustedDocuments';

/** What of the configuration is about HTTP. Without it, as when nothing is set. */
export type HttpOptions = Partial<Pick<Config, 'corsOrigins' | 'auth' | 'documents'>> & {
  readonly observing?: Observing | null;
  /** Bounds of streams that are not the usual ones. */
  readonly streams?: Partial<StreamBounds>;
  /** How long clients are waited for, if that is not the usual time. */
  readonly timeouts?: Partial<ClientTimeouts>;
};

/** How often requests that do not arrive are looked for. */
const CHECK_INTERVAL_MS = 1_000;

/** The HTTP server of what is served, not yet listening: `/graphql`, `/export.csv` and `/export.ndjson`, `/graphiql` to try it, to which `/` leads, and `/healthz`. */
export async function httpServer(
  serving: Serving,
  report: ReportInternal,
  { corsOrigins = [], auth = null, documents = null, observing = null, streams = {}, timeouts = {} }: HttpOptions = {},
): Promise<FastifyInstance> {
  const { arrivalMs, readingMs } = { ...CLIENT_TIMEOUTS, ...timeouts };
  const app = fastify({
    genReqId: requestId,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: arrivalMs,
    // Node looks every half a minute only, and does not end a body that stays away where heads have longer than the whole.
    http: { headersTimeout: arrivalMs, connectionsCheckingInterval: Math.min(CHECK_INTERVAL_MS, arrivalMs / 4) },
    // Refused in our words, at the door.
    return503OnClosing: false,
    clientErrorHandler: answerBadConnection,
    frameworkErrors: answerBadAddress,
  });
  // A type that a form of a foreign page could send, and so none of GraphQL's.
  app.removeContentTypeParser('text/plain');
  handleErrors(app, report, reference);
  await app.register(compress, { ...COMPRESSION, globalDecompression: false });
  if (corsOrigins.length > 0) {
    const origin = corsOrigins === 'any' ? '*' : [...corsOrigins];
    await app.register(cors, { origin, strictPreflight: false, maxAge: 3_600 });
  }
  if (observing !== null) await observe(app, observing);
  const warn = (line: string) => (observing === null ? undefined : observing.log.warn(line));
  const authenticate = authenticator(auth, warn);
  identifyAll(app, authenticate);
  const [admission, budgets] = [new Admission(app), new Budgets()];
  const findDocument = trustedDocuments(documents);
  const live = liveRoutes(app, serving, { report, streams, corsOrigins, authenticate, budgets, findDocument });
  graphqlRoute(app, serving, { admission, budgets, findDocument, sendEvents: live.sendEvents, readingMs });
  exportRoutes(app, serving, { report, corsOrigins, admission, budgets });
  app.get('/healthz', OPEN, () => {
    const { engine, registry } = serving.current.gateway;
    return { status: 'ok', engine: engine.name, registryVersion: registry.version };
  });
  readyRoute(app, serving);
  graphiqlRoutes(app, serving, { isOpen: auth === null });
  // Relative, as all addresses of the page are.
  app.get('/', OPEN, (_request, reply) => reply.redirect('graphiql'));
  return app;
}
