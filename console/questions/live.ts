import type { Client } from 'graphql-sse';
import { addressOf } from '../root';
import { rejectSession } from '../session/session';
import { proofHeaders } from './ask';
import { LiveDocument, type LiveSubscription, type LiveSubscriptionVariables } from './documents';
import { GatewayProblem } from './problem';
import type { Answer } from './useSeries';

interface Follower {
  next(answer: Answer): void;
  fail(problem: GatewayProblem): void;
}

type Failed = readonly { readonly message: string; readonly extensions?: { code?: string; hint?: string } }[];

let client: Promise<Client> | undefined;

/**
 * Follows the numbers of a picture over server-sent events, each over its own connection. Returns
 * the function that ends it.
 */
export function follow(variables: LiveSubscriptionVariables, follower: Follower): () => void {
  let leave: (() => void) | null = null;
  let isOver = false;
  client ??= newClient();
  void client.then(({ subscribe }) => {
    if (isOver) return;
    leave = subscribe<LiveSubscription>(
      { query: LiveDocument.toString(), variables: { ...variables } },
      {
        next: ({ data, errors }) => {
          const answer = data?.metricSeriesChanged;
          if (answer) follower.next(answer);
          // A failure that passes: the next answer follows.
          else if (errors !== undefined) follower.fail(problemOf(errors as unknown as Failed));
        },
        error: (error) => follower.fail(failureOf(error)),
        complete: () => undefined,
      },
    );
  });
  return () => {
    isOver = true;
    leave?.();
  };
}

/** The client loads with the first live picture. */
async function newClient(): Promise<Client> {
  const { createClient } = await import('graphql-sse');
  return createClient({ url: addressOf('/graphql'), headers: proofHeaders });
}

function failureOf(error: unknown): GatewayProblem {
  if (Array.isArray(error)) return problemOf(error as Failed);
  if ((error as { response?: Response }).response?.status === 401) rejectSession();
  return new GatewayProblem('UNREACHABLE', null, null);
}

function problemOf([error]: Failed): GatewayProblem {
  const { code = 'INTERNAL', hint = null } = error?.extensions ?? {};
  return new GatewayProblem(code, error?.message ?? null, hint);
}
