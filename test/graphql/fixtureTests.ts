import { parse as parseSql } from 'libpg-query';
import { compactJson } from './compactJson';
import { clickhouseSqlOf, SHOWN_FOR_CLICKHOUSE } from './fixtureClickhouse';
import { expected, fixtures, orphans } from './fixtureFiles';
import { sqlFile, takePlans, withPlans } from './fixturePlans';
import { plansMadeBy } from './planFile';
import { gatewayServer, type GatewayServer, type Response, type ServerOptions } from './gatewayServer';

/**
 * Replaces the values that differ from run to run, or with every word in the registry. SQL has a
 * file of its own.
 */
const VOLATILE = new Map([
  ['sql', '(in the file beside)'],
  ['literalSql', '(as in the file beside, with parameters written in)'],
  ['elapsedMs', '(how long it took)'],
  ['engine', '(where it ran)'],
  ['registryVersion', '(of the registry)'],
  ['version', '(of the registry)'],
  ['dashboardsVersion', '(of the dashboards)'],
  ['remaining', '(what the fixtures before have left)'],
]);

function steadily(key: string, value: unknown): unknown {
  return VOLATILE.get(key) ?? value;
}

export function steady({ body }: Response): unknown {
  return JSON.parse(body, steadily);
}

/**
 * Makes a test of every query in a directory, run by the real server on both engines.
 * `UPDATE_FIXTURES=1` writes the answers.
 */
export function fixtureTests(directory: string, options: Omit<ServerOptions, 'on'> = {}): void {
  let postgres: GatewayServer;
  let embedded: GatewayServer;

  beforeAll(async () => {
    [postgres, embedded] = await Promise.all([gatewayServer(options), gatewayServer({ ...options, on: 'embedded' })]);
  });
  afterAll(() => Promise.all([postgres.close(), embedded.close()]));

  test.each(fixtures(directory).map((fixture) => [fixture.name, fixture] as const))(
    '%s',
    async (name, { query, document, variables }) => {
      const [answer, same] = await Promise.all([postgres.ask(query, variables), embedded.ask(query, variables)]);
      const text = compactJson(steady(answer));
      expect(text).toBe(expected(directory, name, 'json', text));
      expect(steady(same)).toEqual(steady(answer));

      let planned: Response | undefined;
      const made = await plansMadeBy(async () => (planned = await postgres.ask(withPlans(document), variables)));
      const plan = made.length === 0 ? null : made.join('---\n');
      expect(plan).toBe(expected(directory, name, 'plan', plan));
      const data = planned!.data;
      const plans = takePlans(data);
      const sql = sqlFile(plans);
      expect(sql).toBe(expected(directory, name, 'sql', sql));
      for (const plan of plans.values()) await expect(parseSql(plan.sql)).resolves.toHaveProperty('stmts');
      if (SHOWN_FOR_CLICKHOUSE.has(name)) {
        const own = await clickhouseSqlOf(postgres.registry, () => postgres.ask(query, variables));
        expect(own).toBe(expected(directory, name, 'clickhouse.sql', own));
      }
      // Selecting the plan as well is a selection, and a selection never changes rows.
      expect(JSON.stringify(data, steadily)).toBe(JSON.stringify(answer.data, steadily));
    },
  );

  test('no answer was INTERNAL', () => {
    expect([...postgres.internal, ...embedded.internal]).toEqual([]);
  });

  test('no file is left over', () => {
    expect(orphans(directory)).toEqual([]);
  });
}
