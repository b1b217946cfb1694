import type { DocumentNode, GraphQLFormattedError } from 'graphql';
import { createHash } from 'node:crypto';
import type { RequestBudget } from '../../answer/budget';
import type { Budgets } from '../../answer/budgets';
import { LatestValue } from '../../answer/latestValue';
import { GatewayError } from '../../errors';
import type { Identity } from '../auth/identity';
import { viewerOf } from '../auth/viewerOf';
import type { StreamBounds } from '../http/bounds';
import { formattedError, HttpProblem } from '../http/httpProblem';
import { lengthOf } from '../http/requestText';
import type { Serving } from '../http/serving';
import { SharedSubscription, type FormatError, type Reader } from './sharedSubscription';
import type { OperationRequest, Outcome, Result, StreamSource } from './operationTypes';
import type { ReadOperation } from './readOperation';
import { SharedRoom } from './sharedRoom';

/**
 * A subscription, and the number of its readers. Readers that wait for its start are counted too.
 */
interface SubscriptionEntry {
  readonly key: string;
  readonly begun: Promise<SharedSubscription | readonly GraphQLFormattedError[]>;
  wanted: number;
}

interface Subscriber extends Reader {
  readonly request: OperationRequest;
  /** Estimated bytes of its document and variables. */
  readonly bytes: number;
  /**
   * The viewer is computed again after each change of the registry, because its roles may have
   * changed.
   */
  readonly identity: Identity;
  entry: SubscriptionEntry | null;
}

/** The document of a subscription that begins, and the budget of the client. */
interface Begun {
  readonly document: DocumentNode | null;
  readonly budget: RequestBudget;
}

interface SubscriptionsOptions {
  readonly serving: Serving;
  readonly budgets: Budgets;
  readonly format: FormatError;
  readonly bounds: StreamBounds;
}

/** All subscriptions of a server, over any transport. Equal ones share one execution. */
export class Subscriptions {
  private readonly subscribers = new Set<Subscriber>();
  private readonly entries = new Map<string, SubscriptionEntry>();

  private readonly places: SharedRoom;
  private readonly room: SharedRoom;

  constructor(private readonly options: SubscriptionsOptions) {
    this.places = new SharedRoom('subscriptions', options.bounds.subscriptions);
    this.room = new SharedRoom('bytes of subscriptions', options.bounds.subscriptionBytes);
  }

  get size(): number {
    return this.subscribers.size;
  }

  /** Estimated bytes of all documents and variables. */
  get bytes(): number {
    return this.room.taken;
  }

  /**
   * Begins a subscription if its client can pay for the first answer, which it pays when it is
   * computed. The outcome has the errors RATE_LIMITED, QUERY_TOO_EXPENSIVE, TOO_MANY_SUBSCRIPTIONS,
   * or those of the document.
   */
  async subscribe(operation: ReadOperation, { identity, client, budget }: StreamSource): Promise<Outcome> {
    const results: LatestValue<Result> = new LatestValue(() => this.remove(subscriber));
    const { request, document } = operation;
    const bytes = keptBytes(operation);
    const subscriber: Subscriber = { client, request, bytes, identity, results, lastMark: null, entry: null };
    try {
      this.keep(subscriber);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      return { kind: 'refused', errors: [formattedError(error)] };
    }
    const errors = await this.join(subscriber, { document, budget });
    if (errors === null) return { kind: 'followed', results };
    this.forget(subscriber);
    return { kind: 'refused', errors };
  }

  /**
   * Executes every subscription again after the served gateway has been replaced. A reader gets no
   * answer that it already has. If its document is no longer valid, the reader gets the errors and
   * its subscription ends.
   */
  async renew(): Promise<void> {
    const all = [...this.subscribers];
    for (const subscriber of all) this.release(subscriber);
    await Promise.all(
      all.map(async (subscriber) => {
        const errors = await this.join(subscriber);
        if (errors === null) return;
        this.forget(subscriber);
        subscriber.results.give({ errors });
        subscriber.results.end();
      }),
    );
  }

  /** Ends all subscriptions. */
  close(): void {
    for (const { results } of this.subscribers) void results.return();
  }

  private remove(subscriber: Subscriber): void {
    this.forget(subscriber);
    this.release(subscriber);
  }

  /** Errors: TOO_MANY_SUBSCRIPTIONS. */
  private keep(subscriber: Subscriber): void {
    const { client, bytes } = subscriber;
    this.places.take(client);
    try {
      this.room.take(client, bytes);
    } catch (error) {
      this.places.release(client);
      throw error;
    }
    this.subscribers.add(subscriber);
  }

  private forget(subscriber: Subscriber): void {
    if (!this.subscribers.delete(subscriber)) return;
    this.places.release(subscriber.client);
    this.room.release(subscriber.client, subscriber.bytes);
  }

  /**
   * Returns the errors of the document, or the reason why its client cannot pay; null if there are
   * none. `begun` is null for a subscription that goes on.
   */
  private async join(
    subscriber: Subscriber,
    begun: Begun | null = null,
  ): Promise<readonly GraphQLFormattedError[] | null> {
    let entry: SubscriptionEntry;
    try {
      entry = this.entryFor(subscriber, begun?.document ?? null);
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      return error.errors.map(formattedError);
    }
    entry.wanted += 1;
    subscriber.entry = entry;
    const shared = await entry.begun;
    // Meanwhile the reader may have left, or `renew` may have started it again.
    if (subscriber.entry !== entry) return null;
    const errors = shared instanceof SharedSubscription ? refusalOf(shared, begun) : shared;
    if (errors === null && shared instanceof SharedSubscription) {
      shared.join(subscriber);
      return null;
    }
    this.release(subscriber);
    return errors;
  }

  /** Errors: HttpProblem, if the caller may not use the registry. */
  private entryFor({ request, identity }: Subscriber, document: DocumentNode | null): SubscriptionEntry {
    const { serving, budgets, format } = this.options;
    const { current } = serving;
    // Viewers who may see different rows do not share a subscription.
    const viewer = viewerOf(identity, current.gateway.registry);
    const parts = [request.query, request.operationName ?? null, request.variables ?? null, viewer];
    // A hash, because a document may have a megabyte.
    const key = createHash('sha256').update(JSON.stringify(parts)).digest('base64');
    const known = this.entries.get(key);
    if (known !== undefined) return known;
    const services = { served: current, budgets, format };
    const entry = { key, begun: SharedSubscription.begin(services, { request, document, viewer }), wanted: 0 };
    this.entries.set(key, entry);
    return entry;
  }

  /** Ends a subscription without readers. */
  private release(subscriber: Subscriber): void {
    const { entry } = subscriber;
    if (entry === null) return;
    subscriber.entry = null;
    entry.wanted -= 1;
    const isOver = entry.wanted === 0;
    if (isOver) this.entries.delete(entry.key);
    void entry.begun.then((shared) => {
      if (!(shared instanceof SharedSubscription)) return;
      shared.remove(subscriber);
      if (isOver) shared.end();
    });
  }
}

/** Bytes of a token in a parsed document, about. */
const BYTES_PER_TOKEN = 250;

function keptBytes({ request: { query, variables }, document }: ReadOperation): number {
  return 2 * (query.length + lengthOf(variables)) + BYTES_PER_TOKEN * (document?.tokenCount ?? 0);
}

/** Returns the reason why the client cannot pay for the first answer; null if it can. */
function refusalOf({ cost }: SharedSubscription, begun: Begun | null): readonly GraphQLFormattedError[] | null {
  try {
    begun?.budget.check(cost);
    return null;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return [formattedError(error)];
  }
}
