import { gatewayServer, type GatewayServer } from './gatewayServer';
import { mistake, refusal } from './mistake';

/** Text in place of a date or an instant, and its errors. */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const POINT = 'Give a date such as `2026-10-01`, or an instant such as `2026-10-01T00:00:00+08:00`.';
const DATE = 'Dates are written `2026-10-01`.';
const INSTANT = 'Give an instant such as `2026-10-01T00:00:00+08:00`.';

const FROM =
  'query ($text: TimePoint) { metrics(range: { from: $text, to: "2026-03-08" }) { rows { values { tasks } } } }';
const THROUGH =
  'query ($text: Date) { metrics(range: { from: "2026-01-01", through: $text }) { rows { values { tasks } } } }';
const AS_OF =
  'query ($text: DateTime) { metrics(range: { last: 7, unit: DAY }, asOf: $text) { rows { values { tasks } } } }';

test.each([
  ['2026-02-30', ', which is no calendar date.', DATE],
  ['2026-13-01', ', which is no calendar date.', DATE],
  ['0001-01-01', '; years from 1000 to 9000 are known.', POINT],
  ['0999-12-31', '; years from 1000 to 9000 are known.', POINT],
  ['9001-01-01', '; years from 1000 to 9000 are known.', POINT],
  ['9999-12-31', '; years from 1000 to 9000 are known.', POINT],
  ['9999-12-31T23:59:59Z', '; years from 1000 to 9000 are known.', POINT],
  ['10000-01-01', ', which is neither a date nor an instant.', POINT],
  ['2026-3-1', ', which is neither a date nor an instant.', POINT],
  ['20260301', ', which is neither a date nor an instant.', POINT],
  ['2026-03-01Z', ', which is neither a date nor an instant.', POINT],
  ['2026-03-01T24:00:00Z', ', which is neither a date nor an instant.', POINT],
  ['2026-03-01T00:00:00', ', a time without an offset from UTC.', POINT],
  ['2026-03-01 00:00', ', a time without an offset from UTC.', POINT],
  ['2026-03-01T00:00:00.0001Z', ', finer than a millisecond.', POINT],
  ['2026-03-01T00:00:60Z', ', a leap second, which clocks here do not know.', POINT],
  ['2026-03-01T00:00:00+08:00[Europe/Paris]', ', an instant with a note in brackets.', POINT],
  ['yesterday', ', which is neither a date nor an instant.', POINT],
  ['', ', which is neither a date nor an instant.', POINT],
  [`'; drop table "user"; --`, ', which is neither a date nor an instant.', POINT],
  ['2026-03-01\0', ', which is neither a date nor an instant.', POINT],
  ['２０２６-03-01', ', which is neither a date nor an instant.', POINT],
])('range.from: %j', async (text, problem, hint) => {
  const message = `\`range.from\` is ${JSON.stringify(text)}${problem}`;
  expect(await mistake(server, FROM, { text })).toEqual({ code: 'BAD_RANGE', message, hint });
});

test.each([
  ['2026-02-29', ', which is no calendar date.', DATE],
  ['2026-03-01T00:00:00Z', ', which is no calendar date.', DATE],
  ['', ', which is no calendar date.', DATE],
  ['9001-01-01', '; years from 1000 to 9000 are known.', POINT],
])('range.through: %j', async (text, problem, hint) => {
  const message = `\`range.through\` is ${JSON.stringify(text)}${problem}`;
  expect(await mistake(server, THROUGH, { text })).toEqual({ code: 'BAD_RANGE', message, hint });
});

test.each([
  ['2026-03-05', ', which is no instant.'],
  ['2026-02-30T00:00:00Z', ', which is no instant.'],
  ['2026-03-05T00:00:00', ', a time without an offset from UTC.'],
  ['2026-03-05T00:00:00.0005Z', ', finer than a millisecond.'],
  ['now', ', which is no instant.'],
  ['0001-01-01T00:00:00Z', '; years from 1000 to 9000 are known.'],
])('asOf: %j', async (text, problem) => {
  const message = `\`asOf\` is ${JSON.stringify(text)}${problem}`;
  expect(await mistake(server, AS_OF, { text })).toEqual({ code: 'BAD_RANGE', message, hint: INSTANT });
});

test('a message shortens very long text', async () => {
  const { message } = await mistake(server, FROM, { text: 'x'.repeat(500_000) });
  expect(message).toBe(`\`range.from\` is "${'x'.repeat(60)}…", which is neither a date nor an instant.`);
});

test.each([5, true, ['2026-03-01'], {}])('a value that is not text is rejected: %j', async (text) => {
  const message = expect.stringContaining('DateTime must be a string in quotes.');
  expect(await refusal(server, AS_OF, { text })).toEqual({ code: 'BAD_USER_INPUT', message });
});

test('dates at the edge of the calendar are answered', async () => {
  const query = `{
    first: metrics(range: { from: "1000-01-01", through: "1000-01-02" }, grain: YEAR) { rows { time { date } values { tasks } } }
    last: metrics(range: { from: "9000-12-30", through: "9000-12-31" }, grain: YEAR, asOf: "9000-12-31T23:00:00Z") {
      rows { time { date complete } values { tasks } }
    }
  }`;
  const { errors, data } = await server.ask(query);
  expect(errors).toEqual([]);
  expect(data).toEqual({
    first: { rows: [{ time: { date: '1000-01-01' }, values: { tasks: 0 } }] },
    last: { rows: [{ time: { date: '9000-01-01', complete: true }, values: { tasks: 0 } }] },
  });
});
