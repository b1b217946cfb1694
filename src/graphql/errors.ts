import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, Kind, type GraphQLFormattedError } from 'graphql';
import { gatewayError, GatewayError, shortMessage } from '../errors';
import { reportingError, type ErrorStep } from '../steps';
import { HINTS } from './hints';

/** Logs an internal error under a reference. The client gets only the reference. */
export type ReportInternal = (reference: string, error: unknown) => void;

/**
 * Returns the function that formats errors for clients. A GatewayError gets its code and hint. An
 * error of the GraphQL library keeps its message and gets a hint. Every other error becomes
 * INTERNAL, with only a reference to the log.
 */
export function errorFormatter(report: ReportInternal, reference: () => string) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const published = bounded(publicError(formatted, error));
    reportingError.publish({ code: published.extensions?.['code'] } as ErrorStep);
    return published;
  };

  function publicError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
    const original = unwrapResolverError(error);
    if (original instanceof GatewayError) return withCode(formatted, original);
    // A rule of `validation/` rejected the document.
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
        gatewayError('DOCUMENT_TOO_LARGE', { what: 'tokens', count: null, max: Number(tokens) }),
      );
    }
    if (code === 'BAD_REQUEST') return withCode(formatted, badRequest(formatted.message, statusOf(error)));
    if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') return hinted(formatted, code);
    if (isNoOperation(original)) return hinted(formatted, 'BAD_USER_INPUT', READ_ONLY_HINT);
    if (isMistake(original) || isTooManyMistakes(original)) return hinted(formatted, 'BAD_USER_INPUT');
    if (isRefusedByApollo(error)) return withCode(formatted, unfitRequest(formatted.message));
    const id = reference();
    report(id, original);
    return withCode(formatted, gatewayError('INTERNAL', { reference: id }));
  }
}

/** The most errors in one answer. GraphQL finds no more mistakes in a document either. */
export const MAX_ERRORS = 100;

/** The most locations of one error. A conflict of fields names each of them. */
const MAX_LOCATIONS = 10;

/** Limits the length of an error, which could quote a long text or name many fields. */
function bounded({ message, locations, ...error }: GraphQLFormattedError): GraphQLFormattedError {
  return {
    message: shortMessage(message),
    ...(locations && { locations: locations.slice(0, MAX_LOCATIONS) }),
    ...error,
  };
}

/** The error of a request whose nesting exhausts the stack. */
export const TOO_DEEP = {
  message: 'The request is nested too deeply.',
  code: 'BAD_USER_INPUT',
  hint: 'Nest filters and selections less deeply.',
};

/**
 * Returns whether the GraphQL library found a mistake of the client during execution, such as a
 * null variable for a non-null argument. Such an error has nodes but no code. A GraphQLError
 * without nodes is a bug: a resolver returned a value that cannot be serialised.
 */
function isMistake(error: unknown): boolean {
  return error instanceof GraphQLError && error.nodes !== undefined;
}

/**
 * Returns whether the GraphQL library stopped listing mistakes in variables. This error has no
 * nodes.
 */
function isTooManyMistakes(error: unknown): boolean {
  return error instanceof GraphQLError && error.message.startsWith('Too many errors processing variables');
}

/** Returns whether Apollo Server rejected the request, but gave its error a status and no code. */
function isRefusedByApollo(error: unknown): boolean {
  const status = statusOf(error);
  return status !== undefined && status >= 400 && status < 500;
}

/** Messages of Apollo Server about `persistedQuery`, in the gateway's words. */
const PERSISTED: Readonly<Record<string, string>> = {
  'Unsupported persisted query version': 'The `version` of `persistedQuery` is not 1.',
  'provided sha does not match query': 'The `sha256Hash` of `persistedQuery` is not that of the query.',
};

function unfitRequest(message: string): GatewayError {
  const problem = PERSISTED[message];
  return problem === undefined
    ? gatewayError('BAD_REQUEST', { problem: message, hint: HINTS['BAD_REQUEST']! })
    : gatewayError('BAD_REQUEST', { problem, hint: PERSISTED_HINT });
}

const PERSISTED_HINT = 'Send `version: 1` and the SHA-256 of the query in hexadecimal, or leave `persistedQuery` out.';

/** Returns whether the schema lacks the kind of operation (a mutation). */
function isNoOperation(error: unknown): boolean {
  return error instanceof GraphQLError && error.nodes?.[0]?.kind === Kind.OPERATION_DEFINITION;
}

const READ_ONLY_HINT = 'The gateway has no mutations. Use `query`, or `subscription` for updates.';

/** Returns `defer` or `stream` if the document uses it, which the schema lacks; otherwise null. */
function incremental(error: unknown): string | null {
  const node = error instanceof GraphQLError ? error.nodes?.[0] : undefined;
  const name = node?.kind === Kind.DIRECTIVE ? node.name.value : null;
  return name === 'defer' || name === 'stream' ? name : null;
}

/**
 * Returns whether the request exhausted the stack. The GraphQL library and type-graphql read
 * documents and variables by recursion. The gateway's own recursion is bounded by the depth of a
 * filter.
 */
export function isTooDeep({ message }: { readonly message: string }): boolean {
  return message === 'Maximum call stack size exceeded';
}

/**
 * Returns the error of an HTTP request that is not GraphQL. Apollo marks its kind by status and
 * text.
 */
function badRequest(problem: string, status: number | undefined): GatewayError {
  if (status === 406) return gatewayError('NOT_ACCEPTABLE', {});
  if (problem.includes('Cross-Site Request Forgery')) return crossSiteRequest();
  return gatewayError('BAD_REQUEST', { problem, hint: HINTS['BAD_REQUEST']! });
}

/**
 * Returns the error of a request that any page could make a browser send, because it needs no CORS
 * preflight.
 */
export function crossSiteRequest(): GatewayError {
  return gatewayError('BAD_REQUEST', {
    problem: 'Any web page could make a browser send this request.',
    hint: 'POST it with the content-type application/json, or GET it with the header `apollo-require-preflight: true`.',
  });
}

function statusOf(error: unknown): number | undefined {
  const http = error instanceof GraphQLError ? error.extensions['http'] : undefined;
  return (http as { status?: number } | undefined)?.status;
}

function hinted(
  formatted: GraphQLFormattedError,
  code: string,
  // A scalar may have a better hint for a value.
  hint: unknown = formatted.extensions?.['hint'] ?? HINTS[code],
): GraphQLFormattedError {
  return { ...formatted, extensions: { ...formatted.extensions, code, ...(hint !== undefined && { hint }) } };
}

function withCode(
  { locations, path }: GraphQLFormattedError,
  { message, code, hint, retryAfterMs }: GatewayError,
): GraphQLFormattedError {
  const extensions = { code, hint, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  return { message, ...(locations && { locations }), ...(path && { path }), extensions };
}
