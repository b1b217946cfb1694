import path from 'node:path';
import { Client } from 'pg';
import { ROOT } from '../graphql/gatewayServer';
import { bothServers, type BothServers } from './bothServers';
import { PLANS } from './shopPlans';

// Everything beside the numbers is the same on both databases: the values of dimensions, the
// newest rows, and the warnings about ranges without data.

const SHOP = path.join(ROOT, 'examples/shop');

/** Texts that differ in case, script, order and meaning of characters. */
const TEXTS = `e E é É e\u0301 Zebra apple _ % \\ ' " Ω ω Ж ж 中文 日本 👍 ab\tc ~ ! 10 9 a_b aXb 100% null \\N`.split(
  ' ',
);

const CASES: readonly (readonly [string, () => Promise<BothServers>])[] = [
  [
    'the product',
    () =>
      bothServers({}, async ({ url }) => {
        const owner = new Client({ connectionString: url! });
        await owner.connect();
        for (const [index, text] of TEXTS.entries()) {
          await owner.query(`insert into "user" (id, utm_source, registration_date) values ($1, $2, '2026-03-01')`, [
            1_000 + index,
            text,
          ]);
        }
        // Parts of a millisecond, and years before the epoch.
        await owner.query(`update task_generate_log set created_at = created_at + interval '0.000999 seconds'`);
        await owner.query(`update user_action_log set created_at = '1969-12-31 23:59:59.999999Z' where id = 1`);
        await owner.query(`truncate subscription_records`);
        await owner.end();
      }),
  ],
  [
    'the shop',
    () =>
      bothServers({
        model: path.join(SHOP, 'model'),
        database: [path.join(SHOP, 'schema.sql'), path.join(SHOP, 'data.sql')],
        alsoCopied: PLANS.tables,
      }),
  ],
];

describe.each(CASES)('%s', (_name, open) => {
  let both: BothServers;
  beforeAll(async () => {
    both = await open();
  });
  afterAll(() => both.close());

  // The types of an answer are those of the query.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async function same(query: string): Promise<any> {
    const [expected, found] = [await both.postgres.ask(query), await both.clickhouse.ask(query)];
    expect([query, expected.errors]).toEqual([query, []]);
    expect([query, found.errors, found.data]).toEqual([query, [], expected.data]);
    return found.data;
  }

  test('all values of every dimension, in order and with labels', async () => {
    let values = 0;
    for (const key of both.postgres.registry.dimensions.keys()) {
      const { metricCatalog } = await same(
        `{ metricCatalog { dimension(key: ${key}) { all: values(limit: 1000) { value label } few: values(limit: 3) { value } } } }`,
      );
      values += metricCatalog.dimension.all.length;
    }
    expect(values).toBeGreaterThan(30);
  });

  test('values that contain a text', async () => {
    const searches = ['', 'E', 'é', 'Ω', 'Ж', '中', '%', '_', '\\', "'", '"', '1', 'a_b', 'direct', 'ONLY', '👍', '\t'];
    let found = 0;
    for (const key of both.postgres.registry.dimensions.keys()) {
      const fields = searches.map(
        (text, index) => `s${index}: values(search: ${JSON.stringify(text)}, limit: 20) { value }`,
      );
      const { metricCatalog } = await same(`{ metricCatalog { dimension(key: ${key}) { ${fields.join(' ')} } } }`);
      found += Object.values<unknown[]>(metricCatalog.dimension).flat().length;
    }
    expect(found).toBeGreaterThan(50);
  });

  const MOMENTS = [
    '2025-01-01T00:00:00Z',
    '2026-03-02T01:10:00Z',
    '2026-03-12T01:30:00Z',
    '2026-04-09T07:30:00Z',
    '2026-06-01T00:00:00Z',
  ];

  const ZONES = ['UTC', 'America/New_York'];

  test('the newest rows of every metric, as of several moments and zones', async () => {
    let newest = 0;
    for (const key of both.postgres.registry.metrics.keys()) {
      const fields = MOMENTS.map(
        (asOf, index) =>
          `m${index}: metrics(range: { from: "2026-03-02", to: "2026-03-09" }, select: [${key}], asOf: "${asOf}", timeZone: "${ZONES[index % 2]}") { meta { freshness { table latest } } }`,
      );
      const data = await same(`{ ${fields.join(' ')} }`);
      newest += JSON.stringify(data).match(/"latest":"/g)?.length ?? 0;
    }
    expect(newest).toBeGreaterThan(100);
  });

  test('the warnings of every metric, about ranges without data', async () => {
    const questions = [
      ['{ from: "2025-12-01", through: "2026-03-31" }', '2026-04-09T07:30:00Z'],
      ['{ from: "2025-12-01", through: "2026-03-31" }', '2026-03-02T01:10:00Z'],
      ['{ from: "2026-03-20", through: "2026-05-31" }', '2026-06-01T00:00:00Z'],
      ['{ from: "2026-05-01", through: "2026-05-31" }', '2026-06-01T00:00:00Z'],
      ['{ last: 2, unit: WEEK, includeCurrent: true }', '2026-04-20T00:00:00Z'],
    ];
    const codes = new Set<string>();
    for (const key of both.postgres.registry.metrics.keys()) {
      // One after the other: a look-up has only five seconds, on a busy machine too.
      for (const [range, asOf] of questions) {
        const data = await same(
          `{ metrics(range: ${range}, asOf: "${asOf}", select: [${key}]) { meta { warnings { code message metric } } } }`,
        );
        for (const { code } of data.metrics.meta.warnings) codes.add(code);
      }
    }
    expect([...codes]).toEqual(expect.arrayContaining(['NO_DATA_BEFORE', 'NO_DATA_AFTER']));
  });

  test('no answer was INTERNAL', () => expect([both.postgres.internal, both.clickhouse.internal]).toEqual([[], []]));
});
