import { Agent, request } from 'node:http';
import { ERROR_CODES } from '../../src/errors';
import { HINTS } from '../../src/graphql/hints';

/** Codes that a client may receive: those of docs/errors.md, without the one that reports a bug. */
const DOCUMENTED: ReadonlySet<string> = new Set([
  ...ERROR_CODES.filter((code) => code !== 'INTERNAL'),
  ...Object.keys(HINTS),
]);

/** A few connections that stay open, each with one request at a time. */
export const agent = new Agent({ keepAlive: true, maxSockets: 8 });

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export function post(url: string, body: Buffer): Promise<Answer> {
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode!, text }));
    });
    asked.once('error', reject).end(body);
  });
}

/** One operation's part of a response. */
interface Told {
  readonly data?: object | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly hint?: string };
  }[];
}

/** Content of a response: whether an operation ran, whether it has data, and its error codes. */
export interface Heard {
  readonly isExecuted: boolean;
  readonly hasData: boolean;
  readonly codes: readonly string[];
}

/** Reads a response. Errors: the response is one that no request should get. */
export function heard({ status, text }: Answer): Heard {
  if (status !== 200 && status !== 400 && status !== 413) throw new Error(`The status is ${status}: ${text}`);
  const parsed = JSON.parse(text) as Told | Told[];
  const all = Array.isArray(parsed) ? parsed : [parsed];
  const errors = all.flatMap((one) => one.errors ?? []);
  for (const { message, extensions } of errors) {
    const isTold = message !== '' && extensions?.hint && DOCUMENTED.has(extensions.code!);
    if (!isTold) throw new Error(`It is told: ${text.slice(0, 1_000)}`);
  }
  const data = all.flatMap((one) => Object.values(one.data ?? {}));
  if (status === 200 ? all.some((one) => one.data === undefined && !one.errors) : errors.length === 0) {
    throw new Error(`Status ${status} with ${text.slice(0, 1_000)}`);
  }
  return {
    isExecuted: all.some((one) => one.data !== undefined),
    hasData: data.some((one) => one !== null),
    codes: errors.map(({ extensions }) => extensions!.code!),
  };
}
