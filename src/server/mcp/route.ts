import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Admission } from '../http/admission';
import { refuseCompressed } from '../http/refuseCompressed';
import { askInProcess, type Sender } from './askGateway';

interface McpOptions {
  readonly admission: Admission;
  readonly basePath: string;
}

/**
 * Adds `/mcp`, the Model Context Protocol over streamable HTTP. Each request stands for itself: the
 * server keeps no session, so any instance behind a load balancer may answer it. The tools ask
 * `/graphql` as the caller, so authentication, roles, limits and costs are the same.
 */
export function mcpRoute(app: FastifyInstance, { admission, basePath }: McpOptions): void {
  app.post('/mcp', { onRequest: [admission.admit, refuseCompressed] }, async (request, reply) => {
    const ask = askInProcess(app, basePath, senderOf(request));
    const consoleUrl = `${request.protocol}://${request.host}${basePath}`;
    // It takes a while to load, and most gateways need it never.
    const { answerRequest } = await import('./answerRequest');
    reply.hijack();
    await answerRequest(request.raw, reply.raw, request.body, { ask, consoleUrl });
  });
  // Without sessions there is nothing to follow or to end.
  app.route({
    method: ['GET', 'DELETE'],
    url: '/mcp',
    handler: (_request, reply) => reply.code(405).header('allow', 'POST').send(),
  });
}

/** Headers of the body and of the connection. All others go along: they may say who asks. */
const OF_THIS_REQUEST: readonly string[] = [
  'accept',
  'accept-encoding',
  'connection',
  'content-length',
  'content-type',
  'expect',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
];

function senderOf({ headers, socket }: FastifyRequest): Sender {
  const own = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && !OF_THIS_REQUEST.includes(name) ? [[name, value] as const] : [],
  );
  const { remoteAddress: address } = socket;
  return { headers: Object.fromEntries(own), ...(address !== undefined && { address }) };
}
