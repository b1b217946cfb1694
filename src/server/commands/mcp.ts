import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { EXIT, type ExitCode } from '../../cli/exitCode';
import { usageProblem } from '../../cli/commandProblem';
import { loadDashboards } from '../../dashboards/load';
import type { Config } from '../config';
import { consoleOutput } from '../consoleOutput';
import { httpServer } from '../http/http';
import { servedFrom } from '../http/serving';
import { Swappable } from '../http/swappable';
import { askInProcess, askRemote } from '../mcp/askGateway';
import { mcpServer } from '../mcp/mcpServer';
import type { ToolContext } from '../mcp/tools/tool';
import { logger } from '../observe/log';
import { openGateway } from './openGateway';

/**
 * `metergate mcp`: speaks the Model Context Protocol over standard input and output, until its
 * input ends. With a URL it asks a running gateway, otherwise it opens the database itself. Errors:
 * CommandProblem, StartupProblem.
 */
export async function mcp(
  config: Config,
  { url }: { readonly url?: string },
  key: string | undefined,
): Promise<ExitCode> {
  if (url !== undefined && !URL.canParse(url)) {
    throw usageProblem(`${url} is not the address of a gateway, such as http://127.0.0.1:4000.`);
  }
  const own = url === undefined ? await openOwn(config) : null;
  const context = own?.context ?? { ask: askRemote(url!, key ?? null), consoleUrl: url!.replace(/\/$/, '') };
  const server = mcpServer(context);
  const ended = new Promise<void>((resolve) => {
    server.server.onclose = resolve;
    process.stdin.once('end', () => void server.close());
  });
  await server.connect(new StdioServerTransport());
  await ended;
  await own?.close();
  return EXIT.fine;
}

interface OwnGateway {
  readonly context: ToolContext;
  close(): Promise<void>;
}

/** A gateway in this process, which does not listen. Its user is the person who started it. */
async function openOwn(config: Config): Promise<OwnGateway> {
  // Standard output has only messages of the protocol.
  const gateway = await openGateway(config, consoleOutput({ stdout: process.stderr, stderr: process.stderr }));
  const log = logger(config.logLevel);
  const report = (reference: string, err: unknown) => log.error({ reference, err }, 'something went wrong inside');
  const served = await servedFrom(gateway, report, { keptBytes: config.keptBytes });
  served.dashboards = loadDashboards(config.dashboardsDirectory, gateway.registry);
  const serving = new Swappable(served);
  const app = await httpServer(serving, report);
  app.addHook('onClose', () => serving.stop());
  return {
    context: { ask: askInProcess(app, '', { headers: {} }), consoleUrl: null },
    close: async () => {
      await app.close();
      await gateway.engine.close();
    },
  };
}
