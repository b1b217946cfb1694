import type { FastifyInstance } from 'fastify';
import { errorFormatter, type ReportInternal } from '../../graphql/errors';
import { STREAMS, type StreamBounds } from '../bounds';
import type { Origins } from '../origins';
import { reference } from '../reference';
import type { Serving } from '../serving';
import { eventStreams, type SendEvents } from './eventStream';
import { operate, type OperationRequest } from './operation';
import { Subscriptions } from './subscriptions';
import { webSocketRoute } from './webSocket';

interface LiveRoutes {
  readonly report: ReportInternal;
  readonly streams: Partial<StreamBounds>;
  readonly corsOrigins: Origins;
}

export interface LiveDoors {
  readonly sendEvents: SendEvents;
  /** To be called when what requests are answered with was replaced. */
  readonly renew: () => Promise<void>;
}

/** Subscriptions over WebSocket, and what sends them as events. They end before the server stops listening, and nothing waits for them. */
export function liveRoutes(
  app: FastifyInstance,
  serving: Serving,
  { report, streams, corsOrigins }: LiveRoutes,
): LiveDoors {
  const bounds = { ...STREAMS, ...streams };
  const format = errorFormatter(report, reference);
  const subscriptions = new Subscriptions(serving, format, bounds.subscriptions);
  const operating = (request: OperationRequest) => operate(serving, subscriptions, request);
  const sendEvents = eventStreams(app, { operate: operating, bounds });
  webSocketRoute(app, { serving, operate: operating, format, bounds, corsOrigins });
  app.addHook('preClose', async () => subscriptions.close());
  return { sendEvents, renew: () => subscriptions.renew() };
}
