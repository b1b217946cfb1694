import { EXIT, type ExitCode } from '../../cli/exitCode';
import { CommandProblem, usageProblem } from '../../cli/commandProblem';
import type { Terminal } from '../../cli/terminal';
import type { Config } from '../config';
import { OPERATOR_HEADER } from '../http/cacheRoutes';

export const CACHE_ACTIONS = ['clear', 'warm'] as const;
export type CacheAction = (typeof CACHE_ACTIONS)[number];

const WITHIN_MS = 10_000;

/**
 * `metergate cache`: asks a running gateway to forget or to compute what it keeps. Errors:
 * CommandProblem.
 */
export async function cache(
  { port, basePath }: Pick<Config, 'port' | 'basePath'>,
  action: CacheAction,
  { url = `http://127.0.0.1:${port}${basePath}` }: { readonly url?: string },
  key: string | undefined,
  { notes }: Terminal,
): Promise<ExitCode> {
  if (!URL.canParse(url)) throw usageProblem(`${url} is not the address of a gateway, such as http://127.0.0.1:4000.`);
  const answer = await send(`${url.replace(/\/$/, '')}/cache/${action}`, key);
  switch (action) {
    case 'clear':
      notes.write(`Forgot ${answer['answers']} answers and the numbers of ${answer['numbers']} buckets.`);
      break;
    case 'warm':
      notes.write(
        `The gateway asks the questions of ${answer['dashboards']} dashboards now. Its log says when it is done.`,
      );
      break;
  }
  return EXIT.fine;
}

async function send(address: string, key: string | undefined): Promise<Readonly<Record<string, number>>> {
  const headers = { [OPERATOR_HEADER]: '1', ...(key !== undefined && { 'x-api-key': key }) };
  let response: Response;
  try {
    response = await fetch(address, { method: 'POST', headers, signal: AbortSignal.timeout(WITHIN_MS) });
  } catch (cause) {
    throw new CommandProblem(`No gateway answers at ${address}. Give its address with --url.`, EXIT.unreachable, {
      cause,
    });
  }
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as Readonly<Record<string, number>>;
  throw new CommandProblem(`${address} answers ${response.status}: ${saidBy(text)}`);
}

/** The message and the hint of an error of the gateway; otherwise the beginning of the text. */
function saidBy(text: string): string {
  try {
    const { errors } = JSON.parse(text) as { errors: readonly [{ message: string; extensions: { hint: string } }] };
    return `${errors[0].message}\n  ${errors[0].extensions.hint}`;
  } catch {
    return text.slice(0, 200);
  }
}
