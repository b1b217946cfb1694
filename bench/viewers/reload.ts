import { setTimeout as pause } from 'node:timers/promises';
import { overview, type Counted } from './questions';
import type { Writer } from './writer';

const CLIENTS = 50;
const EVERY_MS = 5_000;

export interface Reloads {
  /** Milliseconds of each reload. */
  readonly durations: readonly number[];
  /** Milliseconds from the moment of each answer to its request. */
  readonly behind: readonly number[];
  /** The reloads whose number of rows no moment between request and answer explains. */
  readonly wrong: number;
  /** The reloads whose count was kept, and not computed. */
  readonly kept: number;
  /** The reloads that were answered with an error. */
  readonly failed: number;
}

export interface ReloadOptions {
  readonly url: string;
  readonly writer: Writer;
  readonly counted: Counted;
  /** The number of counted rows before the writer began. */
  readonly base: number;
  /** The age of an answer that the clients allow, in milliseconds. */
  readonly maxAgeMs: number;
  readonly seconds: number;
}

interface Answer {
  readonly data: {
    readonly metrics: {
      readonly rows: readonly [{ readonly values: { readonly tasks: number } }];
      readonly meta: { readonly asOf: string; readonly cache: { readonly status: string } };
    };
  };
}

/** Lets clients reload the overview, and checks the number of rows in each answer. */
export async function reload({ url, writer, counted, base, maxAgeMs, seconds }: ReloadOptions): Promise<Reloads> {
  const body = JSON.stringify({ query: overview(counted) });
  const headers = {
    'content-type': 'application/json',
    'cache-control': maxAgeMs === 0 ? 'max-age=0' : `max-age=${maxAgeMs / 1_000}`,
  };
  const began = performance.now();
  const durations: number[] = [];
  const behind: number[] = [];
  let [wrong, kept, failed] = [0, 0, 0];
  const client = async (index: number) => {
    for (let turn = 0; ; turn++) {
      const at = began + (index / CLIENTS) * EVERY_MS + turn * EVERY_MS;
      if (at - began >= seconds * 1_000) return;
      await pause(Math.max(0, at - performance.now()));
      const asked = performance.now();
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
      const text = await response.text();
      const answered = performance.now();
      if (!response.ok || text.includes('"errors"')) {
        if (failed === 0) process.stderr.write(`A reload failed: ${text.slice(0, 300)}\n`);
        failed += 1;
        continue;
      }
      const { rows, meta } = (JSON.parse(text) as Answer).data.metrics;
      const inserted = rows[0].values.tasks - base;
      // Identical requests in flight have the moment of the first (docs/meaning.md#asof).
      const asOf = Date.parse(meta.asOf) - performance.timeOrigin;
      const least = writer.committedBefore(Math.min(asked - maxAgeMs, asOf));
      if (inserted < least || inserted > writer.begunBefore(answered)) wrong += 1;
      behind.push(Math.max(0, asked - asOf));
      if (meta.cache.status === 'HIT') kept += 1;
      durations.push(answered - asked);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(index)));
  return { durations, behind, wrong, kept, failed };
}
