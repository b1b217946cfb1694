import { connect, type Gateway } from '../../src/answer/gateway';
import { prepare } from '../../src/answer/prepare';
import { dataSource } from '../../src/database/dataSource';
import { loadDemo } from '../../src/database/demo/load';
import { forItself } from '../../src/engine/asker';
import { openPostgres } from '../../src/engine/postgres/open';
import { checkQuery } from '../../src/query/checkQuery';
import { productModel } from '../registry/productModel';
import { isFiner } from '../../src/time/grain';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';

// A join that gives more rows than the side whose rows it reads makes numbers wrong at worst and
// slow at best. For every metric of the product, PostgreSQL says how many rows each join took and
// returned.

const NOW = Date.parse('2026-03-15T22:30:00+08:00');
const STORY = { today: '2026-03-15', now: new Date(NOW), timeZone: 'Asia/Shanghai', days: 60, users: 600 };
const registry = productModel();

/** A step of a plan, as `explain (format json)` returns it. */
interface Step {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Alias?: string;
  readonly 'Join Type'?: string;
  readonly Plans?: readonly Step[];
}

let database: FreshDatabase;
let gateway: Gateway;

beforeAll(async () => {
  database = await freshDatabase();
  const source = await dataSource({ url: database.url }).initialize();
  await source.runMigrations();
  await loadDemo(source, STORY);
  await source.query('analyze');
  await source.destroy();
  gateway = await connect(registry, await openPostgres(database.url, { connections: 1 }));
});

afterAll(async () => {
  await gateway.engine.close();
  await database.drop();
});

async function planOf(metric: string, groupBy: readonly string[]): Promise<Step> {
  const { grain } = registry.metrics.get(metric)!;
  const request = {
    metrics: [metric],
    groupBy,
    grain: isFiner(grain, 'day') ? ('day' as const) : grain,
    range: { last: 4, unit: 'week' as const },
    totals: true,
    compare: { previousPeriod: true },
  };
  const { statement } = prepare(gateway, [checkQuery(registry, request, NOW)]);
  const rows = await gateway.engine.run(
    { text: `explain (analyze, timing off, format json) ${statement.text}`, parameters: statement.parameters },
    forItself(30_000),
  );
  return (JSON.parse(rows.map(([line]) => line).join('\n')) as [{ Plan: Step }])[0].Plan;
}

function joinsIn(step: Step): Step[] {
  const below = (step.Plans ?? []).flatMap(joinsIn);
  return step['Join Type'] === undefined ? below : [step, ...below];
}

function rowsOf(step: Step): number {
  return step['Actual Rows'] * step['Actual Loops'];
}

/** Parents are joined as `p1`, `p2`, …. */
function isParent(step: Step): boolean {
  const aliases = aliasesIn(step);
  return aliases.length > 0 && aliases.every((alias) => /^p\d+(_\d+)?$/.test(alias));
}

function aliasesIn(step: Step): string[] {
  return [...(step.Alias === undefined ? [] : [step.Alias]), ...(step.Plans ?? []).flatMap(aliasesIn)];
}

/**
 * The most rows that a join may return: those of its facts; both ends of a stretch; or those that
 * each cell was reduced to.
 */
function mostRows(join: Step): number {
  const [one, other] = join.Plans as [Step, Step];
  if (isParent(one)) return rowsOf(other);
  if (isParent(other)) return rowsOf(one);
  if (other['Node Type'] === 'Values Scan') return 2 * rowsOf(one);
  return Math.max(rowsOf(one), rowsOf(other));
}

/** PostgreSQL reports rows as means of loops, rounded to two places. */
function roundingOf(join: Step): number {
  return 1 + 0.01 * Math.max(...[join, ...join.Plans!].map((step) => step['Actual Loops']));
}

test.each([...registry.metrics.keys()])('%s joins without multiplying rows', async (metric) => {
  const { dimensions } = registry.metrics.get(metric)!;
  for (const groupBy of [[], ...dimensions.map((dimension) => [dimension]), dimensions.slice(0, 2)]) {
    const joins = joinsIn(await planOf(metric, groupBy));
    const multiplied = joins.filter((join) => rowsOf(join) > mostRows(join) + roundingOf(join));
    const tell = (join: Step) =>
      `${join['Node Type']} of ${aliasesIn(join).join(', ')}: ${rowsOf(join)} rows, not ${mostRows(join)}`;
    expect({ groupBy, multiplied: multiplied.map(tell) }).toEqual({ groupBy, multiplied: [] });
  }
});

test('a parent whose key repeats is detected', async () => {
  const rows = await gateway.engine.run(
    {
      text: `explain (analyze, timing off, format json)
        with twice as materialized (select id from "user" union all select id from "user")
        select count(*) from task_generate_log as t left join twice as p1 on p1.id = t.user_id`,
      parameters: [],
    },
    forItself(30_000),
  );
  const [{ Plan }] = JSON.parse(rows.map(([line]) => line).join('\n')) as [{ Plan: Step }];
  const [join] = joinsIn(Plan);
  expect(rowsOf(join!)).toBeGreaterThan(mostRows(join!) + roundingOf(join!));
});
