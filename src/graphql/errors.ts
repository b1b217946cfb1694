import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
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
    const code = formatted.extensions?.['code'];
    if (code !== undefined && code !== 'INTERNAL_SERVER_ERROR') return formatted;
    const id = reference();
    report(id, original);
    return withCode(formatted, gatewayError('INTERNAL', { reference: id }));
  };
}

function withCode(
  { locations, path }: GraphQLFormattedError,
  { message, code, hint }: GatewayError,
): GraphQLFormattedError {
  return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code, hint } };
}
