import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { exported, readCsv, readLines, type Arguments } from './exporting';
import { QUESTIONS } from './questions';

/**
 * An export holds the rows of `metrics` for the same arguments, in every format and by GET or POST.
 */
let server: GatewayServer;
let embedded: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
  embedded = await gatewayServer({ on: 'embedded' });
});
afterAll(async () => {
  await server.close();
  await embedded.close();
});

const TYPES: Readonly<Record<string, string>> = {
  select: '[MetricKey!]',
  range: 'MetricTimeRange!',
  groupBy: '[MetricDimensionKey!]!',
  grain: 'MetricGrain',
  timeZone: 'TimeZone',
  where: 'MetricDimensionFilter',
  having: 'MetricHaving',
  top: 'MetricTop',
  compare: 'MetricComparison',
  fill: 'Boolean!',
  orderBy: '[MetricOrder!]',
  limit: 'Int',
  offset: 'Int!',
  asOf: 'DateTime',
};

interface Row {
  readonly time: { readonly start: string; readonly end: string; readonly complete: boolean };
  readonly by?: Readonly<Record<string, string | null>>;
  readonly others: boolean;
  readonly details: Readonly<Record<string, Readonly<Record<string, string | number | null>>>>;
}

/** The rows that GraphQL returns for the same arguments. */
async function asked({ select, groupBy = [], ...others }: Arguments): Promise<Row[]> {
  const given: Arguments = { select, groupBy, ...others };
  const names = Object.keys(given);
  const by = (groupBy as string[]).length === 0 ? '' : `by { ${(groupBy as string[]).join(' ')} }`;
  const details = (select as string[]).map((key) => `${key} { decimal status previous change difference }`);
  const { data, errors } = await server.ask(
    `query (${names.map((name) => `$${name}: ${TYPES[name]}`).join(' ')}) {
      metrics(${names.map((name) => `${name}: $${name}`).join(' ')}) {
        rows { time { start end complete } ${by} others details { ${details.join(' ')} } }
      }
    }`,
    given,
  );
  expect(errors).toEqual([]);
  return (data as { metrics: { rows: Row[] } }).metrics.rows;
}

const PARTS = ['previous', 'change', 'difference'] as const;

/** A row as a file shows it. Values that GraphQL has as floats are compared as floats. */
function flat(row: Row, { compare, top }: Arguments): Record<string, unknown> {
  const numbers = Object.entries(row.details).flatMap(([key, detail]) => [
    [key, detail['decimal']],
    ...(compare === undefined ? [] : PARTS.map((part) => [`${key}.${part}`, detail[part]])),
  ]);
  return {
    'time.start': row.time.start,
    'time.end': row.time.end,
    'time.complete': row.time.complete,
    ...row.by,
    ...((top as { others?: boolean } | undefined)?.others && { 'top.others': row.others }),
    ...Object.fromEntries(numbers),
  };
}

function asFloats(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isPart = (name: string) => PARTS.some((part) => name.endsWith(`.${part}`));
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, isPart(name) && value !== null ? Number(value) : value]),
  );
}

describe.each(Object.entries(QUESTIONS))('%s', (_name, question) => {
  test('CSV holds the rows of `metrics`', async () => {
    const rows = (await asked(question)).map((row) => flat(row, question));
    const inText = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value]),
      ),
    );
    const text = await exported(server, 'csv', question);
    const found = readCsv(text);
    expect(found.map(({ date: _, ...row }) => asFloats(row))).toEqual(inText);
    for (const row of found) expect(row['date']).toBe(dateOf(row, question));
    expect(Object.keys(found[0] ?? { date: '' }).at(-1)).toBe('date');
    expect(await exported(server, 'csv', question, 'GET')).toBe(text);
    expect(await exported(embedded, 'csv', question)).toBe(text);
  });

  test('NDJSON holds the rows of `metrics`', async () => {
    const rows = (await asked(question)).map((row) => withStatuses(row, question));
    const text = await exported(server, 'ndjson', question);
    expect(readLines(text).map(asFloats)).toEqual(rows);
    expect(await exported(server, 'ndjson', question, 'GET')).toBe(text);
    expect(await exported(embedded, 'ndjson', question)).toBe(text);
  });

  test('JSON holds the rows of `metrics`, each with its date', async () => {
    const text = await exported(server, 'json', question);
    const rows = JSON.parse(text) as Record<string, unknown>[];
    // A JSON number has the digits of the decimal; this reader rounds it.
    const expected = (await asked(question)).map((row, index) =>
      mapValues(withStatuses(row, question), (value, name) =>
        typeof rows[index]![name] === 'number' ? Number(value) : value,
      ),
    );
    expect(rows.map(({ date: _, ...row }) => row)).toEqual(expected);
    for (const row of rows) expect(row['date']).toBe(dateOf(row, question));
    expect(await exported(server, 'json', question, 'GET')).toBe(text);
    expect(await exported(embedded, 'json', question)).toBe(text);
  });
});

test('each question shows the case that it is named for', async () => {
  const statuses = (await exported(server, 'ndjson', QUESTIONS['every status']!)).match(/NO_DATA|DIVIDE_BY_ZERO/g);
  expect(new Set(statuses)).toEqual(new Set(['NO_DATA', 'DIVIDE_BY_ZERO']));
  expect(await exported(server, 'csv', QUESTIONS['a page of no rows']!)).toBe(
    'time.start,time.end,time.complete,user_id,tasks,date\n',
  );
  expect(await exported(server, 'ndjson', QUESTIONS['a page after the last']!)).toBe('');
  expect(await exported(server, 'json', QUESTIONS['a page after the last']!)).toBe('[\n]\n');
  expect(readCsv(await exported(server, 'csv', QUESTIONS['days whose clocks change']!))).toHaveLength(71);
});

test('no internal error was logged', () => {
  expect([server.internal, embedded.internal]).toEqual([[], []]);
});

/** The date of a row, as the text of its start has it. */
function dateOf({ 'time.start': start }: Readonly<Record<string, unknown>>, { grain }: Arguments): string {
  return (start as string).slice(0, grain === 'HOUR' ? 19 : 10).replace('T', ' ');
}

/** The same in JSON: a number that is missing has its reason beside it. */
function withStatuses(row: Row, question: Arguments): Record<string, unknown> {
  const statuses = Object.entries(row.details)
    .filter(([, { status }]) => status !== 'OK')
    .map(([key, { status }]) => [`${key}.status`, status]);
  return { ...flat(row, question), ...Object.fromEntries(statuses) };
}

function mapValues(row: object, change: (value: unknown, name: string) => unknown): object {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, change(value, name)]));
}
