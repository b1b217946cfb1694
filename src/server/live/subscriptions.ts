import type { GraphQLFormattedError } from 'graphql';
import { LatestValue } from '../../answer/latestValue';
import { gatewayError } from '../../errors';
import type { Identity } from '../auth/identity';
import { viewerOf } from '../auth/viewerOf';
import { formattedError, HttpProblem } from '../http/httpProblem';
import type { Serving } from '../http/serving';
import { SharedSubscription, type FormatError, type Reader } from './sharedSubscription';
import type { OperationRequest, Outcome, Result } from './operationTypes';

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
  /**
   * The viewer is computed again after each change of the registry, because its roles may have
   * changed.
   */
  readonly identity: Identity;
  entry: SubscriptionEntry | null;
}

/** All subscriptions of a server, over any transport. Equal ones share one execution. */
export class Subscriptions {
  private readonly subscribers = new Set<Subscriber>();
  private readonly entries = new Map<string, SubscriptionEntry>();

  constructor(
    private readonly serving: Serving,
    private readonly format: FormatError,
    private readonly max: number,
  ) {}

  get size(): number {
    return this.subscribers.size;
  }

  async subscribe(request: OperationRequest, identity: Identity): Promise<Outcome> {
    if (this.size >= this.max) {
      const error = gatewayError('TOO_MANY_SUBSCRIPTIONS', { what: 'subscriptions', max: this.max });
      return { kind: 'refused', errors: [formattedError(error)] };
    }
    const results: LatestValue<Result> = new LatestValue(() => this.remove(subscriber));
    const subscriber: Subscriber = { request, identity, results, lastMark: null, entry: null };
    this.subscribers.add(subscriber);
    const errors = await this.join(subscriber);
    if (errors === null) return { kind: 'followed', results };
    this.subscribers.delete(subscriber);
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
        this.subscribers.delete(subscriber);
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
    this.subscribers.delete(subscriber);
    this.release(subscriber);
  }

  /** Returns the errors of the document; null if there are none. */
  private async join(subscriber: Subscriber): Promise<readonly GraphQLFormattedError[] | null> {
    let entry: SubscriptionEntry;
    try {
      entry = this.entryFor(subscriber);
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      return error.errors.map(formattedError);
    }
    entry.wanted += 1;
    subscriber.entry = entry;
    const shared = await entry.begun;
    // Meanwhile the reader may have left, or `renew` may have started it again.
    if (subscriber.entry !== entry) return null;
    if (shared instanceof SharedSubscription) {
      shared.join(subscriber);
      return null;
    }
    this.release(subscriber);
    return shared;
  }

  /** Errors: HttpProblem, if the caller may not use the registry. */
  private entryFor({ request, identity }: Subscriber): SubscriptionEntry {
    const { current } = this.serving;
    // Viewers who may see different rows do not share a subscription.
    const viewer = viewerOf(identity, current.gateway.registry);
    const key = JSON.stringify([request.query, request.operationName ?? null, request.variables ?? null, viewer]);
    const known = this.entries.get(key);
    if (known !== undefined) return known;
    const entry = { key, begun: SharedSubscription.begin(current, { request, viewer }, this.format), wanted: 0 };
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
