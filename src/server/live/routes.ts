import type { FastifyInstance } from 'fastify';
import type { Budgets } from '../../answer/budgets';
import { errorFormatter, type ReportInternal } from '../../graphql/errors';
import type { Authenticate } from '../auth/authenticate';
import { STREAMS, type StreamBounds } from '../http/bounds';
import type { Hosts } from '../http/hosts';
import type { Origins } from '../http/origins';
import type { TrustedProxies } from '../http/trustedProxies';
import { reference } from '../http/reference';
import type { Serving } from '../http/serving';
import type { FindDocument } from '../http/trustedDocuments';
import { eventStreams, type SendEvents } from './eventStream';
import { operate } from './operation';
import { Subscriptions } from './subscriptions';
import { webSocketRoute } from './webSocket';
import type { OperationRequest, StreamSource } from './operationTypes';

interface LiveRouteOptions {
  readonly report: ReportInternal;
  readonly streams: Partial<StreamBounds>;
  readonly corsOrigins: Origins;
  readonly allowedHosts: Hosts;
  readonly trustedProxies: TrustedProxies;
  readonly basePath: string;
  readonly authenticate: Authenticate;
  readonly budgets: Budgets;
  readonly findDocument: FindDocument;
}

export interface LiveHandlers {
  readonly sendEvents: SendEvents;
}

/**
 * Adds subscriptions over WebSocket, and returns the function that sends events. Streams end before
 * the server stops listening, so it does not wait for them.
 */
export function liveRoutes(
  app: FastifyInstance,
  serving: Serving,
  { report, streams, corsOrigins, budgets, ...webSocketOptions }: LiveRouteOptions,
): LiveHandlers {
  const bounds = { ...STREAMS, ...streams };
  const format = errorFormatter(report, reference);
  const subscriptions = new Subscriptions(serving, format, bounds.subscriptions);
  const operating = (request: OperationRequest, from: StreamSource) =>
    operate({ serving, subscriptions, budgets }, request, from);
  const sendEvents = eventStreams(app, { operate: operating, bounds });
  webSocketRoute(app, { serving, operate: operating, format, bounds, corsOrigins, ...webSocketOptions });
  const stopListening = serving.onSwap(() => void subscriptions.renew());
  app.addHook('preClose', async () => {
    stopListening();
    subscriptions.close();
  });
  return { sendEvents };
}
