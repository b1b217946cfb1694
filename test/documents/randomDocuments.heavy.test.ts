import * as fc from 'fast-check';
import { loadRegistry } from '../../src/registry/load';
import { subgraphSchema } from '../../src/graphql/subgraph';
import { changedModel } from '../graphql/changedModel';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { SEED, say } from '../property/settings';
import { spawnServer, type ServerProcess } from '../server/spawnServer';
import { agent, heard, post, type Heard } from './httpClient';
import { documentsOf } from './documents';
import { spoiltFrom, type Spoilt } from './spoiltDocuments';

/**
 * The server answers any document with data or a documented error, and keeps running.
 * `PROPERTY_SEED` repeats a run.
 */
const DOCUMENTS = Number(process.env['FUZZ_DOCUMENTS'] ?? 500);
const IN_A_ROUND = 100;

let database: FreshDatabase;
let model: { path: string; remove(): Promise<void> };
let server: ServerProcess;
beforeAll(async () => {
  database = await productDatabase();
  // One client sends all requests. No request may take seconds.
  const limits = 'limits:\n  maxCost: 200\n  costPerMinute: 2000000000';
  model = await changedModel('model.yaml', (text) => text.replace('limits:', limits));
  server = await spawnServer({ DATABASE_URL: database.url, MODEL_DIRECTORY: model.path, LOG_LEVEL: 'error' });
});
afterAll(async () => {
  agent.destroy();
  server.process.kill('SIGKILL');
  await model.remove();
  await database.drop();
});

const KNOWN = `{ metrics(range: { from: "2026-03-02", through: "2026-03-08" }, asOf: "2026-03-12T09:30:00+08:00", groupBy: [task_type]) {
  rows { by { task_type } values { text_generations total_generations } } } }`;

async function known(): Promise<unknown> {
  const { text } = await post(`${server.url}/graphql`, Buffer.from(JSON.stringify({ query: KNOWN })));
  return JSON.parse(text);
}

test(`${DOCUMENTS} documents get data or documented errors, seed ${SEED}`, async () => {
  const before = await known();
  expect(JSON.stringify(before)).toContain('"total_generations":');
  const registry = loadRegistry(model.path);
  const documents = documentsOf(subgraphSchema(registry), registry);
  const whole = documents.map((document) => ({ how: 'as it should be', body: Buffer.from(JSON.stringify(document)) }));
  const requests = fc.oneof({ weight: 3, arbitrary: whole }, { weight: 2, arbitrary: spoiltFrom(documents) });
  const counts = { asked: 0, executed: 0, withData: 0, withErrors: 0 };
  const codes = new Map<string, number>();
  const count = ({ isExecuted, hasData, codes: told }: Heard) => {
    counts.asked += 1;
    counts.executed += Number(isExecuted);
    counts.withData += Number(hasData);
    counts.withErrors += Number(told.length > 0);
    for (const code of new Set(told)) codes.set(code, (codes.get(code) ?? 0) + 1);
  };
  const put = async ({ how, body }: Spoilt) => {
    const answer = await post(`${server.url}/graphql`, body);
    try {
      count(heard(answer));
    } catch (error) {
      throw new Error(`${how}: ${body.toString().slice(0, 8_000)}\n${server.complaints()}`, { cause: error });
    }
  };
  const began = performance.now();
  for (let first = 0; first < DOCUMENTS; first += IN_A_ROUND) {
    const numRuns = Math.min(IN_A_ROUND, DOCUMENTS - first);
    await Promise.all(fc.sample(requests, { seed: SEED + first, numRuns }).map(put));
  }
  const seconds = (performance.now() - began) / 1_000;
  const { asked, executed, withData, withErrors } = counts;
  say(
    `${asked} documents in ${seconds.toFixed(1)} s: ${executed} were executed, ${withData} answered with data, ${withErrors} told of errors.`,
  );
  say(
    [...codes]
      .sort((a, b) => b[1] - a[1])
      .map(([code, times]) => `${code} ${times}`)
      .join(', '),
  );
  // The test would prove nothing if hardly any document were valid.
  expect(withData).toBeGreaterThan(asked / 8);
  expect(await known()).toEqual(before);
}, 3_600_000);

test('the process still works, and has logged no error', async () => {
  expect(server.complaints()).toBe('');
  expect(await server.stop()).toEqual([0, null]);
  expect(server.complaints()).toBe('');
});
