import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { gatewayError, GatewayError } from '../errors';

/** Takes note of an error nobody should see, under a reference that the client is given instead. */
export type ReportInternal = (reference: string, error: unknown) => void;

/**
 * Errors as clients get them: those of the gateway with code and hint, GraphQL's own as they are, and anything else as INTERNAL,
 * which says nothing but where to look.
 */
export function errorFormatter(report: ReportInternal, reference: () => string) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error);
    if (original instanceof GatewayError) return withCode(formatted, original);
    // A rule of ours that a document broke before anything was resolved.
    if (error instanceof GraphQLError && error.originalError instanceof GatewayError) {
      return withCode(formatted, error.originalError);
    }
    if (isTooDeep(formatted)) {
      return { ...formatted, message: 'The request is nested too deeply.', extensions: { code: 'BAD_USER_INPUT' } };
    }
    const code = formatted.extensions?.['code'];
    if (code !== undefined && code !== 'INTERNAL_SERVER_ERROR') return formatted;
    if (isMistake(original)) return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
    const id = reference();
    report(id, original);
    return withCode(formatted, gatewayError('INTERNAL', { reference: id }));
  };
}

/**
 * GraphQL says where in the document it found a mistake; some it finds only while it executes, such as a variable that is null for
 * an argument that must not be, and gives them no code. An error of its own that points nowhere is a value of ours it cannot write.
 */
function isMistake(error: unknown): boolean {
  return error instanceof GraphQLError && error.nodes !== undefined;
}

/**
 * GraphQL and type-graphql read documents and variables by recursion. Ours goes no deeper than a filter may, so what exhausts the
 * stack is the request.
 */
function isTooDeep({ message }: GraphQLFormattedError): boolean {
  return message === 'Maximum call stack size exceeded';
}

function withCode(
  { locations, path }: GraphQLFormattedError,
  { message, code, hint }: GatewayError,
): GraphQLFormattedError {
  return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code, hint } };
}
