import { Client } from 'pg';
import { Temporal } from 'temporal-polyfill';
import type { Column } from '../../src/model/table';
import { columnValue } from '../../src/sql/columns';
import { compile } from '../../src/sql/compile';
import { parameter, sql } from '../../src/sql/fragment';
import { postgresDialect } from '../../src/sql/postgres/dialect';

/**
 * Where clocks go back just after midnight, both halves of the hour exist twice. A column of dates
 * was read as the second midnight, and an event of that date was missing for an hour. The test
 * covers all dates around all clock changes of zones that change near midnight.
 */
const ZONES = [
  'America/St_Johns', // back at 00:01
  'America/Moncton',
  'America/Havana', // back at 01:00
  'America/Sao_Paulo', // back at 00:00, on at 00:00
  'America/Asuncion',
  'Asia/Beirut',
  'Asia/Gaza',
  'Africa/Cairo',
  'Atlantic/Azores',
  'America/Scoresbysund',
  'Pacific/Apia', // without 2011-12-30
  'Antarctica/Troll', // by two hours
  'Australia/Lord_Howe', // by half an hour
  'Europe/London',
];

let client: Client;
beforeAll(async () => {
  client = new Client({ connectionString: process.env['TEST_DATABASE_URL'] });
  await client.connect();
});
afterAll(() => client.end());

test.each(ZONES)('a date in %s begins at its first instant', async (zone) => {
  const dates = datesAroundChanges(zone);
  expect(dates.length).toBeGreaterThan(20);
  const column: Column = {
    key: 'd',
    name: 'd',
    type: 'date',
    timeZone: zone,
    computed: null,
    sourceLocation: { file: 'none', line: 1 },
  };
  const all = parameter(dates.map(String), 'date[]');
  const { text, parameters } = compile(
    sql`
      select extract(epoch from ${columnValue('t', column)})::int8 * 1000 as began
      from unnest(${all}) with ordinality as t (d, n)
      order by n
    `,
    postgresDialect,
  );
  const { rows } = await client.query<{ began: string }>(text, [...parameters]);
  const wrong = dates.filter(
    (date, index) => date.toZonedDateTime(zone).epochMilliseconds !== Number(rows[index]!.began),
  );
  expect(wrong.map(String)).toEqual([]);
});

/** From 1970 to the last year in which all machines know the same clock changes. */
function datesAroundChanges(zone: string): Temporal.PlainDate[] {
  const dates: Temporal.PlainDate[] = [];
  const start = Temporal.PlainDate.from('1970-01-01').toZonedDateTime(zone);
  const next = (at: Temporal.ZonedDateTime) => at.getTimeZoneTransition('next');
  for (let at = next(start); at !== null && at.year < 2024; at = next(at)) {
    const date = at.toPlainDate();
    dates.push(...[-1, 0, 1, 2].map((days) => date.add({ days })));
  }
  return dates;
}
