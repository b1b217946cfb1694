import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { Kind, parse } from 'graphql';

const send = createGraphiQLFetcher({ url: new URL('graphql', location.href).href });

/**
 * Asks the gateway. For a moment after a tab is chosen, GraphiQL still names the operation of the tab before; where a document has one
 * operation there is nothing to name, and so it is not named.
 */
export const fetcher: Fetcher = (request, options) =>
  send(countOperations(request.query) === 1 ? { ...request, operationName: null } : request, options);

function countOperations(query: string): number {
  try {
    return parse(query).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length;
  } catch {
    // The gateway says better what is wrong with it.
    return 0;
  }
}
