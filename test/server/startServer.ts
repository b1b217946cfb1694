import { readConfig } from '../../src/server/config';
import { start, type Running } from '../../src/server/commands/start';
import { StartupProblem } from '../../src/server/startupProblem';

/** A server that listens on a free port of this machine, and what it said to the person who started it. */
export interface StartedServer extends Running {
  readonly said: readonly string[];
  readonly complained: readonly string[];
}

/** Starts it as `npm start` would in such an environment. */
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

/** `start` lets requests in flight end within this time. */
const GRACE_MS = 3_000;

/**
 * A server that closes lets requests in flight end, however long they take. Then `close` resolves
 * only if nothing is waited for. Returns a function that restores the usual time.
 */
export function endlessGrace(): () => void {
  const { setTimeout: start } = globalThis;
  const spy = jest.spyOn(globalThis, 'setTimeout');
  spy.mockImplementation(((run: () => void, milliseconds?: number) =>
    start(run, milliseconds === GRACE_MS ? 2 ** 30 : milliseconds)) as typeof setTimeout);
  return () => spy.mockRestore();
}

/** What the person is told for whom it does not start. It is said without a stack, and nothing is left running. */
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

/** An answer over the network. Each test knows what it asked for. */
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
