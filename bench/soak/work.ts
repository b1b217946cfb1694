import { once } from 'node:events';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { THIRTEEN } from '../questions';

/** One piece of work of a client. It resolves when the client is done, whatever the answer. */
export type Work = (url: string, random: Random) => Promise<void>;

/** A number from 0 to below `below`, whole. */
export type Random = (below: number) => number;

const ZONES = Intl.supportedValuesOf('timeZone');
const GRAINS = ['HOUR', 'DAY', 'WEEK', 'MONTH'] as const;
const GROUPS = ['', 'task_type', 'utm_source', 'user_id'] as const;

/** What clients of a busy server do, the good and the careless ones. */
export const WORK: Readonly<Record<string, Work>> = {
  async query(url, random) {
    await read(post(url, { query: `{ ${table(random)} }` }));
  },
  async 'query in a new zone'(url, random) {
    await read(post(url, { query: `{ ${table(random, `timeZone: "${pick(ZONES, random)}"`)} }` }));
  },
  async 'labels in new locales'(url, random) {
    const labels = Array.from({ length: 20 }, (_, index) => `l${index}: label(locale: "${locale(random)}")`).join(' ');
    const query = `{ metrics(range: { last: 3, unit: DAY }, grain: DAY, select: [tasks]) { rows { time { ${labels} } } } }`;
    await read(post(url, { query }));
  },
  async 'query with mistakes'(url, random) {
    const unknown = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x${index}${random(1e6)}`, index]));
    const query =
      'query ($w: MetricDimensionFilter) { metrics(range: { last: 7, unit: DAY }, where: $w) { rowCount } }';
    await read(post(url, { query, variables: { w: unknown } }));
    await read(post(url, { query: `{ metrics { nothing${random(1e6)} } }` }));
    await read(post(url, { query: '{'.repeat(1 + random(2_000)) }));
  },
  async batch(url, random) {
    await read(
      post(
        url,
        [1, 2, 3].map(() => ({ query: `{ ${table(random)} }` })),
      ),
    );
  },
  async 'query that is left'(url, random) {
    const left = new AbortController();
    const answer = post(
      url,
      { query: `{ ${table(random)} }`, variables: { unused: 'x'.repeat(100_000) } },
      left.signal,
    );
    setTimeout(() => left.abort(), random(40));
    await readUntilLeft(answer, left.signal);
  },
  async 'events that are left'(url, random) {
    const left = new AbortController();
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const body = JSON.stringify({
      query: `subscription { ${live(random)} }`,
      variables: { unused: 'x'.repeat(100_000) },
    });
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body, signal: left.signal }).catch(
      () => null,
    );
    const reader = response?.body?.getReader();
    for (let pieces = random(4); pieces > 0; pieces--) await reader?.read().catch(() => undefined);
    left.abort();
  },
  async 'WebSocket that is left'(url, random) {
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const answers = client.iterate({ query: `subscription { ${live(random)} }` });
    await answers.next().catch(() => undefined);
    if (random(2) === 0) await answers.return?.();
    client.terminate();
    await client.dispose();
  },
  async export(url, random) {
    await read(post(url, exported(random), undefined, '/export.csv'));
  },
  async 'export that is left'(url, random) {
    const left = new AbortController();
    const answer = post(url, exported(random), left.signal, '/export.ndjson');
    setTimeout(() => left.abort(), random(40));
    await readUntilLeft(answer, left.signal);
  },
};

function table(random: Random, more = ''): string {
  const group = pick(GROUPS, random);
  const [last, grain] = [1 + random(30), pick(GRAINS, random)];
  const metrics = [pick(THIRTEEN, random), pick(THIRTEEN, random)];
  const args = [
    `range: { last: ${last}, unit: DAY }`,
    `grain: ${grain}`,
    ...(group === '' ? [] : [`groupBy: [${group}]`]),
    `limit: ${1 + random(200)}`,
    ...(more === '' ? [] : [more]),
  ];
  return `metrics(${args.join(', ')}) { rows { time { start label } values { ${metrics.join(' ')} } } }`;
}

function live(random: Random): string {
  return `metricsChanged(range: { last: ${1 + random(14)}, unit: DAY }) { rows { values { ${pick(THIRTEEN, random)} } } }`;
}

function exported(random: Random): object {
  return {
    range: { last: 7 + random(60), unit: 'DAY' },
    grain: 'DAY',
    groupBy: ['user_id'],
    fill: false,
    select: ['tasks'],
  };
}

/** Rarely the same: a language that exists, and a part that nobody has sent before. */
function locale(random: Random): string {
  const text = () =>
    random(36 ** 6)
      .toString(36)
      .padStart(6, '0');
  return `${pick(['de', 'en', 'fr', 'ja', 'zh'], random)}-x-${text()}`;
}

function post(url: string, body: unknown, signal?: AbortSignal, path = '/graphql'): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal: signal ?? null });
}

/** Reads the whole answer. One that breaks off is no failure of this program. */
async function read(answer: Promise<Response>): Promise<void> {
  await answer.then((response) => response.arrayBuffer()).catch(() => undefined);
}

/**
 * Reads the answer until the client leaves. It does not wait for `fetch` after that: in Node 20, a
 * compressed answer that is left while it is read may stay pending for ever (nodejs/undici#4089).
 */
async function readUntilLeft(answer: Promise<Response>, left: AbortSignal): Promise<void> {
  await Promise.race([read(answer), once(left, 'abort')]);
}

function pick<T>(all: readonly T[], random: Random): T {
  return all[random(all.length)]!;
}
