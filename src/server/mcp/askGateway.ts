import type { FastifyInstance } from 'fastify';

/** The variables of a document. */
export type Variables = Readonly<Record<string, unknown>>;

/** Runs a GraphQL document for the caller of a tool. Errors: {@link ToolProblem}. */
export type AskGateway = <T>(document: string, variables?: Variables) => Promise<T>;

/** A mistake that the caller of a tool can correct, or an outage, with a code and a hint. */
export class ToolProblem extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly hint: string | null,
  ) {
    super(message);
  }
}

interface GraphqlProblem {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly hint?: string };
}

interface GraphqlAnswer<T> {
  readonly data?: T | null;
  readonly errors?: readonly GraphqlProblem[];
}

/** The sender of the requests: its headers, and its address for the limits of a client. */
export interface Sender {
  readonly headers: Readonly<Record<string, string>>;
  readonly address?: string;
}

/** Asks the gateway of this process, as the sender would: same authentication, roles and costs. */
export function askInProcess(app: FastifyInstance, basePath: string, { headers, address }: Sender): AskGateway {
  return async (document, variables = {}) => {
    const { payload } = await app.inject({
      method: 'POST',
      url: `${basePath}/graphql`,
      headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
      ...(address !== undefined && { remoteAddress: address }),
      payload: { query: document, variables },
    });
    return readAnswer(payload);
  };
}

/** Asks a running gateway. `key` is an API key; null: it asks for none. */
export function askRemote(url: string, key: string | null): AskGateway {
  return async (document, variables = {}) => {
    const response = await fetch(`${url.replace(/\/$/, '')}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key !== null && { 'x-api-key': key }) },
      body: JSON.stringify({ query: document, variables }),
    }).catch((error: unknown) => {
      throw new ToolProblem(
        `${url} cannot be reached: ${reasonOf(error)}.`,
        'UNREACHABLE',
        'Start it: metergate serve',
      );
    });
    return readAnswer(await response.text());
  };
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { readonly cause?: { readonly code?: string } };
  return cause?.code ?? message;
}

function readAnswer<T>(text: string): T {
  const { data, errors = [] } = parsed<T>(text);
  const [first] = errors;
  if (first !== undefined) {
    const { code = 'UNKNOWN', hint = null } = first.extensions ?? {};
    throw new ToolProblem(errors.map(({ message }) => message).join(' '), code, hint);
  }
  return data as T;
}

function parsed<T>(text: string): GraphqlAnswer<T> {
  try {
    return JSON.parse(text) as GraphqlAnswer<T>;
  } catch {
    throw new ToolProblem('The address answers something that is not GraphQL.', 'UNREACHABLE', 'Check the address.');
  }
}
