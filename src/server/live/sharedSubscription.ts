import { createHash } from 'node:crypto';
import {
  createSourceEventStream,
  execute,
  type DocumentNode,
  parse,
  specifiedRules,
  validate,
  type ExecutionArgs,
  type GraphQLFormattedError,
} from 'graphql';
import type { Refused } from '../../answer/accounts';
import type { Moment } from '../../answer/changeWatcher';
import type { Cost } from '../../plan/cost';
import type { LatestValue } from '../../answer/latestValue';
import type { Budgets } from '../../answer/budgets';
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
  /** The client that pays. */
  readonly client: string;
  readonly results: LatestValue<Result>;
  /** Identifies the last answer, so that an equal one is not sent again. */
  lastMark: string | null;
}

type Executed = Omit<ExecutionArgs, 'contextValue' | 'rootValue'>;

/** A subscription request, and the viewer who sends it. */
export interface SubscriptionRequest {
  readonly request: OperationRequest;
  /** Null: it has to be parsed again. */
  readonly document: DocumentNode | null;
  readonly viewer: Viewer;
}

/** The services that subscriptions need. */
export interface SubscriptionServices {
  readonly served: Served;
  readonly budgets: Budgets;
  readonly format: FormatError;
}

/** One subscription with any number of readers. It is executed once for all of them. */
export class SharedSubscription {
  private readonly readers = new Set<Reader>();
  /** The points that a reader needs for the next answer. */
  private expected: number;
  /** The number of answers so far. The readers' clients pay in turn. */
  private answered = 0;

  private constructor(
    private readonly services: SubscriptionServices,
    private readonly viewer: Viewer,
    private readonly executed: Executed,
    private readonly table: LiveTable,
  ) {
    this.expected = this.cost.points;
    void this.run();
  }

  /** The cost of the statement of each answer. */
  get cost(): Cost {
    return this.table.watched.cost;
  }

  /** Starts the subscription, or returns the errors of its document. */
  static async begin(
    services: SubscriptionServices,
    subscription: SubscriptionRequest,
  ): Promise<SharedSubscription | readonly GraphQLFormattedError[]> {
    const { registry } = services.served.gateway;
    const format = formatFor(registry, subscription.viewer, services.format);
    try {
      return await SharedSubscription.beginOrFail({ ...services, format }, subscription);
    } catch (error) {
      return [format({ message: error instanceof Error ? error.message : '' }, error)];
    }
  }

  private static async beginOrFail(
    subscriptionServices: SubscriptionServices,
    { request: { query, operationName, variables }, document: parsed, viewer }: SubscriptionRequest,
  ): Promise<SharedSubscription | readonly GraphQLFormattedError[]> {
    const { served, format } = subscriptionServices;
    const { gateway, services } = served;
    const schema = schemaFor(gateway.registry, viewer);
    const { limits } = gateway.registry;
    const document = parsed ?? parse(query, { maxTokens: limits.maxTokens });
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
    if (stream instanceof LiveTable) return new SharedSubscription(subscriptionServices, viewer, executed, stream);
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
      const payer = this.payer();
      if (payer === null) {
        this.waitForPoints();
        continue;
      }
      const result = await this.answer(moment, payer.client);
      const codes = result.errors?.map(({ extensions }) => String(extensions?.['code'])) ?? [];
      // Its fields cost more than the reader had left after the statement.
      if (codes.includes('RATE_LIMITED')) {
        this.expected *= 2;
        this.waitForPoints();
        continue;
      }
      this.answered += 1;
      if (codes.some((code) => TRANSIENT.has(code))) this.table.watched.retry();
      const mark = markOf(result, this.table.volatile);
      for (const reader of this.readers) {
        if (reader.lastMark === mark) continue;
        reader.lastMark = mark;
        reader.results.give(result);
      }
    }
  }

  /** Returns a reader whose client can pay, first one that has no answer yet; null if none can. */
  private payer(): Reader | null {
    const able = [...this.readers].filter((reader) => this.refusal(reader) === null);
    return able.find(({ lastMark }) => lastMark === null) ?? able[this.answered % able.length] ?? null;
  }

  /** Asks again when the first reader can pay. */
  private waitForPoints(): void {
    const waits = [...this.readers].map((reader) => this.refusal(reader)?.retryAfterMs ?? 0);
    if (waits.length > 0) this.table.watched.askAt(Date.now() + Math.min(...waits));
  }

  private refusal({ client }: Reader): Refused | null {
    const { budgets, served } = this.services;
    const { maxCost, costPerMinute } = served.gateway.registry.limits;
    return budgets.account(served.gateway, client).check(Math.min(this.expected, maxCost, costPerMinute));
  }

  private async answer(moment: Moment, client: string): Promise<Result> {
    const { format } = this.services;
    try {
      const contextValue = contextAt(this.services, { viewer: this.viewer, client }, moment);
      const { data, errors } = await execute({ ...this.executed, rootValue: moment, contextValue });
      const formatted = errors?.slice(0, MAX_ERRORS).map((one) => format(one.toJSON(), one));
      return { data: data ?? null, ...(formatted && { errors: formatted }) };
    } catch (error) {
      return { data: null, errors: [format({ message: '' }, error)] };
    }
  }
}

/** Errors that may pass. After one of them, the subscription runs again later. */
const TRANSIENT: ReadonlySet<string> = new Set(['QUERY_TIMEOUT', 'CANCELLED', 'ENGINE_UNAVAILABLE', 'INTERNAL']);

const contexts = new WeakMap<Moment, Map<string, GraphqlContext>>();

/**
 * Subscriptions of one moment, viewer and client share their statements, like the fields of one
 * request.
 */
function contextAt(
  { served: { gateway, services }, budgets }: SubscriptionServices,
  { viewer, client }: { readonly viewer: Viewer; readonly client: string },
  moment: Moment,
): GraphqlContext {
  const known = contexts.get(moment) ?? new Map<string, GraphqlContext>();
  contexts.set(moment, known);
  const key = JSON.stringify([viewer, client]);
  const context =
    known.get(key) ??
    requestContext(gateway, moment.now, { client, viewer, services, budget: budgets.repeated(gateway, client) });
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
