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
import type { Sizes } from '../observe/sizes';
import type { FindDocument } from '../http/trustedDocuments';
import { eventStreams, type SendEvents } from './eventStream';
import { operate } from './operation';
import { Subscriptions } from './subscriptions';
import { webSocketRoute } from './webSocket';
import type { StreamSource } from './operationTypes';
import type { ReadOperation } from './readOperation';

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

/** Functions that count streams and what they keep. */
type LiveSizes = Pick<
  Sizes,
  | 'metergate_subscriptions'
  | 'metergate_subscription_bytes'
  | 'metergate_websockets_open'
  | 'metergate_event_streams_open'
>;

export interface LiveHandlers {
  readonly sendEvents: SendEvents;
  readonly sizes: LiveSizes;
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
  const subscriptions = new Subscriptions({ serving, budgets, format, bounds });
  const operating = (operation: ReadOperation, from: StreamSource) =>
    operate({ serving, subscriptions }, operation, from);
  const events = eventStreams(app, { operate: operating, bounds });
  const webSockets = webSocketRoute(app, {
    serving,
    operate: operating,
    budgets,
    format,
    bounds,
    corsOrigins,
    ...webSocketOptions,
  });
  const stopListening = serving.onSwap(() => void subscriptions.renew());
  app.addHook('preClose', async () => {
    stopListening();
    subscriptions.close();
  });
  const sizes = {
    metergate_subscriptions: () => subscriptions.size,
    metergate_subscription_bytes: () => subscriptions.bytes,
    metergate_websockets_open: webSockets,
    metergate_event_streams_open: events.count,
  };
  return { sendEvents: events.sendEvents, sizes };
}
