import { readConfig } from '../../src/server/config';
import { start, type Running } from '../../src/server/commands/start';
import { StartupProblem } from '../../src/server/startupProblem';

/** A server on a free port of this machine, and the lines that it printed. */
export interface StartedServer extends Running {
  readonly said: readonly string[];
  readonly complained: readonly string[];
}

/** Starts the server as `npm start` does with this environment. */
export async function startServer(env: Record<string, string>): Promise<StartedServer> {
  const said: string[] = [];
  const complained: string[] = [];
  const voice = {
    info: (line: string) => void said.push(line),
    progress: () => undefined,
    warn: (line: string) => void complained.push(line),
  };
  const running = await start(readConfig({ HOST: '127.0.0.1', PORT: '0', ...env }), voice);
  return { ...running, said, complained };
}

/** `start` lets open requests end within this time. */
const GRACE_MS = 3_000;

/**
 * Removes the time limit of `close`: open requests may then take as long as they need, so that
 * `close` resolves only if nothing is open. Returns a function that restores the limit.
 */
export function endlessGrace(): () => void {
  const { setTimeout: start } = globalThis;
  const spy = jest.spyOn(globalThis, 'setTimeout');
  spy.mockImplementation(((run: () => void, milliseconds?: number) =>
    start(run, milliseconds === GRACE_MS ? 2 ** 30 : milliseconds)) as typeof setTimeout);
  return () => spy.mockRestore();
}

/** The message of a server that does not start. It has no stack, and nothing stays open. */
export async function refused(env: Record<string, string>): Promise<string> {
  try {
    const running = await startServer(env);
    await running.close();
  } catch (error) {
    expect(error).toBeInstanceOf(StartupProblem);
    return (error as StartupProblem).message;
  }
  throw new Error('It started.');
}

/** Sends a query over the network. Each test knows which fields it asked for. */
export interface Answered {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any;
  readonly errors?: readonly object[];
}

export async function ask(url: string, query: string): Promise<Answered> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return (await response.json()) as Answered;
}
