import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { Kind, parse, type OperationDefinitionNode } from 'graphql';

const url = new URL('graphql', location.href);
const send = createGraphiQLFetcher({ url: url.href, subscriptionUrl: url.href.replace(/^http/, 'ws') });

/**
 * Asks the gateway. For a moment after a tab is chosen, GraphiQL still names the operation of the tab before; where a document has one
 * operation, that is the one.
 */
export const fetcher: Fetcher = (request, options) => {
  const [only, ...others] = operationsOf(request.query);
  const isOnly = only !== undefined && others.length === 0;
  return send(isOnly ? { ...request, operationName: only.name?.value ?? null } : request, options);
};

function operationsOf(query: string): OperationDefinitionNode[] {
  try {
    return parse(query).definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  } catch {
    // The gateway says better what is wrong with it.
    return [];
  }
}
