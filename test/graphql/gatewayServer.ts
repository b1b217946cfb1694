import { connect } from '../../src/answer/gateway';
import type { ChangeWatcherOptions } from '../../src/answer/changeWatcher';
import type { FastifyInstance } from 'fastify';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { loadDashboards } from '../../src/dashboards/load';
import { openEmbedded } from '../../src/engine/embedded/open';
import type { Engine } from '../../src/engine/engine';
import { openPostgres } from '../../src/engine/postgres/open';
import { loadRegistry } from '../../src/registry/load';
import type { Registry } from '../../src/model/registry';
import { httpServer, type HttpOptions } from '../../src/server/http/http';
import { servedFrom } from '../../src/server/http/serving';
import { Swappable } from '../../src/server/http/swappable';
import { productModel } from '../registry/productModel';
import { readyDirectory } from '../engine/readyDirectory';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';
import { FIXTURE_ROWS, productDatabase } from '../postgres/productDatabase';

export const ROOT = path.join(__dirname, '../..');
export const MODEL = path.join(ROOT, 'schema/model');

/** A response as a client gets it, complete. */
export interface Response {
  readonly status: number;
  readonly body: string;
  readonly data: Record<string, any> | null | undefined; // eslint-disable-line @typescript-eslint/no-explicit-any
  readonly errors: readonly ResponseError[];
}

export interface ResponseError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly hint?: string };
}

/**
 * The real HTTP server over the rows of `test/fixtures/data.sql`, or of another product. It does
 * not listen; tests call it in process.
 */
export interface GatewayServer {
  readonly app: FastifyInstance;
  readonly registry: Registry;
  readonly engine: Engine;
  /** The connection string of the database, to change its rows; null for the embedded one. */
  readonly url: string | null;
  /** The errors that were logged as INTERNAL: a client should never get one. */
  readonly internal: unknown[];
  ask(query: string, variables?: object): Promise<Response>;
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly on?: 'postgresql' | 'embedded';
  /** The registry, if it is not the product's. */
  readonly model?: string;
  /** The folder of its dashboards. Default: it has none. */
  readonly dashboards?: string;
  /** Files that make its database, if that is not the product's with its rows. */
  readonly database?: readonly string[];
  /** Wraps the engine between the gateway and its database. */
  readonly through?: (engine: Engine) => Engine;
  readonly http?: HttpOptions;
  readonly live?: Partial<ChangeWatcherOptions>;
  /** The deadline of a request, if it is not the registry's. */
  readonly timeoutMs?: number;
  /** Bytes of kept answers. Default: 0, so that each question runs its statement. */
  readonly keptBytes?: number;
}

export async function gatewayServer(options: ServerOptions = {}): Promise<GatewayServer> {
  const model = options.model === undefined ? productModel() : loadRegistry(options.model);
  const { timeoutMs } = options;
  const registry = timeoutMs === undefined ? model : { ...model, limits: { ...model.limits, timeoutMs } };
  const database =
    options.on === 'embedded' ? await embeddedDatabase(options.database) : await serverDatabase(options.database);
  const engine = options.through?.(database.engine) ?? database.engine;
  const internal: unknown[] = [];
  const report = (_reference: string, error: unknown) => internal.push(error);
  const { live = {}, keptBytes = 0 } = options;
  const served = await servedFrom(await connect(registry, engine), report, { watch: live, keptBytes });
  if (options.dashboards !== undefined) served.dashboards = loadDashboards(options.dashboards, registry);
  const serving = new Swappable(served);
  const app = await httpServer(serving, report, options.http);
  app.addHook('onClose', () => serving.stop());
  return {
    app,
    registry,
    engine,
    url: database.url,
    internal,
    async ask(query, variables) {
      const payload = JSON.stringify({ query, variables });
      const headers = { 'content-type': 'application/json' };
      const { statusCode, body } = await app.inject({ method: 'POST', url: '/graphql', payload, headers });
      const { data, errors } = JSON.parse(body) as Partial<Response>;
      return { status: statusCode, body, data, errors: errors ?? [] };
    },
    async close() {
      await app.close();
      await database.close();
    },
  };
}

interface Database {
  readonly engine: Engine;
  readonly url: string | null;
  close(): Promise<void>;
}

/**
 * The fewest connections with which a client can query during an export: one for exports, one for
 * the rest, one for others.
 */
const CONNECTIONS = 3;

async function serverDatabase(files: readonly string[] | undefined): Promise<Database> {
  const database = await (files === undefined ? productDatabase() : databaseOf(files));
  const engine = await openPostgres(database.url, { connections: CONNECTIONS });
  return { engine, url: database.url, close: () => engine.close().then(() => database.drop()) };
}

async function databaseOf(files: readonly string[]): Promise<FreshDatabase> {
  const database = await freshDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  for (const file of files) await client.query(readFileSync(file, 'utf8'));
  await client.end();
  return database;
}

async function embeddedDatabase(files: readonly string[] | undefined): Promise<Database> {
  const directory = await readyDirectory();
  const { engine, stream, close } = await openEmbedded(directory.path);
  const { dataSource } = await import('../../src/database/dataSource');
  const source = await dataSource({ stream }).initialize();
  if (files === undefined) await source.runMigrations();
  for (const file of files ?? [FIXTURE_ROWS]) await source.query(readFileSync(file, 'utf8'));
  await source.destroy();
  return { engine, url: null, close: () => close().then(() => directory.remove()) };
}
