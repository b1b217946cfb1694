import { Client } from 'pg';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { mistake, WEEK } from './mistake';

/**
 * Any text is a value: a filter finds it where it is stored, nowhere else, and it comes back
 * unchanged.
 */
const TEXTS = [
  `'`,
  `''`,
  `"`,
  `\\`,
  `\\'`,
  `'; drop table "user"; --`,
  `' or 1 = 1 --`,
  `E'\\x27'`,
  '$1',
  '$$',
  '%',
  '_',
  '%_\\%',
  '{a,b}',
  '{"a",NULL}',
  'NULL',
  'null',
  ',',
  ' ',
  '\t',
  'a\nb\r\n',
  '\u0001\u001f\u007f\u0085',
  '\ufeff',
  '\u200b\u202e',
  '\uffff',
  '👩‍👩‍👧‍👦',
  'e\u0301',
  '\u00e9',
  '中文',
  'İ',
  '__proto__',
  'constructor',
  'Direct ',
  '/*',
  '${x}',
  'x'.repeat(100_000),
];

let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
  const client = new Client({ connectionString: server.url! });
  await client.connect();
  await client.query('truncate "user"');
  await client.query(
    `insert into "user" (id, utm_source, registration_date) select i, text, '2026-03-03' from unnest($1::text[]) with ordinality as t (text, i)`,
    [TEXTS],
  );
  await client.end();
});
afterAll(() => server.close());

const QUERY = `query ($where: MetricDimensionFilter, $by: [MetricDimensionKey!]! = [utm_source]) {
  metrics(${WEEK}, where: $where, groupBy: $by) { rows { by { utm_source } values { new_registrations } } }
}`;

async function found(filter: object): Promise<string[]> {
  const { data, errors } = await server.ask(QUERY, { where: { utm_source: filter } });
  expect(errors).toEqual([]);
  return data!['metrics'].rows.map((row: { by: { utm_source: string } }) => row.by.utm_source);
}

test('each is a group of its own, in the order of code points', async () => {
  const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  expect(await found({})).toEqual([...TEXTS].sort(byCodePoint));
});

test.each(TEXTS.map((text) => [text.slice(0, 30), text]))('%j is found and nothing else', async (_, text) => {
  expect(await found({ eq: text })).toEqual([text]);
  expect(await found({ in: [text, 'none such'] })).toEqual([text]);
  expect(await found({ ne: text })).toHaveLength(TEXTS.length - 1);
  expect((await found({ contains: text })).sort()).toEqual(TEXTS.filter((one) => one.includes(text)).sort());
  expect((await found({ startsWith: text })).sort()).toEqual(TEXTS.filter((one) => one.startsWith(text)).sort());
});

test.each(TEXTS.map((text) => [text.slice(0, 30), text]))('%j works written out in the query', async (_, text) => {
  const written = JSON.stringify(text);
  const { data, errors } = await server.ask(
    `{ metrics(${WEEK}, where: { utm_source: { eq: ${written} } }) { rows { values { new_registrations } } } }`,
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({ metrics: { rows: [{ values: { new_registrations: 1 } }] } });
});

test.each(
  [
    ['a\0b', 'the text holds a NUL character, which no stored text can', 'Take it out.'],
    ['a\ud800', 'the text holds half of a surrogate pair', 'Send well-formed Unicode.'],
    ['\udc00', 'the text holds half of a surrogate pair', 'Send well-formed Unicode.'],
    ['语'.repeat(33_334), 'the text has 100002 bytes', 'Texts to compare with have at most 100000 bytes.'],
  ].map((one) => [one[0]!.slice(0, 10), ...one] as const),
)('%j cannot be in a text', async (_, text, problem, hint) => {
  const forms = { eq: text, ne: text, contains: text, startsWith: text };
  for (const [name, value] of Object.entries(forms)) {
    const told = { code: 'BAD_FILTER', message: `where.utm_source.${name}: ${problem}`, hint };
    expect(await mistake(server, QUERY, { where: { utm_source: { [name]: value } } })).toEqual(told);
  }
  for (const name of ['in', 'notIn']) {
    const told = { code: 'BAD_FILTER', message: `where.utm_source.${name}[1]: ${problem}`, hint };
    expect(await mistake(server, QUERY, { where: { utm_source: { [name]: ['a', text] } } })).toEqual(told);
  }
});

test('a list may have any length', async () => {
  const values = Array.from({ length: 50_000 }, (_, index) => `v${index}`);
  expect(await found({ in: [...values, '%'] })).toEqual(['%']);
});

test('the tables are all still there', async () => {
  expect(new Set((await server.engine.columns()).map(({ table }) => table)).size).toBe(6);
});
