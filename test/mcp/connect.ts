import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

/** The answer of a tool. */
export interface ToolAnswer {
  readonly text: string;
  readonly isError: boolean;
}

/** A client of the protocol, as an assistant has it. */
export interface McpClient {
  readonly client: Client;
  call(name: string, args?: Record<string, unknown>): Promise<ToolAnswer>;
  close(): Promise<void>;
}

/** Connects the SDK's own client. */
export async function connect(transport: Transport): Promise<McpClient> {
  const client = new Client({ name: 'a test', version: '1' });
  await client.connect(transport);
  return {
    client,
    async call(name, args = {}) {
      const { content, isError } = await client.callTool({ name, arguments: args });
      const texts = (content as readonly { readonly type: string; readonly text: string }[]).map(({ text }) => text);
      return { text: texts.join('\n'), isError: isError === true };
    },
    close: () => client.close(),
  };
}

/** Connects over HTTP, with the headers of a caller. */
export function connectHttp(port: number, headers: Record<string, string> = {}): Promise<McpClient> {
  const transport = new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${port}/mcp`), {
    requestInit: { headers },
  });
  // The type of the transport is not exact about optional properties.
  return connect(transport as Transport);
}
