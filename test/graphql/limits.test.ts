import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { gatewayServer, MODEL, type GatewayServer } from './gatewayServer';
import { mistake, refusal } from './mistake';

/** Limits of a request in size and cost, whatever it selects. */
let directory: { path: string; remove(): Promise<void> };
let server: GatewayServer;
beforeAll(async () => {
  directory = await temporaryDirectory();
  const model = path.join(directory.path, 'model');
  cpSync(MODEL, model, { recursive: true });
  const file = path.join(model, 'model.yaml');
  const limits =
    'limits:\n  maxCost: 20\n  costPerMinute: 100\n  maxTokens: 2000\n  maxAliases: 20\n  maxDirectives: 10';
  writeFileSync(file, readFileSync(file, 'utf8').replace('limits:', limits));
  server = await gatewayServer({ model });
});
afterAll(async () => {
  await server.close();
  await directory.remove();
});

const TABLE = (more = '') =>
  `metrics(range: ${WEEK_RANGE}, grain: DAY${more}) { rows { values { total_generations } } }`;
const WEEK_RANGE = '{ from: "2026-03-02", through: "2026-03-08" }';

test('aliases count, fragments count wherever they are spread, __typename counts too', async () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}: __typename`).join(' ');
  expect((await server.ask(`{ ${names(20)} }`)).errors).toEqual([]);
  const error = {
    code: 'DOCUMENT_TOO_LARGE',
    message: 'The document has 21 aliases; at most 20 are allowed.',
  };
  expect(await refusal(server, `{ ${names(21)} }`)).toEqual(error);
  const spread = `query { ...a ...a ...a } fragment a on Query { ${names(7)} }`;
  expect(await refusal(server, spread)).toEqual(error);
});

test('fragments that double each other are counted without being written out', async () => {
  const doubled = Array.from({ length: 60 }, (_, at) => `fragment f${at} on Query { ...f${at + 1} ...f${at + 1} }`);
  const document = `{ ...f0 } ${doubled.join(' ')} fragment f60 on Query { a: __typename }`;
  expect((await refusal(server, document)).code).toBe('DOCUMENT_TOO_LARGE');
});

test('directives are counted', async () => {
  const directives = '@include(if: true) '.repeat(11);
  expect((await server.ask(`{ __typename ${directives.slice(19)} }`)).errors[0]?.extensions.code).toBe(
    'GRAPHQL_VALIDATION_FAILED',
  );
  const fields = Array.from({ length: 11 }, () => '__typename @include(if: true)').join(' ');
  expect((await refusal(server, `{ ${fields} }`)).message).toBe(
    'The document has 11 directives; at most 10 are allowed.',
  );
});

test('tokens are counted while the document is parsed', async () => {
  expect(await refusal(server, `{ ${'__typename '.repeat(2_000)} }`)).toEqual({
    code: 'DOCUMENT_TOO_LARGE',
    message: 'The document has more than 2000 tokens; at most 2000 are allowed.',
  });
});

test('a query that costs too much is rejected before it runs, with the figures', async () => {
  const year = '{ from: "2025-10-01", to: "2026-10-01" }';
  const document = `{ metrics(range: ${year}, grain: HOUR, groupBy: [task_type]) { rows { values { total_generations } } } }`;
  const refused = await mistake(server, document);
  expect(refused).toEqual({
    code: 'QUERY_TOO_EXPENSIVE',
    message: expect.stringMatching(
      /^The query costs \d+ points; at most 20 are allowed in one request. It has 1 metrics, 8760 buckets, about \d+ groups and 1 scans of tables.$/,
    ),
    hint: expect.any(String),
  });
});

test('a client spends points, which refill; another client has its own', async () => {
  const ask = async (remoteAddress: string, fields: string) => {
    const { body } = await server.app.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: `{ ${fields} rateLimit { cost remaining resetAt } }` },
      remoteAddress,
    });
    return JSON.parse(body);
  };
  const before = Date.now();
  const first = await ask('127.0.0.7', TABLE());
  expect(first.data.rateLimit).toMatchObject({ cost: 1, remaining: 99 });
  expect(Date.parse(first.data.rateLimit.resetAt)).toBeGreaterThan(before);
  // 11 points each: a metric of active rows reads all of them, whatever the range.
  const snapshots = `metrics(range: ${WEEK_RANGE}, groupBy: [utm_source], grain: DAY) { rowCount rows { values { revenue_mrr } } }`;
  let refused;
  while (refused === undefined) {
    const { errors } = await ask('127.0.0.7', snapshots);
    refused = errors?.[0];
  }
  expect(refused.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
  expect((await ask('127.0.0.8', TABLE())).data.rateLimit.remaining).toBe(99);
});

test('a request pays for all of its fields together, and the fields that were paid for are answered', async () => {
  const by = (key: string) =>
    `${key}: metrics(range: ${WEEK_RANGE}, groupBy: [utm_source], grain: DAY, orderBy: [{ key: TIME, direction: ${key} }]) { rows { values { revenue_mrr } } }`;
  const wide = `all: metrics(range: ${WEEK_RANGE}, grain: DAY, where: { user_id: { isNull: false } }) { rows { values { revenue_mrr } } }`;
  const narrow = `few: metrics(range: ${WEEK_RANGE}, where: { user_id: { isNull: true } }) { rows { values { revenue_mrr } } }`;
  const { body } = await server.app.inject({
    method: 'POST',
    url: '/graphql',
    payload: { query: `{ ${by('ASC')} ${wide} ${narrow} rateLimit { cost } }` },
    remoteAddress: '127.0.0.9',
  });
  const { data, errors } = JSON.parse(body);
  expect(data.rateLimit.cost).toBeGreaterThan(0);
  expect(data.rateLimit.cost).toBeLessThanOrEqual(20);
  const refused = errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code);
  expect(new Set(refused)).toEqual(new Set(['QUERY_TOO_EXPENSIVE']));
  expect([data.ASC, data.all, data.few].filter((one) => one === null)).toHaveLength(refused.length);
});

test('a client without enough points gets the time of the refill, by HTTP too, before any lookup', async () => {
  const payload = { query: '{ a: __schema { types { name } } b: __schema { types { name } } rateLimit { cost } }' };
  const ask = () => server.app.inject({ method: 'POST', url: '/graphql', payload, remoteAddress: '127.0.0.10' });
  const first = await ask();
  expect([first.statusCode, first.json().data.rateLimit.cost > 5]).toEqual([200, true]);
  let last = first;
  while (last.statusCode === 200) last = await ask();
  const { data, errors } = last.json();
  expect([last.statusCode, data, Number(last.headers['retry-after']) > 0]).toEqual([429, undefined, true]);
  expect(errors).toEqual([
    expect.objectContaining({
      extensions: { code: 'RATE_LIMITED', hint: expect.any(String), retryAfterMs: expect.any(Number) },
    }),
  ]);
});
