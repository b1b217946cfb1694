import type { FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { loadDashboards } from '../../dashboards/load';
import type { Engine } from '../../engine/engine';
import { refuseExposure } from '../auth/exposure';
import { BACKLOG } from '../http/bounds';
import type { Config } from '../config';
import { httpServer } from '../http/http';
import { logger } from '../observe/log';
import { openGateway } from './openGateway';
import { reportKeys } from '../reload/reportKeys';
import { reloadDashboards } from '../reload/dashboards';
import { reloadOnEdits, type Reloading } from '../reload/reloading';
import { reportDashboards } from '../reload/reportDashboards';
import { servedFrom } from '../http/serving';
import { StartupProblem } from '../startupProblem';
import type { ConsoleOutput } from '../consoleOutput';
import { Warming } from '../http/warming';
import { Swappable } from '../http/swappable';
import { welcome } from '../http/welcome';

/** A gateway that listens. */
export interface Running {
  readonly url: string;
  /** Stops accepting requests, finishes those in flight, and closes the database. */
  close(): Promise<void>;
}

/**
 * Opens the gateway and listens. Errors: StartupProblem, for all that the person who starts it can
 * correct. `meanwhile` begins other work once the configuration and the port are known to be good.
 */
export async function start(
  config: Config,
  output: ConsoleOutput,
  meanwhile: () => void = () => undefined,
): Promise<Running> {
  refuseExposure(config);
  await probe(config);
  meanwhile();
  const gateway = await openGateway(config, output);
  let closing: Promise<void> | undefined;
  try {
    const log = logger(config.logLevel);
    const report = (reference: string, err: unknown) => log.error({ reference, err }, 'something went wrong inside');
    const observing = { log, slowMs: config.slowMs, isTraced: config.isTraced };
    const served = await servedFrom(gateway, report, { keptBytes: config.keptBytes });
    served.dashboards = loadDashboards(config.dashboardsDirectory, gateway.registry);
    const serving = new Swappable(served);
    const warming = new Warming(serving, { isOpen: config.auth === null, report });
    const warm = config.isWarmed ? () => warming.begin() : undefined;
    const app = await httpServer(serving, report, { ...config, observing, ...(warm && { warm }) });
    app.addHook('onClose', () => serving.stop());
    const url = await listen(app, config);
    output.info(welcome(gateway, config, url));
    reportKeys(serving.current, output, () => closing === undefined);
    reportDashboards(null, served.dashboards, output);
    if (warm) serving.onSwap(warm);
    warm?.();
    const reloading = [
      reloadOnEdits(config, serving, output, report),
      reloadDashboards(config.dashboardsDirectory, serving, output, report, warm),
      warming,
    ];
    return { url, close: () => (closing ??= close(app, gateway.engine, reloading)) };
  } catch (error) {
    await gateway.engine.close();
    throw error;
  }
}

/**
 * Requests in flight may finish for `GRACE_MS`. Then their statements are cancelled, and the
 * clients get that error.
 */
async function close(
  app: FastifyInstance,
  engine: Engine,
  reloading: readonly Pick<Reloading, 'end'>[],
): Promise<void> {
  const reloaded = Promise.all(reloading.map((one) => one.end()));
  // An idle connection would keep the server open.
  const idle = setInterval(() => app.server.closeIdleConnections(), 50);
  const late = setTimeout(
    () => void engine.close().then(() => setTimeout(() => app.server.closeAllConnections(), 500)),
    GRACE_MS,
  );
  try {
    await app.close();
  } finally {
    clearInterval(idle);
    clearTimeout(late);
    await engine.close();
    await reloaded;
  }
}

const GRACE_MS = 3_000;

/** Checks the port first, because opening the database may take a while. */
async function probe({ host, port }: Config): Promise<void> {
  if (port === 0) return;
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw explained(error as NodeJS.ErrnoException, host, port);
  }
  server.close();
  await once(server, 'close');
}

async function listen(app: FastifyInstance, { host, port, basePath }: Config): Promise<string> {
  try {
    await app.listen({ host, port, backlog: BACKLOG });
  } catch (error) {
    await app.close();
    throw explained(error as NodeJS.ErrnoException, host, port);
  }
  const { port: taken } = app.server.address() as AddressInfo;
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${shown}:${taken}${basePath}`;
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): unknown {
  switch (error.code ?? '') {
    case 'EADDRINUSE':
      return new StartupProblem(
        `Port ${port} on ${host} is in use. Stop the program that listens there, or use another port: PORT=${port + 1}`,
      );
    case 'EACCES':
      return new StartupProblem(`This user may not listen on port ${port}. Use one from 1024 on: PORT=4000`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartupProblem(
        `HOST is "${host}", which is not an address of this machine. Try HOST=127.0.0.1 or HOST=0.0.0.0.`,
      );
    default:
      return error;
  }
}
