/**
 * All errors of the gateway: code, message and hint, made from typed parameters. `docs/errors.md`
 * lists the same codes, and a test compares the two. Messages address the client and never show
 * SQL, stacks or secrets.
 */
type ErrorText = { readonly message: string; readonly hint: string; readonly retryAfterMs?: number | undefined };

/** The work that costs points: a statement, the fields of an answer, or the text of a request. */
export type PricedWork =
  | {
      readonly kind: 'statement';
      readonly metrics: number;
      readonly buckets: number;
      readonly groups: number;
      readonly scans: number;
    }
  | { readonly kind: 'fields'; readonly fields: number }
  | { readonly kind: 'text'; readonly characters: number };

/** Room of the server that all clients share. */
export type LimitedRoom = 'subscriptions' | 'bytes of subscriptions' | 'connections';

const ERRORS = {
  NO_METRIC: (): ErrorText => ({
    message: 'The query asks for no metric.',
    hint: 'Select one under `values` or `details`, or name it in `select`.',
  }),
  UNKNOWN_NAME: (p: { what: string; name: string; nearest: string | null }): ErrorText => ({
    message: `There is no ${p.what} ${quoted(p.name)}.`,
    hint: p.nearest === null ? `\`metricCatalog\` lists the available names.` : `Did you mean "${p.nearest}"?`,
  }),
  METRIC_NOT_SELECTED: (p: { metric: string; where: string; selected: readonly string[] }): ErrorText => ({
    message: `${p.where} names "${p.metric}", but the query computes only ${list(p.selected)}.`,
    hint: 'Add it to `select`. Without `select`, select it under `values` or `details`.',
  }),
  TOO_MANY_METRICS: (p: { count: number; max: number }): ErrorText => ({
    message: `The query asks for ${p.count} metrics; at most ${p.max} are allowed in one.`,
    hint: 'Ask for fewer, or in several queries.',
  }),
  DIMENSION_NOT_GROUPED: (p: { dimension: string; where: string; groupBy: readonly string[] }): ErrorText => ({
    message: `"${p.dimension}" is used in ${p.where} but rows are not grouped by it; \`groupBy\` names ${list(p.groupBy)}.`,
    hint: `Add it to \`groupBy\`: selecting it under \`by\` does not group by it.`,
  }),
  DIMENSION_NOT_AVAILABLE: (p: {
    metric: string;
    /** The part of the metric that does not reach the dimension; null: the metric has no parts. */
    part: string | null;
    dimension: string;
    available: readonly string[];
  }): ErrorText => ({
    message: `"${p.metric}" cannot be grouped or filtered by "${p.dimension}"${becauseOfPart(p.part)}.`,
    hint: `Its dimensions are ${list(p.available)}. See docs/meaning.md#reach.`,
  }),
  GRAIN_NOT_AVAILABLE: (p: {
    metric: string;
    /** The part of the metric that has no such grain; null: the metric itself has none. */
    part: string | null;
    grain: string;
    available: readonly string[];
  }): ErrorText => ({
    message: `"${p.metric}" has no meaning by ${p.grain}${becauseOfPart(p.part)}.`,
    hint: `Ask for it by ${list(p.available)}. See docs/meaning.md#native-buckets.`,
  }),
  BAD_RANGE: (p: { problem: string; hint: string }): ErrorText => ({ message: p.problem, hint: p.hint }),
  BAD_FILTER: (p: { path: string; problem: string; hint: string }): ErrorText => ({
    message: `${p.path}: ${p.problem}`,
    hint: p.hint,
  }),
  BAD_COMPARISON: (p: { problem: string; hint: string }): ErrorText => ({ message: p.problem, hint: p.hint }),
  BAD_TOP: (p: { problem: string; hint: string }): ErrorText => ({ message: p.problem, hint: p.hint }),
  BAD_JOURNEY: (p: { problem: string; hint: string }): ErrorText => ({ message: p.problem, hint: p.hint }),
  NOT_AN_AUDIENCE: (p: { metric: string; because: string; audiences: readonly string[] }): ErrorText => ({
    message: `"${p.metric}" counts no entities by the dates of their rows: ${p.because}.`,
    hint: `Use one of ${list(p.audiences)}. See docs/meaning.md#audiences.`,
  }),
  ENTITY_MISMATCH: (p: { metric: string; other: string; audiences: readonly string[] }): ErrorText => ({
    message: `"${p.other}" counts other entities than "${p.metric}".`,
    hint: `Beside "${p.metric}", use one of ${list(p.audiences)}. See docs/meaning.md#audiences.`,
  }),
  DIMENSION_NOT_ADDITIVE: (p: { metric: string; dimension: string; additive: readonly string[] }): ErrorText => ({
    message: `"${p.metric}" does not add up over the values of "${p.dimension}", so these cannot explain its change.`,
    hint: `Use one of ${list(p.additive)}. See docs/meaning.md#metrics-that-can-be-explained.`,
  }),
  NOT_EXPLAINABLE: (p: { metric: string; because: string; explainable: readonly string[] }): ErrorText => ({
    message: `The change of "${p.metric}" cannot be explained: ${p.because}.`,
    hint: `Ask about one of ${list(p.explainable)}. See docs/meaning.md#metrics-that-can-be-explained.`,
  }),
  BAD_ORDER: (p: { key: string; of: string; isMetric: boolean }): ErrorText => ({
    message: `\`orderBy\` uses the ${p.of} of "${p.key}", which has none.`,
    hint: p.isMetric
      ? 'Add `compare`: without it there is nothing to compare with.'
      : 'Only metrics have one; leave `of` out.',
  }),
  BAD_PAGE: (p: { argument: string; value: number }): ErrorText => ({
    message: `\`${p.argument}\` is ${p.value}; it must be 0 or more.`,
    hint: 'Leave it out, or give a whole number from 0.',
  }),
  UNKNOWN_TIME_ZONE: (p: { timeZone: string; nearest: string | null }): ErrorText => ({
    message: `${quoted(p.timeZone)} is not a time zone of the IANA database.`,
    hint: p.nearest === null ? 'Give a name such as "Asia/Shanghai" or "UTC".' : `Did you mean "${p.nearest}"?`,
  }),
  RANGE_TOO_LARGE: (p: { buckets: number; grain: string; max: number; metric: string | null }): ErrorText => ({
    message:
      p.metric === null
        ? `The range has ${p.buckets} buckets by ${p.grain}; at most ${p.max} are allowed.`
        : `"${p.metric}" is measured by ${p.grain} and the range has ${p.buckets} of them; at most ${p.max} are allowed.`,
    hint: p.metric === null ? 'Ask for a shorter range or a coarser grain.' : 'Ask for a shorter range.',
  }),
  RESULT_TOO_LARGE: (p: {
    max: number;
    limit: number | null;
    pages: boolean;
    together?: boolean;
    /** The groups of the dimensions that explain a change. */
    parts?: boolean;
  }): ErrorText => ({
    message:
      p.limit === null
        ? p.together
          ? `Together the answers have more than ${p.max} rows.`
          : `The answer has more than ${p.max} ${p.parts ? 'groups' : 'rows'}.`
        : `\`limit\` is ${p.limit}; at most ${p.max} rows are returned at once.`,
    hint:
      p.limit === null
        ? p.together
          ? 'Ask about fewer at once, or for fewer groups, a coarser grain or a shorter range.'
          : p.parts
            ? 'Explain the change by dimensions of fewer values, or by fewer of them; `where` helps too.'
            : p.pages
              ? 'Give a `limit` and page with `offset`, or ask for fewer groups, a coarser grain or a shorter range.'
              : 'Keep fewer groups with `top`, or ask for a coarser grain or a shorter range.'
        : `Give a \`limit\` of ${p.max} or less${p.pages ? ' and page with `offset`' : ', and `search`'}.`,
  }),
  QUERY_TOO_EXPENSIVE: ({
    points,
    spent,
    max,
    what,
  }: {
    points: number;
    spent: number;
    max: number;
    what: PricedWork;
  }): ErrorText => {
    const allowed = `${points} points${spent === 0 ? '' : ` after ${spent} for the rest of the request`}; at most ${max} are allowed in one request.`;
    switch (what.kind) {
      case 'statement':
        return {
          message: `The query costs ${allowed} It has ${what.metrics} metrics, ${what.buckets} buckets, about ${what.groups} groups and ${what.scans} scans of tables.`,
          hint: 'Ask for a shorter range, a coarser grain, fewer metrics, or groups of fewer values; a filter that names values helps too.',
        };
      case 'fields':
        return {
          message: `The answer costs ${allowed} It has about ${what.fields} fields.`,
          hint: 'Ask for fewer rows with `limit`, for fewer fields per row, and for no field under several names. An export costs less per row.',
        };
      case 'text':
        return {
          message: `The text of the request costs ${allowed} It has ${what.characters} characters.`,
          hint: 'Send shorter documents and variables.',
        };
    }
  },
  RATE_LIMITED: (p: { cost: number; remaining: number; retryAfterMs: number }): ErrorText => ({
    message: `The query costs ${p.cost} points, and this client has ${p.remaining} left now.`,
    hint: `Ask again in ${Math.ceil(p.retryAfterMs / 1_000)} s, or for less. \`rateLimit\` shows the remaining points.`,
    retryAfterMs: p.retryAfterMs,
  }),
  QUERY_TIMEOUT: (p: { timeoutMs: number; waited: boolean }): ErrorText =>
    p.waited
      ? {
          message: `The database was busy with other queries; this one was cancelled after ${p.timeoutMs} ms, before it began.`,
          hint: 'Ask again in a moment, and for fewer things at once.',
        }
      : {
          message: `The query took longer than ${p.timeoutMs} ms and was stopped.`,
          hint: 'Ask for a shorter range, fewer metrics or fewer groups.',
        },
  CANCELLED: (): ErrorText => ({
    message: 'The query was cancelled.',
    hint: 'The server is stopping, or someone ended the statement in the database. Ask again.',
  }),
  UNAUTHENTICATED: (p: { problem: string; hint: string }): ErrorText => ({ message: p.problem, hint: p.hint }),
  IDENTITY_UNAVAILABLE: (): ErrorText => ({
    message: 'Tokens cannot be checked now: their keys cannot be fetched.',
    hint: 'Try again in a moment. If it lasts, check that JWT_JWKS_URL is right and can be reached.',
  }),
  FORBIDDEN: (p: { problem: string; hint: string }): ErrorText => ({ message: p.problem, hint: p.hint }),
  LINK_REJECTED: (p: { problem: string; hint: string }): ErrorText => ({ message: p.problem, hint: p.hint }),
  LINK_EXPIRED: (p: { at: string }): ErrorText => ({
    message: `This link expired at ${p.at}.`,
    hint: 'Ask the person who gave it to you for a new one: `metergate link` makes it.',
  }),
  ENGINE_UNAVAILABLE: (
    p: { engine: string; reason: string; retryAfterMs?: number } | { refused: string; retryAfterMs: number },
  ): ErrorText =>
    'refused' in p
      ? {
          message: `This cannot be answered now: ${p.refused}.`,
          hint: 'Ask again after `retryAfterMs` milliseconds, and for fewer things at once.',
          retryAfterMs: p.retryAfterMs,
        }
      : {
          message: `The ${p.engine} database cannot be reached: ${p.reason}.`,
          hint: 'Try again in a moment. If it lasts, check that the database runs and that DATABASE_URL is right.',
          retryAfterMs: p.retryAfterMs,
        },
  TOO_DEEP: (p: { type: string }): ErrorText => ({
    message: `The request goes in a circle: one path returns to ${p.type} after an earlier return, and only one return is allowed.`,
    hint: 'Ask for the deeper fields from the root: `metricCatalog { metric(key: …) }`, `dimension(key: …)`, `metrics(groupBy: …)`.',
  }),
  DOCUMENT_TOO_LARGE: (p: {
    what: string;
    /** Null: the count stopped at the limit. */ count: number | null;
    max: number;
    isBatch?: boolean;
  }): ErrorText => ({
    message: `${p.isBatch ? 'The batch' : 'The document'} has ${p.count ?? `more than ${p.max}`} ${p.what}; at most ${p.max} are allowed.`,
    hint: 'Send several requests, or ask for several metrics with one field.',
  }),
  UNKNOWN_DOCUMENT: (p: { id: string }): ErrorText => ({
    message: `There is no document ${quoted(p.id)} here.`,
    hint: 'Give the gateway the manifest that the client was built with, as TRUSTED_DOCUMENTS.',
  }),
  DOCUMENT_NOT_TRUSTED: (): ErrorText => ({
    message: 'This server answers only the documents of its manifest, and this is not one of them.',
    hint: 'Send the `documentId` of a document in the manifest. The person who runs the gateway can add new ones.',
  }),
  NOT_INCREMENTAL: (p: { directive: string }): ErrorText => ({
    message: `The gateway sends each answer as a whole: it does not support @${p.directive}.`,
    hint: 'Leave it out. Ask for the part that you need first in an operation of its own.',
  }),
  TOO_MANY_SUBSCRIPTIONS: (
    p: { what: 'operations'; max: number } | { what: LimitedRoom; max: number; isOwn: boolean },
  ): ErrorText => {
    if (p.what === 'operations')
      return {
        message: `This connection has ${p.max} operations running, and may not have more.`,
        hint: 'End one of them, or open another connection.',
      };
    return p.isOwn
      ? {
          message: `The server keeps at most ${p.max} ${p.what} of yours, so that there is room for others.`,
          hint: 'End one of them, or query `metrics` at intervals instead.',
        }
      : {
          message: `The server has ${p.max} ${p.what}, and accepts no more.`,
          hint: 'Try again later, or query `metrics` at intervals instead.',
        };
  },
  FOREIGN_ORIGIN: (p: { origin: string }): ErrorText => ({
    message: `Pages of ${quoted(p.origin)} may not connect here.`,
    hint: "Name that site in the server's CORS_ORIGINS.",
  }),
  FOREIGN_HOST: (p: { host: string }): ErrorText => ({
    message: `This server does not answer for the host ${quoted(p.host)}.`,
    hint: "Use one of its own names, or name that host in the server's ALLOWED_HOSTS.",
  }),
  BAD_REQUEST: (p: { problem: string; hint: string }): ErrorText => ({ message: p.problem, hint: p.hint }),
  REQUEST_TOO_LARGE: (p: { what: string; max: string; hint: string }): ErrorText => ({
    message: `${p.what} is too large: at most ${p.max} are allowed.`,
    hint: p.hint,
  }),
  UNSUPPORTED_MEDIA_TYPE: (p: { header: string; value: string | null; supported: string }): ErrorText => ({
    message:
      p.value === null
        ? `The request has a body but no content-type.`
        : `The request's ${p.header} is ${quoted(p.value)}, which is not supported.`,
    hint: `Send the ${p.header} ${p.supported}.`,
  }),
  NOT_ACCEPTABLE: (): ErrorText => ({
    message: 'The request accepts no type in which the gateway can answer.',
    hint: 'Accept application/graphql-response+json or application/json, or leave `accept` out.',
  }),
  METHOD_NOT_ALLOWED: (p: { method: string; path: string; allowed: readonly string[] }): ErrorText => ({
    message: `${p.method} is not allowed at ${quoted(p.path)}.`,
    hint: `Use ${list(p.allowed)}.`,
  }),
  NOT_FOUND: (p: { path: string }): ErrorText => ({
    message: `There is nothing at ${quoted(p.path)}.`,
    hint: 'Send GraphQL by POST to /graphql, or try it at /graphiql.',
  }),
  INTERNAL: (p: { reference: string }): ErrorText => ({
    message: 'Something went wrong inside the gateway.',
    hint: `The server's log has the details under reference ${p.reference}.`,
  }),
} as const;

