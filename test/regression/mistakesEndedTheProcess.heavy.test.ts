import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { spawnServer, type ServerProcess } from '../server/spawnServer';

/** Requests of unknown fields, up to the size of a body, in a process with a small heap. */
let database: FreshDatabase;
let server: ServerProcess;
beforeAll(async () => {
  database = await productDatabase();
  server = await spawnServer({ DATABASE_URL: database.url, NODE_OPTIONS: '--max-old-space-size=256' });
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});

const QUERY = `query ($w: MetricDimensionFilter) {
  metrics(range: { last: 7, unit: DAY }, where: $w) { totals { values { tasks } } }
}`;

async function post(path: string, body: unknown, accept = 'application/json'): Promise<string> {
  const headers = { 'content-type': 'application/json', accept };
  const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return answer.text();
}

test('the process survives, and its answers are small', async () => {
  for (const count of [6_000, 20_000, 90_000]) {
    const w = Object.fromEntries(Array.from({ length: count }, (_, index) => [`x${index}`, 1]));
    const request = { query: QUERY, variables: { w } };
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => post('/graphql', request)),
      post('/graphql', request, 'text/event-stream'),
      post('/export.csv', { select: ['tasks'], range: { last: 7, unit: 'DAY' }, where: w }),
    ]);
    for (const answer of answers) {
      expect(answer).toContain('BAD_USER_INPUT');
      expect(answer.length).toBeLessThan(100_000);
    }
  }
  expect(server.process.exitCode).toBeNull();
}, 300_000);
