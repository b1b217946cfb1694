import { csvWriter } from '../../src/answer/flat/csv';
import { jsonWriter } from '../../src/answer/flat/json';
import type { MetricQuery } from '../../src/query/query';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { exported, readCsv, type Arguments } from './exporting';

/** The column `date`, which spreadsheets take for a date. */
let server: GatewayServer;
beforeAll(async () => void (server = await gatewayServer()));
afterAll(() => server.close());

test.each<[string, Arguments, readonly string[]]>([
  ['a day', { range: { from: '2026-03-10', through: '2026-03-11' }, grain: 'DAY' }, ['2026-03-10', '2026-03-11']],
  ['a month', { range: { from: '2026-02-01', through: '2026-03-11' }, grain: 'MONTH' }, ['2026-02-01', '2026-03-01']],
  ['no grain', { range: { from: '2026-03-10', through: '2026-03-11' } }, ['2026-03-10']],
  [
    'an hour in a zone with half an hour',
    {
      range: { from: '2026-03-10T00:00:00+05:30', to: '2026-03-10T02:00:00+05:30' },
      grain: 'HOUR',
      timeZone: 'Asia/Kolkata',
    },
    ['2026-03-10 00:00:00', '2026-03-10 01:00:00'],
  ],
  [
    // Its start is written in UTC, where it is the day before.
    'a day of a zone that was 19 minutes and 32 seconds from UTC',
    { range: { from: '1930-01-01', through: '1930-01-02' }, grain: 'DAY', timeZone: 'Europe/Amsterdam' },
    ['1930-01-01', '1930-01-02'],
  ],
])('%s', async (_name, question, dates) => {
  const given = { select: ['tasks'], asOf: '2026-03-12T09:30:00+08:00', ...question };
  expect(readCsv(await exported(server, 'csv', given)).map(({ date }) => date)).toEqual(dates);
  const rows = JSON.parse(await exported(server, 'json', given)) as { date: string }[];
  expect(rows.map(({ date }) => date)).toEqual(dates);
});

test('a key of the query named `date` keeps its column', () => {
  const query = {
    frame: { groupBy: ['date'], compare: null, top: null, timeZone: 'UTC', grain: 'day' },
    page: { metrics: ['m'] },
  } as unknown as MetricQuery;
  expect(csvWriter(query, 'escaped', { withDate: true }).head).toBe('time.start,time.end,time.complete,date,m\n');
  const row = {
    time: { start: 0, end: 1, complete: true },
    by: { date: 'x' },
    cells: { m: { decimal: '1', status: 'OK' } },
  };
  expect(
    jsonWriter(query)
      .line(row as never)
      .match(/"date":/g),
  ).toHaveLength(1);
});
