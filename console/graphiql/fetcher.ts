import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { Kind, parse, type OperationDefinitionNode } from 'graphql';
import { currentSession } from '../session/session';
import { noteAnswer } from './needsKey';

const url = new URL('graphql', location.href);
const { proof } = currentSession();
const authorization = proof === null ? {} : { authorization: `Bearer ${proof}` };

/** The key or token that the person has pasted in this tab. A header of the editor replaces it. */
const send = createGraphiQLFetcher({
  url: url.href,
  headers: authorization,
  subscriptionUrl: url.href.replace(/^http/, 'ws'),
  // A browser sends no headers of its own with a WebSocket.
  wsConnectionParams: authorization,
});

/**
 * Sends a request to the gateway. Shortly after the user changes tabs, GraphiQL still sends the
 * operation name of the previous tab. So if a document has one operation, this uses its name.
 */
export const fetcher: Fetcher = async (request, options) => {
  const [only, ...others] = operationsOf(request.query);
  const isOnly = only !== undefined && others.length === 0;
  const answer = await send(isOnly ? { ...request, operationName: only.name?.value ?? null } : request, options);
  noteAnswer(answer);
  return answer;
};

function operationsOf(query: string): OperationDefinitionNode[] {
  try {
    return parse(query).definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  } catch {
    // The gateway returns a better error for it.
    return [];
  }
}
