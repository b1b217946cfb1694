import { GatewayError } from '../../errors';
import { Deadline, isTimeout } from '../deadline';
import type { Engine } from '../engine';
import { CODES, codeOf, isLost, refused, unavailable } from './failure';
import { ClickhouseUrlProblem, parseClickhouseUrl, type ClickhouseUrl } from './databaseUrl';
import { ClickhouseEngine } from './clickhouseEngine';
import { checkProfile, checkVersion, GREETING, PROFILE, readOnlyOf } from './fit';
import { ClickhouseServer } from './server';
import type { ReadOnly } from './settings';

export interface ClickhouseOptions {
  /** The maximum of statements at once. */
  readonly connections?: number;
  /** The time in which the server must answer at the start. */
  readonly connectWithinMs?: number;
}

const CONNECTIONS = 10;
const CONNECT_WITHIN_MS = 5_000;

/**
 * Opens the ClickHouse at `url` for reading, and asks it once. Errors: ENGINE_UNAVAILABLE, with the
 * reason.
 */
export async function openClickhouse(url: string, options: ClickhouseOptions = {}): Promise<Engine> {
  const { connections = CONNECTIONS, connectWithinMs = CONNECT_WITHIN_MS } = options;
  try {
    const parsed = parseClickhouseUrl(url);
    const found = await greet(parsed, connectWithinMs);
    // Each statement can need another request, to end it; and a ping takes no turn.
    const sockets = 2 * connections + 1;
    const server = new ClickhouseServer(parsed, { sockets, compressed: found.readOnly !== '1' });
    return new ClickhouseEngine(server, { connections, ...found });
  } catch (error) {
    throw error instanceof ClickhouseUrlProblem ? refused(error.message) : error;
  }
}

interface Greeted {
  readonly readOnly: ReadOnly;
  readonly countsChanges: boolean;
}

/** Asks once, for an error that names the address: at the start only the operator reads it. */
async function greet(url: ClickhouseUrl, withinMs: number): Promise<Greeted> {
  const server = new ClickhouseServer(url, { sockets: 1, compressed: false });
  const late = new AbortController();
  const deadline = new Deadline(withinMs);
  const ask = (statement: typeof GREETING | typeof PROFILE) =>
    deadline.hold(server.rows(statement, { signal: late.signal }));
  try {
    const [[version, readOnlyText, user] = []] = await ask(GREETING);
    checkVersion(version ?? '');
    const readOnly = readOnlyOf(readOnlyText);
    if (readOnly === '1') checkProfile(user ?? url.user, await ask(PROFILE));
    return { readOnly, countsChanges: await maySeeParts(server, deadline) };
  } catch (error) {
    if (isTimeout(error)) throw unavailable({ code: 'ETIMEDOUT' }, url);
    throw error instanceof GatewayError ? error : unavailable(error, url);
  } finally {
    late.abort();
    await server.close();
  }
}

/** Parts are visible only to users with a grant. */
async function maySeeParts(server: ClickhouseServer, deadline: Deadline): Promise<boolean> {
  try {
    await deadline.hold(server.rows({ text: 'SELECT rows FROM system.parts LIMIT 0', parameters: [] }, {}));
    return true;
  } catch (error) {
    if (isLost(error) || codeOf(error) !== CODES.accessDenied) throw error;
    return false;
  }
}
