import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { connect } from '../../src/answer/gateway';
import { dataSource } from '../../src/database/dataSource';
import { openPostgres, type PostgresOptions } from '../../src/engine/postgres/open';
import { productModel } from '../registry/productModel';
import type { Limits } from '../../src/model/registry';
import { BACKLOG, type ClientTimeouts } from '../../src/server/http/bounds';
import { httpServer } from '../../src/server/http/http';
import { servedFrom } from '../../src/server/http/serving';
import { Swappable } from '../../src/server/http/swappable';

/**
 * The real server on a free port of this machine, with an engine and limits that a test chooses.
 */
export interface Listening {
  readonly url: string;
  readonly app: FastifyInstance;
  ask(query: string, signal?: AbortSignal): Promise<Reply>;
  close(): Promise<void>;
}

/** A reply, with its status, headers and time. */
export interface Reply {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly tookMs: number;
  readonly data: Record<string, any> | null | undefined; // eslint-disable-line @typescript-eslint/no-explicit-any
  readonly errors: readonly {
    message: string;
    path?: string[];
    extensions: { code: string; hint: string; retryAfterMs?: number };
  }[];
}

export async function listening(
  url: string,
  {
    limits,
    patience = {},
    ...options
  }: PostgresOptions & { readonly limits?: Partial<Limits>; readonly patience?: Partial<ClientTimeouts> } = {},
): Promise<Listening> {
  const known = productModel();
  const registry = { ...known, limits: { ...known.limits, ...limits } };
  const engine = await openPostgres(url, options);
  const internal: unknown[] = [];
  const report = (_: string, error: unknown) => internal.push(error);
  const serving = new Swappable(await servedFrom(await connect(registry, engine), report));
  const app = await httpServer(serving, report, { timeouts: patience });
  app.addHook('onClose', () => serving.stop());
  await app.listen({ host: '127.0.0.1', port: 0, backlog: BACKLOG });
  const address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return {
    url: address,
    app,
    ask: (query, signal) => ask(address, query, signal),
    async close() {
      await app.close();
      await engine.close();
      expect(internal).toEqual([]);
    },
  };
}

export async function ask(url: string, query: string, signal?: AbortSignal): Promise<Reply> {
  const began = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: signal ?? null,
  });
  const { data, errors } = (await response.json()) as Partial<Reply>;
  const retryAfter = response.headers.get('retry-after');
  return { status: response.status, retryAfter, tookMs: performance.now() - began, data, errors: errors ?? [] };
}

export async function migrate(url: string): Promise<void> {
  const source = await dataSource({ url }).initialize();
  await source.runMigrations();
  await source.destroy();
}

/** Locks the table of tasks: every statement that reads it waits until the lock is released. */
export async function holdTasks(url: string): Promise<{ letGo(): Promise<void> }> {
  const holder = new Client({ connectionString: url });
  holder.on('error', () => undefined);
  await holder.connect();
  await holder.query('begin; lock table task_generate_log in access exclusive mode');
  return { letGo: () => holder.end() };
}

/** The number of the gateway's statements that run at the server. */
export async function running(owner: Client): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
     WHERE state = 'active' AND application_name = 'metergate' AND datname = current_database()`,
  );
  return rows[0]!.n;
}

/** The number of the gateway's statements that wait for a lock. */
async function waiting(owner: Client): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
     WHERE wait_event_type = 'Lock' AND application_name = 'metergate' AND datname = current_database()`,
  );
  return rows[0]!.n;
}

/** Before the time limit of jest, so that a wait that hangs can say what it saw. */
const GIVES_UP_MS = 240_000;

/**
 * Milliseconds until exactly this many statements run. If more may run for a moment, use
 * {@link untilAtLeast}. Errors: the numbers that it saw, if it waits in vain.
 */
export async function untilRunning(owner: Client, count: number): Promise<number> {
  return untilCount(
    () => running(owner),
    `${count} running`,
    (found) => found === count,
  );
}

/** Milliseconds until this many statements run, or more. Errors: as `untilRunning`. */
export async function untilAtLeast(owner: Client, count: number): Promise<number> {
  return untilCount(
    () => running(owner),
    `at least ${count} running`,
    (found) => found >= count,
  );
}

/** Milliseconds until this many statements wait for a lock. Errors: as `untilRunning`. */
export async function untilWaiting(owner: Client, count: number): Promise<number> {
  return untilCount(
    () => waiting(owner),
    `${count} waiting`,
    (found) => found === count,
  );
}

async function untilCount(
  count: () => Promise<number>,
  wanted: string,
  isWanted: (found: number) => boolean,
): Promise<number> {
  const began = performance.now();
  const seen: number[] = [];
  for (;;) {
    const found = await count();
    if (found !== seen.at(-1)) seen.push(found);
    const took = performance.now() - began;
    if (isWanted(found)) return took;
    if (took > GIVES_UP_MS) throw new Error(`waited for ${wanted} statements, and saw ${seen.join(', ')}`);
    await pause(2);
  }
}

/** A query for this many days. Queries with different `days` do not share a statement. */
export function question(days: number): string {
  return `{ metrics(range: { last: ${1 + days}, unit: DAY }) { rows { values { tasks } } } }`;
}
