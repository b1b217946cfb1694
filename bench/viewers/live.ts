import { createClient } from 'graphql-ws';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { liveQuestions, type Counted } from './questions';
import type { Writer } from './writer';

/** Each client has one WebSocket, and subscribes to each of the questions. */
const CLIENTS = 50;

/** WebSockets from an address of the loopback network: the gateway limits those of one client. */
function socketFrom(localAddress: string): unknown {
  return class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { localAddress });
    }
  };
}

export interface LiveFigures {
  readonly subscribers: number;
  readonly answers: number;
  /** Milliseconds from the commit of the newest row of an answer to its arrival. */
  readonly delays: readonly number[];
  /** The answers whose number of rows was not committed yet. */
  readonly wrong: number;
  /** The subscribers whose last number of rows is not that of all rows. */
  readonly behind: number;
}

export interface LiveOptions {
  readonly url: string;
  readonly writer: Writer;
  readonly counted: Counted;
  readonly base: number;
  readonly seconds: number;
  /** Runs when each subscriber has its first answer. */
  readonly onBegun: () => Promise<void>;
}

interface Answer {
  readonly data?: {
    readonly metricsChanged?: { readonly rows: readonly [{ readonly values: { readonly tasks: number } }] };
  };
  readonly errors?: unknown;
}

/** Why a client lost its WebSocket. An event of its end has no properties that JSON shows. */
function reasonOf(client: number, error: unknown): string {
  const { code, reason, message } = error as {
    readonly code?: number;
    readonly reason?: string;
    readonly message?: string;
  };
  const said = [code, reason, message].filter((one) => one !== undefined && one !== '').join(' ');
  return `The WebSocket of client ${client + 1} ended: ${said || JSON.stringify(error)}`;
}

/** Subscribes clients to all questions, and checks the number of rows in each answer. */
export async function subscribe({ url, writer, counted, base, seconds, onBegun }: LiveOptions): Promise<LiveFigures> {
  const questions = liveQuestions(counted);
  const clients = Array.from({ length: CLIENTS }, (_, index) =>
    createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: socketFrom(`127.0.1.${index + 1}`),
      retryAttempts: 0,
      lazy: true,
    }),
  );
  const last = new Map<number, number>();
  const delays: number[] = [];
  let [answers, wrong, begun] = [0, 0, 0];
  let failed: unknown = null;
  const receive = (index: number, { data, errors }: Answer) => {
    if (errors !== undefined) failed = new Error(`A subscription failed: ${JSON.stringify(errors)}`);
    answers += 1;
    const tasks = data?.metricsChanged?.rows[0].values.tasks;
    if (tasks === undefined) return;
    const now = performance.now();
    const inserted = tasks - base;
    if (inserted > writer.begunBefore(now)) wrong += 1;
    if (inserted > 0) delays.push(now - writer.committedAt(inserted));
    last.set(index, inserted);
  };
  const firsts = clients.flatMap((client, index) =>
    questions.map(
      (query) =>
        new Promise<void>((first, fail) => {
          client.subscribe<Answer['data']>(
            { query },
            {
              next: (answer) => {
                receive(index, answer as Answer);
                begun += 1;
                first();
              },
              error: (error) => fail(error instanceof Error ? error : new Error(reasonOf(index, error))),
              complete: () => undefined,
            },
          );
        }),
    ),
  );
  await Promise.all(firsts);
  await onBegun();
  [answers, wrong] = [0, 0];
  delays.length = 0;
  await pause(seconds * 1_000);
  const figures = { answers, wrong, delays: [...delays] };
  await writer.stop();
  const all = writer.begunBefore(Infinity);
  for (let round = 0; round < 100 && [...last.values()].some((one) => one < all); round++) await pause(100);
  const behind = [...last.values()].filter((one) => one !== all).length;
  await Promise.all(clients.map((client) => client.dispose()));
  if (failed !== null) throw failed;
  return { subscribers: begun === 0 ? 0 : firsts.length, ...figures, behind };
}
