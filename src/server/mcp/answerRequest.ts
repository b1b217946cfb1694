import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { mcpServer } from './mcpServer';
import type { ToolContext } from './tools/tool';

/** Answers one request of the Model Context Protocol, without a session. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  body: unknown,
  context: ToolContext,
): Promise<void> {
  const server = mcpServer(context);
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  response.once('close', () => void server.close());
  // The type of the transport is not exact about optional properties.
  await server.connect(transport as Parameters<typeof server.connect>[0]);
  await transport.handleRequest(request, response, body);
}
