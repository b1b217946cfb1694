import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { mistake, table, WEEK } from '../graphql/mistake';

/** Queries that were once silently answered as if they were different ones. */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

test('asOf that is finer than a millisecond is rejected', async () => {
  const { code, message } = await mistake(
    server,
    table(`range: { last: 1, unit: DAY }, asOf: "2026-03-12T01:30:00.0019Z"`),
  );
  expect({ code, message }).toEqual({
    code: 'BAD_RANGE',
    message: '`asOf` is "2026-03-12T01:30:00.0019Z", finer than a millisecond.',
  });
});

test('a leap second is rejected', async () => {
  const { message } = await mistake(server, table('range: { from: "2016-12-31T23:59:60Z", to: "2017-01-02" }'));
  expect(message).toBe('`range.from` is "2016-12-31T23:59:60Z", a leap second, which clocks here do not know.');
});

test('a zone in brackets behind an instant is rejected', async () => {
  const { message } = await mistake(
    server,
    table('range: { from: "2026-03-01T00:00:00+08:00[Europe/Paris]", to: "2026-03-08" }'),
  );
  expect(message).toBe(
    '`range.from` is "2026-03-01T00:00:00+08:00[Europe/Paris]", an instant with a note in brackets.',
  );
});

test('a bad date of one field fails only that field', async () => {
  const good = `good: metrics(${WEEK}) { rows { values { tasks } } }`;
  for (const bad of [
    'range: { from: "2026-02-01", through: "2026-02-30" }',
    'range: { last: 7, unit: DAY }, asOf: "2026-03-05"',
  ]) {
    const { data, errors } = await server.ask(`{ ${good} bad: metrics(${bad}) { rows { values { tasks } } } }`);
    expect(data).toEqual({ good: { rows: [{ values: { tasks: 23 } }] }, bad: null });
    expect(errors).toMatchObject([{ path: ['bad'], extensions: { code: 'BAD_RANGE', hint: expect.any(String) } }]);
  }
});

test('the order in which a filter is written does not change the statement', async () => {
  const sql = async (where: string) => {
    const { data } = await server.ask(table(`${WEEK}, select: [tasks], where: ${where}`, 'plan { sql parameters }'));
    return data!['metrics'].plan;
  };
  expect(await sql('{ utm_source: { ne: "x", contains: "e" }, task_type: { eq: "text" } }')).toEqual(
    await sql('{ task_type: { eq: "text" }, utm_source: { contains: "e", ne: "x" } }'),
  );
});

test('an error about a range shows it in the zone of the query', async () => {
  const { message } = await mistake(server, table('range: { from: "2026-03-08", to: "2026-03-01" }'));
  expect(message).toBe('The range ends (2026-03-01T00:00:00+08:00) before it starts (2026-03-08T00:00:00+08:00).');
});
