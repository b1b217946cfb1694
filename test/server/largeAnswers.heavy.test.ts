import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { changedModel } from '../graphql/changedModel';
import { ask } from './listeningServer';
import { spawnServer } from './spawnServer';

/** The heap that the example for Kubernetes allows. */
const HEAP_MB = 256;
const CLIENTS = 5;

/** Reads the beginning of an answer, then hangs up. */
async function leaveAtFirstByte(url: string, query: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  // Without an agent, the request has its own connection.
  const sent = request(`${url}/graphql`, { method: 'POST', headers, agent: false });
  sent.end(JSON.stringify({ query }));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  await once(answer, 'data');
  answer.on('error', () => undefined).destroy();
  expect(answer.complete).toBe(false);
}

let database: FreshDatabase;
let model: { path: string; remove(): Promise<void> };
beforeAll(async () => {
  database = await productDatabase();
  // On a busy machine the last answer comes later than a request may usually take.
  model = await changedModel('model.yaml', (text) =>
    text.replace('limits:', 'limits:\n  costPerMinute: 1000000').replace('timeoutMs: 30000', 'timeoutMs: 200000'),
  );
});
afterAll(async () => {
  await model.remove();
  await database.drop();
});

test(`${CLIENTS} answers of the largest size are written one after the other, in memory for one`, async () => {
  const server = await spawnServer({
    DATABASE_URL: database.url,
    MODEL_DIRECTORY: model.path,
    NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}`,
  });
  try {
    const names = Array.from(
      { length: 30 },
      (_, index) => `n${index}: details { total_generations { value decimal status complete } }`,
    );
    const range = (day: number) => `range: { from: "2025-10-01", to: "2026-04-${String(day).padStart(2, '0')}" }`;
    const large = (day: number) =>
      `{ metrics(${range(day)}, grain: HOUR, select: [total_generations]) { rows { ${names.join(' ')} } } }`;
    const replies = await Promise.all(
      // Equal queries share one statement, so all answers could be written at once.
      Array.from({ length: CLIENTS }, async () => {
        const { status, data, errors } = await ask(server.url, large(1));
        return [status, data?.['metrics']?.rows.length, errors];
      }),
    );
    expect(replies).toEqual(replies.map(() => [200, 24 * 182, []]));
    // Clients that leave early take nothing from others.
    for (const milliseconds of [100, 400, 800, 1_500]) {
      const left = Array.from({ length: 3 }, async (_, index) => {
        // They leave before there are rows, while the answer is written, or after it.
        const signal = AbortSignal.timeout(milliseconds + 50 * index);
        // A fetch that is aborted while its body arrives may never settle: the signal counts too.
        const gone = once(signal, 'abort');
        return Promise.race([ask(server.url, large(10 + index), signal).catch(() => 'gone'), gone]);
      });
      await Promise.all(left);
    }
    // These leave in the middle of an answer.
    for (let index = 0; index < 3; index++) await leaveAtFirstByte(server.url, large(10 + index));
    expect((await ask(server.url, large(1))).data?.['metrics'].rows).toHaveLength(24 * 182);
    expect(server.process.exitCode).toBeNull();
  } finally {
    await server.stop();
  }
}, 240_000);
