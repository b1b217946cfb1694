import { addressOf } from '../root';
import { currentSession, rejectSession } from '../session/session';
import { GatewayProblem } from './problem';

/** A document of `documents.ts`: its text, with the types of its answer and variables. */
export interface Document<Answer, Variables> {
  toString(): string;
  readonly __apiType?: (variables: Variables) => Answer;
}

/** One question of several that go to the gateway in one request. */
export interface Question<Answer, Variables> {
  readonly document: Document<Answer, Variables>;
  readonly variables: Variables;
}

interface Result<Answer> {
  readonly data?: Answer | null;
  readonly errors?: readonly ErrorLike[];
}

interface ErrorLike {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly hint?: string };
}

/** The gateway answers at most so many questions in one request. */
const MAX_BATCH = 10;

/** Returns the answer of the gateway. Errors: GatewayProblem. */
export async function ask<Answer, Variables>(
  document: Document<Answer, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Answer> {
  const result = (await post({ query: document.toString(), variables }, signal)) as Result<Answer>;
  return answerOf(result);
}

/**
 * Returns the answers of several questions by one request (more than ten: by several). An answer
 * that fails is a GatewayProblem in its place. Errors: GatewayProblem, if a request fails.
 */
export async function askAll<Answer, Variables>(
  questions: readonly Question<Answer, Variables>[],
  signal?: AbortSignal,
): Promise<readonly (Answer | GatewayProblem)[]> {
  const batches = Array.from({ length: Math.ceil(questions.length / MAX_BATCH) }, (_, index) =>
    questions.slice(index * MAX_BATCH, (index + 1) * MAX_BATCH),
  );
  const results = await Promise.all(
    batches.map(async (batch) => {
      const operations = batch.map(({ document, variables }) => ({ query: document.toString(), variables }));
      return (await post(operations, signal)) as readonly Result<Answer>[];
    }),
  );
  return results.flat().map((result) => {
    try {
      return answerOf(result);
    } catch (error) {
      if (error instanceof GatewayProblem) return error;
      throw error;
    }
  });
}

/** The headers that say who asks. */
export function proofHeaders(): Record<string, string> {
  const { proof } = currentSession();
  return proof === null ? {} : { authorization: `Bearer ${proof}` };
}

async function post(body: unknown, signal: AbortSignal | undefined): Promise<unknown> {
  const response = await fetch(addressOf('/graphql'), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      // An answer of ten seconds ago will do, if the registry allows it.
      'cache-control': 'max-age=10',
      ...proofHeaders(),
    },
    body: JSON.stringify(body),
    signal: signal ?? null,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new GatewayProblem('UNREACHABLE', null, null);
  });
  if (response.status === 401) rejectSession();
  return response.json().catch(() => {
    throw new GatewayProblem('UNREACHABLE', null, null);
  });
}

function answerOf<Answer>({ data, errors }: Result<Answer>): Answer {
  const [error] = errors ?? [];
  if (error !== undefined) {
    throw new GatewayProblem(error.extensions?.code ?? 'INTERNAL', error.message, error.extensions?.hint ?? null);
  }
  if (data === undefined || data === null) throw new GatewayProblem('INTERNAL', null, null);
  return data;
}
