import { Client } from 'pg';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { address, exported, readCsv, readLines } from './exporting';

/** Values that a database may contain, and what a spreadsheet would do with them. */
const PLAIN = [
  'a,b',
  'say "so"',
  '"',
  'two\nlines',
  'two\r\nlines',
  'ends with a return\r',
  '付费 👩‍👩‍👧',
  ' padded ',
  "it's",
  '',
  '1-2',
  'a=b',
  'null',
  '\u0001\u2028\\',
  '<script>',
];
const FORMULAS = [
  "=cmd|' /C calc'!A0",
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '="a","b"',
  '＝1',
  '＋1',
  '－1',
  '＠A1',
];

let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
  const owner = new Client({ connectionString: server.url! });
  await owner.connect();
  await owner.query('truncate task_generate_log');
  const insert = `insert into task_generate_log (user_id, task_type, status, created_at) values (1, $1, 'success', '2026-03-03 10:00+08')`;
  for (const value of [...PLAIN, ...FORMULAS, null]) await owner.query(insert, [value]);
  await owner.end();
});
afterAll(() => server.close());

const QUESTION = {
  select: ['tasks'],
  range: { from: '2026-03-02', through: '2026-03-08' },
  groupBy: ['task_type'],
  asOf: '2026-03-12T09:30:00+08:00',
};

const sorted = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).sort();

test('CSV returns every value, and marks a value that a spreadsheet would take for a formula as text', async () => {
  const found = readCsv(await exported(server, 'csv', QUESTION)).map((row) => row['task_type']);
  expect(sorted(found)).toEqual(sorted([...PLAIN, ...FORMULAS.map((value) => `'${value}`), null]));
});

test('NDJSON returns every value unchanged', async () => {
  const found = readLines(await exported(server, 'ndjson', QUESTION)).map((row) => row['task_type']);
  expect(sorted(found)).toEqual(sorted([...PLAIN, ...FORMULAS, null]));
});

test('a negative number stays a number', async () => {
  const given = {
    ...QUESTION,
    range: { from: '2026-03-09', through: '2026-03-11' },
    groupBy: [],
    compare: { shift: 1, unit: 'WEEK' },
  };
  const tasks = PLAIN.length + FORMULAS.length + 1;
  expect(await exported(server, 'csv', given)).toMatch(new RegExp(`,0,${tasks},-1,-${tasks}\n$`));
});

test('CSV starts with a byte order mark if the caller asks for one', async () => {
  const get = async (more: string) => (await server.app.inject(address('csv', QUESTION, more))).rawPayload;
  const without = await get('');
  expect(without.subarray(0, 4).toString()).toBe('time');
  expect(await get('&bom=false')).toEqual(without);
  const mark = Buffer.from([0xef, 0xbb, 0xbf]);
  expect(await get('&bom=true')).toEqual(Buffer.concat([mark, without]));
  const url = '/export.csv?bom=true';
  const posted = await server.app.inject({ method: 'POST', url, payload: QUESTION });
  expect(posted.rawPayload).toEqual(Buffer.concat([mark, without]));
});