export type ErrorCode = keyof typeof ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as readonly ErrorCode[];
type ErrorParameters<C extends ErrorCode> = (typeof ERRORS)[C] extends (p: infer P) => ErrorText ? P : never;

/**
 * An error with a code, for the client. Every other error that is thrown is a bug and becomes
 * INTERNAL.
 */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint: string,
    options?: ErrorOptions,
    /**
     * Milliseconds after which another try may help; undefined if that is unknown or it never
     * helps.
     */
    readonly retryAfterMs?: number,
  ) {
    super(message, options);
  }
}

/** Makes the error of a code. `cause` goes to the log, never to the client. */
export function gatewayError<C extends ErrorCode>(
  code: C,
  parameters: ErrorParameters<C>,
  cause?: unknown,
): GatewayError {
  const words = (ERRORS[code] as (p: ErrorParameters<C>) => ErrorText)(parameters);
  const { message, hint, retryAfterMs } = words;
  const options = cause === undefined ? undefined : { cause };
  return new GatewayError(code, shortMessage(message), shortMessage(hint), options, retryAfterMs);
}

/** A thrown value as an error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** The longest message or hint of an error, in characters. Longer ones quote long texts. */
const LONGEST_MESSAGE = 1_000;

/** Returns a message, cut with … if it is longer than clients get. */
export function shortMessage(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
}

function becauseOfPart(part: string | null): string {
  return part === null ? '' : `, as it is made of "${part}"`;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}

/** Quotes a client's text: control characters are escaped, and a long text is cut. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
