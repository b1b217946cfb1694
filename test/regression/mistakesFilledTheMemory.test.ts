import { liveServer, type Got, type LiveServer } from '../live/liveServer';

/**
 * Each unknown field of a variable became an error with the text of the whole variable. A request
 * of 60 KB so ended a process, and 200 KB kept one busy for minutes.
 */
let server: LiveServer;
beforeAll(async () => {
  server = await liveServer();
});
afterAll(() => server.close());

const FIELDS = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`x${index}`, 1]));
const ARGS = 'range: { last: 7, unit: DAY }, where: $w';
const QUERY = `query ($w: MetricDimensionFilter) { metrics(${ARGS}) { totals { values { tasks } } } }`;
const SUBSCRIPTION = `subscription ($w: MetricDimensionFilter) { metricsChanged(${ARGS}) { totals { values { tasks } } } }`;

/** Fifty mistakes and the note that there are more, each of at most 1,000 characters. */
const MOST_BYTES = 51 * 1_500;

function expectFew(errors: Got['errors'], body: string): void {
  expect(errors!.length).toBeGreaterThan(0);
  expect(errors!.length).toBeLessThanOrEqual(51);
  for (const { message } of errors!) expect(message.length).toBeLessThanOrEqual(1_001);
  expect(body.length).toBeLessThan(MOST_BYTES);
}

async function post(url: string, payload: unknown, headers: Record<string, string> = {}): Promise<string> {
  const { body } = await server.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(payload),
  });
  return body;
}

test('a query with twenty thousand unknown fields in a variable gets few short errors', async () => {
  const body = await post('/graphql', { query: QUERY, variables: { w: FIELDS } });
  expectFew((JSON.parse(body) as Got).errors, body);
});

test('every mistake of small variables is told', async () => {
  const few = Object.fromEntries(Object.entries(FIELDS).slice(0, 20));
  const { errors, status } = await server.ask(QUERY, { w: few });
  expect([status, errors.length]).toEqual([400, 20]);
  expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
});

test('of large variables only the first mistake is told, with its code', async () => {
  const { errors, status } = await server.ask(QUERY, { w: FIELDS });
  expect([status, errors.map(({ extensions }) => extensions.code)]).toEqual([400, ['BAD_USER_INPUT']]);
});

test('so does each operation of a batch', async () => {
  const body = await post('/graphql', [
    { query: QUERY, variables: { w: FIELDS } },
    { query: '{ metricCatalog { version } }' },
  ]);
  const [bad, good] = JSON.parse(body) as [Got, Got];
  expectFew(bad.errors, JSON.stringify(bad));
  expect(good.errors).toBeUndefined();
});

test.each([
  ['a filter', { select: ['tasks'], range: { last: 7, unit: 'DAY' }, where: FIELDS }],
  ['the arguments', FIELDS],
])('so does an export, for %s', async (_, args) => {
  const body = await post('/export.csv', args);
  expectFew((JSON.parse(body) as Got).errors, body);
});

test('so does a subscription over events and over WebSocket', async () => {
  const { errors } = await server.read(SUBSCRIPTION, 'sse', { w: FIELDS }).next();
  expectFew(errors, JSON.stringify(errors));
  const ended = (await server.read(SUBSCRIPTION, 'ws', { w: FIELDS }).ended) as Got['errors'];
  expectFew(ended, JSON.stringify(ended));
});

test('an error of a document names few locations, and cuts long names', async () => {
  const long = 'x'.repeat(100_000);
  const conflict = `{ a: metricCatalog { ${'key '.repeat(3_000)} } a: rateLimit { ${'limit '.repeat(3_000)} } }`;
  for (const query of [`{ ${long} }`, conflict, `query ($${long}: ${long}) { __typename @${long} }`]) {
    const { errors, body } = await server.ask(query);
    expect(errors.length).toBeGreaterThan(0);
    expect(body.length).toBeLessThan(101 * 1_500);
  }
});

test('an alias that would be repeated in every row is bounded', async () => {
  const { errors } = await server.ask(`{ ${'a'.repeat(201)}: metricCatalog { version } }`);
  expect(errors.map(({ message }) => message)).toEqual([
    'The document has 201 characters in an alias; at most 200 are allowed.',
  ]);
  expect((await server.ask(`{ ${'a'.repeat(200)}: metricCatalog { version } }`)).errors).toEqual([]);
});

test('an unknown name of a megabyte is compared with no other', async () => {
  const fields = Array.from({ length: 190 }, (_, index) => `a${index}: metric(key: $k) { key }`);
  const query = `query ($k: String!) { metricCatalog { ${fields.join(' ')} } }`;
  const { errors, body } = await server.ask(query, { k: 'x'.repeat(900_000) });
  expect(errors.length).toBeLessThanOrEqual(100);
  expect(body.length).toBeLessThan(200_000);
});
