import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { z } from 'zod';
import { VERSION } from '../version';
import { ToolProblem } from './askGateway';
import { describeMetric } from './tools/describeMetric';
import { explainChange } from './tools/explainChange';
import { findMetrics } from './tools/findMetrics';
import { funnel } from './tools/funnel';
import { listValues } from './tools/listValues';
import { queryMetrics } from './tools/queryMetrics';
import { retention } from './tools/retention';
import type { Tool, ToolContext } from './tools/tool';

const INSTRUCTIONS =
  'Metrics of a product, defined once and computed by the gateway. Find a metric, read its definition, then query it. ' +
  'Never compute a metric from other numbers: ask for it, with the grain, groups and comparison that you need. ' +
  'If a number changed, explain_change says which groups the change comes from. ' +
  'Report numbers with their unit and range, and pass warnings on.';

/** A server of the Model Context Protocol with the tools of the gateway, for one caller. */
export function mcpServer(context: ToolContext): McpServer {
  const server = new McpServer({ name: 'metergate', version: VERSION }, { instructions: INSTRUCTIONS });
  add(server, findMetrics, context);
  add(server, describeMetric, context);
  add(server, listValues, context);
  add(server, queryMetrics, context);
  add(server, explainChange, context);
  add(server, retention, context);
  add(server, funnel, context);
  return server;
}

function add<Shape extends z.ZodRawShape>(server: McpServer, one: Tool<Shape>, context: ToolContext): void {
  const { name, title, description, shape } = one;
  const annotations = { title, readOnlyHint: true, openWorldHint: false };
  const call = async (args: unknown): Promise<CallToolResult> => {
    try {
      return answered(await one.run(args as z.output<z.ZodObject<Shape>>, context));
    } catch (error) {
      if (!(error instanceof ToolProblem)) throw error;
      return { ...answered(problemText(error)), isError: true };
    }
  };
  server.registerTool<z.ZodRawShape, z.ZodRawShape>(
    name,
    { title, description, inputSchema: shape, annotations },
    call,
  );
}

function answered(text: string): CallToolResult {
  return { content: [{ type: 'text', text }] };
}

function problemText({ code, message, hint }: ToolProblem): string {
  return [`${code}: ${message}`, ...(hint === null ? [] : [`hint: ${hint}`])].join('\n');
}
