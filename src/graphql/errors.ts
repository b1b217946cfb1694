import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, Kind, type GraphQLFormattedError } from 'graphql';
import { gatewayError, GatewayError } from '../errors';
import { reportingError, type ErrorStep } from '../steps';
import { HINTS } from './hints';

/** Takes note of an error nobody should see, under a reference that the client is given instead. */
export type ReportInternal = (reference: string, error: unknown) => void;

/**
 * Errors as clients get them: those of the gateway with code and hint, GraphQL's own in its words, with a hint,
 * and anything else as INTERNAL, which says nothing but where to look.
 */
export function errorFormatter(report: ReportInternal, reference: () => string) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const published = publicError(formatted, error);
    reportingError.publish({ code: published.extensions?.['code'] } as ErrorStep);
    return published;
  };

  function publicError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
    const original = unwrapResolverError(error);
    if (original instanceof GatewayError) return withCode(formatted, original);
    // A rule of ours that a document broke before anything was resolved.
    if (error instanceof GraphQLError && error.originalError instanceof GatewayError) {
      return withCode(formatted, error.originalError);
    }
    const directive = incremental(original);
    if (directive !== null) return withCode(formatted, gatewayError('NOT_INCREMENTAL', { directive }));
    if (isTooDeep(formatted)) {
      return { ...formatted, message: TOO_DEEP.message, extensions: { code: TOO_DEEP.code, hint: TOO_DEEP.hint } };
    }
    const code = formatted.extensions?.['code'];
    const tokens = /contains more tha[nt] (\d+) tokens/.exec(formatted.message)?.[1];
    if (code === 'GRAPHQL_PARSE_FAILED' && tokens !== undefined) {
      return withCode(
        formatted,
        gatewayError('DOCUMENT_TOO_LARGE', { what: 'words and signs', count: null, max: Number(tokens) }),
      );
    }
    if (code === 'BAD_REQUEST') return withCode(formatted, badRequest(formatted.message, statusOf(error)));
    if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') return hinted(formatted, code);
    if (isNoOperation(original)) return hinted(formatted, 'BAD_USER_INPUT', READ_ONLY_HINT);
    if (isMistake(original)) return hinted(formatted, 'BAD_USER_INPUT');
    const id = reference();
    report(id, original);
    return withCode(formatted, gatewayError('INTERNAL', { reference: id }));
  }
}

/** What a request is told that exhausts the stack of who reads it. */
export const TOO_DEEP = {
  message: 'The request is nested too deeply.',
  code: 'BAD_USER_INPUT',
  hint: 'Nest filters and selections less deeply.',
};

/**
 * GraphQL says where in the document it found a mistake; some it finds only while it executes, such as a variable that is null for
 * an argument that must not be, and gives them no code. An error of its own that points nowhere is a value of ours it cannot write.
 */
function isMistake(error: unknown): boolean {
  return error instanceof GraphQLError && error.nodes !== undefined;
}

/** An operation of a kind that the schema does not have. */
function isNoOperation(error: unknown): boolean {
  return error instanceof GraphQLError && error.nodes?.[0]?.kind === Kind.OPERATION_DEFINITION;
}

const READ_ONLY_HINT = 'Nothing is written here: ask by `query`, or follow by `subscription`.';

/** A directive that asks for the answer in parts, which the schema does not have; null: something else is wrong. */
function incremental(error: unknown): string | null {
  const node = error instanceof GraphQLError ? error.nodes?.[0] : undefined;
  const name = node?.kind === Kind.DIRECTIVE ? node.name.value : null;
  return name === 'defer' || name === 'stream' ? name : null;
}

/**
 * GraphQL and type-graphql read documents and variables by recursion. Ours goes no deeper than a filter may, so what exhausts the
 * stack is the request.
 */
export function isTooDeep({ message }: { readonly message: string }): boolean {
  return message === 'Maximum call stack size exceeded';
}

/** A request that is none of GraphQL's over HTTP. Apollo tells the kinds apart by their status, and in words. */
function badRequest(problem: string, status: number | undefined): GatewayError {
  if (status === 406) return gatewayError('NOT_ACCEPTABLE', {});
  if (problem.includes('Cross-Site Request Forgery')) return crossSiteRequest();
  return gatewayError('BAD_REQUEST', { problem, hint: HINTS['BAD_REQUEST']! });
}

/** The error of a request that a browser sends for any page without asking whether it may. */
export function crossSiteRequest(): GatewayError {
  return gatewayError('BAD_REQUEST', {
    problem: 'The request is one that any page could make a browser send.',
    hint: 'POST it as content-type application/json, or send the header `apollo-require-preflight: true` with a GET.',
  });
}

function statusOf(error: unknown): number | undefined {
  const http = error instanceof GraphQLError ? error.extensions['http'] : undefined;
  return (http as { status?: number } | undefined)?.status;
}

function hinted(formatted: GraphQLFormattedError, code: string, hint = HINTS[code]): GraphQLFormattedError {
  return { ...formatted, extensions: { ...formatted.extensions, code, ...(hint !== undefined && { hint }) } };
}

function withCode(
  { locations, path }: GraphQLFormattedError,
  { message, code, hint, retryAfterMs }: GatewayError,
): GraphQLFormattedError {
  const extensions = { code, hint, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  return { message, ...(locations && { locations }), ...(path && { path }), extensions };
}
