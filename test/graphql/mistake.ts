import type { GatewayServer } from './gatewayServer';

/** The error of a client's mistake. */
export interface Told {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
}

/** A table of metrics by its arguments and its selection. */
export function table(args: string, selection = 'rows { values { tasks } }'): string {
  return `{ metrics(${args}) { ${selection} } }`;
}

/** The week of the fixtures, as of the Thursday after. */
export const WEEK = 'range: { from: "2026-03-02", to: "2026-03-09" }, asOf: "2026-03-12T09:30:00+08:00"';

/**
 * The one error of a field that cannot be answered. Its table is null, and the rest of the answer
 * is complete. The error was foreseen, and contains only its message: no SQL, no stack.
 */
export async function mistake(server: GatewayServer, query: string, variables?: object): Promise<Told> {
  const { status, body, data, errors } = await server.ask(query, variables);
  expect(errors).toHaveLength(1);
  const [{ message, extensions, path }] = errors as [(typeof errors)[0]];
  expect({ status, table: data?.[path?.[0] as string] }).toEqual({ status: 200, table: null });
  expect(Object.keys(extensions).filter((key) => !['code', 'hint'].includes(key))).toEqual([]);
  expect(body).not.toMatch(/node_modules|\.ts:\d|width_bucket|from task_|\$\d/i);
  expect(server.internal).toEqual([]);
  return { code: extensions.code, message, hint: extensions.hint };
}

/** The one error of a request that GraphQL itself rejects: none of it is answered. */
export async function refusal(server: GatewayServer, query: string, variables?: object): Promise<Omit<Told, 'hint'>> {
  const { status, data, errors } = await server.ask(query, variables);
  expect({ status, data }).toEqual({ status: 400, data: undefined });
  const [{ message, extensions }] = errors as [(typeof errors)[0]];
  expect(extensions).toEqual({ code: extensions.code, hint: expect.stringMatching(/./) });
  expect(server.internal).toEqual([]);
  return { code: extensions.code, message };
}
