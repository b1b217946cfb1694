import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { Kind, parse, type OperationDefinitionNode } from 'graphql';

const url = new URL('graphql', location.href);
const send = createGraphiQLFetcher({ url: url.href, subscriptionUrl: url.href.replace(/^http/, 'ws') });

/**
 * Sends a request to the gateway. Shortly after the user changes tabs, GraphiQL still sends the
 * operation name of the previous tab. So if a document has one operation, this uses its name.
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
    // The gateway returns a better error for it.
    return [];
  }
}
