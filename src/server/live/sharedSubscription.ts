import { createHash } from 'node:crypto';
import {
  createSourceEventStream,
  execute,
  parse,
  specifiedRules,
  validate,
  type ExecutionArgs,
  type GraphQLFormattedError,
} from 'graphql';
import type { Moment } from '../../answer/changeWatcher';
import type { LatestValue } from '../../answer/latestValue';
import { unpaidBudget } from '../../answer/budgets';
import { requestContext, type GraphqlContext } from '../../graphql/context';
import { MAX_ERRORS } from '../../graphql/errors';
import { maxMistakes } from '../../graphql/maxMistakes';
import { LiveTable } from '../../graphql/resolvers/liveResolver';
import { formatFor } from '../../graphql/validation/introspection';
import { rulesOf } from '../../graphql/validation/rules';
import type { FieldPath } from '../../graphql/resolvers/selection';
import { schemaFor } from '../../graphql/schemaFor';
import type { Viewer } from '../../policy/viewer';
import type { Served } from '../http/serving';
import type { OperationRequest, Result } from './operationTypes';

/** Gives an error the client's form. */
export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** One receiver of the answers. */
export interface Reader {
  readonly results: LatestValue<Result>;
  /** Identifies the last answer, so that an equal one is not sent again. */
  lastMark: string | null;
}

type Executed = Omit<ExecutionArgs, 'contextValue' | 'rootValue'>;

/** A subscription request, and the viewer who sends it. */
export interface SubscriptionRequest {
  readonly request: OperationRequest;
  readonly viewer: Viewer;
}

/** One subscription with any number of readers. It is executed once for all of them. */
export class SharedSubscription {
  private readonly readers = new Set<Reader>();

  private constructor(
    private readonly served: Served,
    private readonly viewer: Viewer,
    private readonly executed: Executed,
    private readonly table: LiveTable,
    private readonly format: FormatError,
  ) {
    void this.run();
  }

  /** Starts the subscription, or returns the errors of its document. */
  static async begin(
    served: Served,
    subscription: SubscriptionRequest,
    baseFormat: FormatError,
  ): Promise<SharedSubscription | readonly GraphQLFormattedError[]> {
    const format = formatFor(served.gateway.registry, subscription.viewer, baseFormat);
    try {
      return await SharedSubscription.beginOrFail(served, subscription, format);
    } catch (error) {
      return [format({ message: error instanceof Error ? error.message : '' }, error)];
    }
  }

  private static async beginOrFail(
    served: Served,
    { request: { query, operationName, variables }, viewer }: SubscriptionRequest,
    format: FormatError,
  ): Promise<SharedSubscription | readonly GraphQLFormattedError[]> {
    const { gateway, services } = served;
    const schema = schemaFor(gateway.registry, viewer);
    const { limits } = gateway.registry;
    const document = parse(query, { maxTokens: limits.maxTokens });
    const invalid = validate(schema, document, [...specifiedRules, ...rulesOf(gateway.registry, viewer)]);
    if (invalid.length > 0) {
      const extensions = { code: 'GRAPHQL_VALIDATION_FAILED' };
      return invalid.map((error) => format({ ...error.toJSON(), extensions }, error));
    }
    const executed = { schema, document, operationName: operationName ?? null, variableValues: variables ?? null };
    const stream = await createSourceEventStream({
      ...executed,
      options: { maxCoercionErrors: maxMistakes(variables) },
      contextValue: requestContext(gateway, Date.now(), { viewer, services }),
    });
    if (stream instanceof LiveTable) return new SharedSubscription(served, viewer, executed, stream, format);
    if (!('errors' in stream)) throw new Error('The subscription has no table.');
    return (stream.errors ?? []).slice(0, MAX_ERRORS).map((error) => format(error.toJSON(), error));
  }

  /** Adds a reader. It gets the current answer, unless it already has it, and all later ones. */
  join(reader: Reader): void {
    this.readers.add(reader);
    this.table.watched.refresh();
  }

  remove(reader: Reader): void {
    this.readers.delete(reader);
  }

  end(): void {
    void this.table.watched.return();
  }

  private async run(): Promise<void> {
    for await (const moment of this.table) {
      const result = await this.answer(moment);
      const codes = result.errors?.map(({ extensions }) => String(extensions?.['code'])) ?? [];
      if (codes.some((code) => TRANSIENT.has(code))) this.table.watched.retry();
      const mark = markOf(result, this.table.volatile);
      for (const reader of this.readers) {
        if (reader.lastMark === mark) continue;
        reader.lastMark = mark;
        reader.results.give(result);
      }
    }
  }

  private async answer(moment: Moment): Promise<Result> {
    try {
      const contextValue = contextAt(this.served, this.viewer, moment);
      const { data, errors } = await execute({ ...this.executed, rootValue: moment, contextValue });
      const formatted = errors?.slice(0, MAX_ERRORS).map((one) => this.format(one.toJSON(), one));
      return { data: data ?? null, ...(formatted && { errors: formatted }) };
    } catch (error) {
      return { data: null, errors: [this.format({ message: '' }, error)] };
    }
  }
}

/** Errors that may pass. After one of them, the subscription runs again later. */
const TRANSIENT: ReadonlySet<string> = new Set(['QUERY_TIMEOUT', 'CANCELLED', 'ENGINE_UNAVAILABLE', 'INTERNAL']);

const contexts = new WeakMap<Moment, Map<string, GraphqlContext>>();

/**
 * Subscriptions of one moment and viewer share their statements, like the fields of one request.
 */
function contextAt({ gateway, services }: Served, viewer: Viewer, moment: Moment): GraphqlContext {
  const known = contexts.get(moment) ?? new Map<string, GraphqlContext>();
  contexts.set(moment, known);
  const key = JSON.stringify(viewer);
  const context =
    known.get(key) ?? requestContext(gateway, moment.now, { viewer, services, budget: unpaidBudget(gateway) });
  known.set(key, context);
  return context;
}

/**
 * Equal for answers that differ only in values that change by themselves. The reference of an
 * INTERNAL error is also such a value.
 */
function markOf({ data, errors }: Result, volatile: readonly FieldPath[]): string {
  const still = volatile.reduce<unknown>(without, data);
  const errorMarks = errors?.map(({ path, extensions }) => [path, extensions?.['code']]);
  return createHash('sha256')
    .update(JSON.stringify([still, errorMarks]))
    .digest('base64');
}

function without(value: unknown, [key, ...rest]: FieldPath): unknown {
  if (typeof value !== 'object' || value === null || key === undefined) return value;
  const { [key]: part, ...remaining } = value as Readonly<Record<string, unknown>>;
  return rest.length === 0 || part === undefined ? remaining : { ...remaining, [key]: without(part, rest) };
}
