import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { address, exported, readCsv, readLines } from './exporting';
import { fillNastyTexts, FORMULAS, PLAIN, QUESTION } from './nastyTexts';

let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
  await fillNastyTexts(server.url!);
});
afterAll(() => server.close());

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
  expect(await exported(server, 'csv', given)).toMatch(new RegExp(`,0,${tasks},-1,-${tasks},2026-03-09\n$`));
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
