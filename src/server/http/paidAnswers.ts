import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { getVariableValues, GraphQLError, Kind, type DocumentNode, type FragmentDefinitionNode } from 'graphql';
import { GatewayError } from '../../errors';
import type { GraphqlContext } from '../../graphql/context';
import { fieldCountOfOperation } from '../../graphql/resolvers/fieldCount';

/**
 * Has operations pay for what they have written of the catalog, of entities and of the schema, before anything runs for them. What tables hold is paid for when it is known how
 * much that is.
 */
export const paidAnswers: ApolloServerPlugin<GraphqlContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, operation, request, contextValue }) {
        if (operation === undefined) return;
        const { coerced: variableValues } = getVariableValues(
          schema,
          operation.variableDefinitions ?? [],
          request.variables ?? {},
        );
        // Wrong ones are for execution to tell of.
        if (variableValues === undefined) return;
        const fields = fieldCountOfOperation({ schema, fragments: fragmentsOf(document), variableValues }, operation);
        try {
          const { budget, deadline } = contextValue.asker;
          await budget.payFields(fields, deadline);
        } catch (error) {
          throw error instanceof GatewayError ? refusal(error) : error;
        }
      },
    };
  },
};

function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  return Object.fromEntries(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
}

/** Nothing is executed: HTTP says so too. */
function refusal(error: GatewayError): GraphQLError {
  const { message, retryAfterMs } = error;
  const http =
    retryAfterMs === undefined
      ? { status: 400 }
      : { status: 429, headers: new HeaderMap([['retry-after', String(Math.ceil(retryAfterMs / 1_000))]]) };
  return new GraphQLError(message, { originalError: error, extensions: { http } });
}
