import { Client } from 'pg';
import { fixtures } from './fixtureFiles';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { table, WEEK } from './mistake';

/** `plan { literalSql }` is for people: it runs unchanged, and returns the rows of the answer. */
let server: GatewayServer;
let client: Client;
beforeAll(async () => {
  server = await gatewayServer();
  client = new Client({ connectionString: server.url! });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await server.close();
});

test.each([
  ['', 'tasks'],
  [', grain: DAY', 'active_users_daily'],
  [', grain: DAY, groupBy: [utm_source, user_id]', 'cost_per_user_token'],
  [', groupBy: [task_type], orderBy: [{ key: adoption_rate, direction: DESC }], limit: 2, offset: 1', 'adoption_rate'],
  [', grain: WEEK', 'retention_week_1'],
  [', grain: DAY, compare: { previousPeriod: true }, orderBy: [{ key: tasks, of: CHANGE }]', 'tasks'],
  [
    ', groupBy: [utm_source], compare: { shift: 1, unit: WEEK }, top: { n: 2, by: active_users_weekly, others: true }',
    'active_users_weekly',
  ],
  [', grain: DAY, fill: false', 'new_paying_users'],
  [', grain: DAY, groupBy: [subscription_type]', 'revenue_mrr'],
  [
    `, where: { utm_source: { in: ["it's", "\\\\", "goo\\ngle", "$1", "google", "👩‍👩‍👧", "{\\"a\\"}"] } }`,
    'new_registrations',
  ],
  [`, where: { utm_source: { contains: "'" } }`, 'new_registrations'],
  [`, where: { not: { utm_source: { startsWith: "\\\\'; --" } } }`, 'new_registrations'],
])('the statement runs unchanged: %s', async (more, metric) => {
  const selection = `rows { details { ${metric} { decimal } } } plan { literalSql parameters }`;
  const { data, errors } = await server.ask(table(WEEK + more, selection));
  expect(errors).toEqual([]);
  const { rows, plan } = data!['metrics'];
  const found = await client.query<Record<string, string | null>>(plan.literalSql);
  const plain = (value: string | null) => (value === null ? null : Number(value));
  // The statement reads one row beyond the page, to know that there is more.
  expect(found.rows.slice(0, rows.length).map((row) => plain(row[metric]!))).toEqual(
    rows.map(({ details }: { details: Record<string, { decimal: string }> }) => plain(details[metric]!.decimal)),
  );
  expect(rows.length).toBeGreaterThan(0);
});

test('the literal statement of every fixture runs in psql', async () => {
  const plans = fixtures().filter(({ query }) => query.includes('literalSql'));
  expect(plans).not.toEqual([]);
  for (const { query, variables } of plans) {
    const { data } = await server.ask(query, variables);
    for (const { plan } of Object.values(data!)) {
      await expect(client.query(plan.literalSql)).resolves.toHaveProperty('rows');
    }
  }
});
