import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { getVariableValues, GraphQLError, Kind, type DocumentNode, type FragmentDefinitionNode } from 'graphql';
import { GatewayError } from '../../errors';
import type { GraphqlContext } from '../../graphql/context';
import { maxMistakes } from '../../graphql/maxMistakes';
import { fieldCountOfOperation } from '../../graphql/resolvers/fieldCount';

/**
 * Charges operations for the fields of the catalog, of entities and of the schema before anything
 * runs. Fields of tables are charged once the number of rows is known.
 */
export const paidAnswers: ApolloServerPlugin<GraphqlContext> = {
  async requestDidStart({ request: { query }, contextValue: { asker } }) {
    // Others are answered between the large operations of a batch. Small ones begin together, so
    // that they share statements. Later work reports a passed deadline.
    if ((query?.length ?? 0) > LARGE) await asker.deadline.breathe().catch(() => undefined);
    return {
      async didResolveOperation({ schema, document, operation, request, contextValue }) {
        if (operation === undefined) return;
        const variables = request.variables ?? {};
        const { coerced: variableValues, errors } = getVariableValues(
          schema,
          operation.variableDefinitions ?? [],
          variables,
          { maxErrors: 1 },
        );
        if (variableValues === undefined) {
          if (maxMistakes(variables) === 1) throw mistake(errors[0]!);
          // Execution reports the mistakes.
          return;
        }
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

/** Characters of a document that takes longer to read than others should wait. */
const LARGE = 4_096;

function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  return Object.fromEntries(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
}

function mistake({ message, nodes }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}

/** Nothing is executed, so the HTTP status is an error too. */
function refusal(error: GatewayError): GraphQLError {
  const { message, retryAfterMs } = error;
  const http =
    retryAfterMs === undefined
      ? { status: 400 }
      : { status: 429, headers: new HeaderMap([['retry-after', String(Math.ceil(retryAfterMs / 1_000))]]) };
  return new GraphQLError(message, { originalError: error, extensions: { http } });
}
