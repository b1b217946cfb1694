import type { FastifyInstance } from 'fastify';
import type { Budgets } from '../../answer/budgets';
import { errorFormatter, type ReportInternal } from '../../graphql/errors';
import type { Authenticate } from '../auth/authenticate';
import { STREAMS, type StreamBounds } from '../bounds';
import type { Origins } from '../origins';
import { reference } from '../reference';
import type { Serving } from '../serving';
import type { FindDocument } from '../trustedDocuments';
import { eventStreams, type SendEvents } from './eventStream';
import { operate, type OperationRequest, type StreamFrom } from './operation';
import { Subscriptions } from './subscriptions';
import { webSocketRoute } from './webSocket';

interface LiveRoutes {
  readonly report: ReportInternal;
  readonly streams: Partial<StreamBounds>;
  readonly corsOrigins: Origins;
  readonly authenticate: Authenticate;
  readonly budgets: Budgets;
  readonly findDocument: FindDocument;
}

export interface LiveDoors {
  readonly sendEvents: SendEvents;
}

/** Subscriptions over WebSocket, and what sends them as events. They end before the server stops listening, and nothing waits for them. */
export function liveRoutes(
  app: FastifyInstance,
  serving: Serving,
  { report, streams, corsOrigins, budgets, ...asking }: LiveRoutes,
): LiveDoors {
  const bounds = { ...STREAMS, ...streams };
  const format = errorFormatter(report, reference);
  const subscriptions = new Subscriptions(serving, format, bounds.subscriptions);
  const operating = (request: OperationRequest, from: StreamFrom) =>
    operate({ serving, subscriptions, budgets }, request, from);
  const sendEvents = eventStreams(app, { operate: operating, bounds });
  webSocketRoute(app, { serving, operate: operating, format, bounds, corsOrigins, ...asking });
  const forget = serving.onSwap(() => void subscriptions.renew());
  app.addHook('preClose', async () => {
    forget();
    subscriptions.close();
  });
  return { sendEvents };
}
