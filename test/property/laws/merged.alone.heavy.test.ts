import type { Answer } from '../../../src/answer/answer';
import { forItself } from '../../../src/engine/asker';
import type { Engine } from '../../../src/engine/engine';
import type { NumberFilter } from '../../../src/query/query';
import { NO_INDEXES } from '../../../src/plan/indexes';
import { answerAll, answerQuery, type FlatQuery } from '../flatQuery';
import type { Gateway } from '../gateway';
import { openGateway, productRegistry } from '../gateway';
import { search, told } from '../search';
import { RUNS, say, SEED } from '../settings';

// Queries that differ only in the rows and fields they show run as one statement. Each answer is
// the same as that query's answer alone.

const registry = productRegistry();
const QUERIES = Math.ceil(RUNS / 20);
let gateway: Gateway;
let statements = 0;

beforeAll(async () => {
  gateway = await openGateway(registry);
  say(`PROPERTY_SEED=${SEED} PROPERTY_RUNS=${RUNS}`);
});
afterAll(() => gateway.close());

/** The engine, with a count of its statements. */
const counted = (engine: Engine): Engine => ({
  name: engine.name,
  dialect: engine.dialect,
  check: (registry) => engine.check(registry),
  ping: (milliseconds) => engine.ping(milliseconds),
  changes: engine.changes,
  snapshot: null,
  columns: () => engine.columns(),
  stream: (...given) => engine.stream(...given),
  close: () => engine.close(),
  run: (statement, asker) => {
    statements += 1;
    return engine.run(statement, asker);
  },
});

test(
  'each of several queries in one statement has the same answer as alone',
  async () => {
    const server = {
      registry,
      engine: counted(gateway.engine),
      indexes: NO_INDEXES,
      estimates: new Map<string, number>(),
      provenKeys: new Set<string>(),
    };
    let merged = 0;
    const finding = await search({
      registry,
      seed: SEED,
      queries: QUERIES,
      load: (data) => gateway.load(data),
      examine: async (_, query) => {
        const queries = variations(query);
        statements = 0;
        const together = await answerAll(server, queries, forItself(30_000));
        const problems = statements === 1 ? [] : [`${queries.length} queries took ${statements} statements`];
        merged += queries.length;
        for (const [index, one] of queries.entries()) {
          const answered = together[index]!;
          const alone = known(await answerQuery(server, one));
          const got = answered instanceof Error ? answered.message : known(answered.answer);
          if (got !== alone) problems.push(`query ${index + 1} of ${queries.length}: alone ${alone}, together ${got}`);
        }
        return problems;
      },
      shrink: true,
    });
    if (finding !== null) throw new Error(`PROPERTY_RUNS=${RUNS} ${told(finding)}`);
    say(`${merged} queries, each in one statement with others`);
    expect(merged).toBeGreaterThan(QUERIES);
  },
  60_000 + QUERIES * 2_000,
);

/** The query, and queries that show fewer fields, another order or another page of it. */
function variations(query: FlatQuery): FlatQuery[] {
  const needed = new Set([...metricsIn(query.having), ...(query.top === null ? [] : [query.top.by])]);
  const only = (keep: (key: string, index: number) => boolean): FlatQuery => {
    const metrics = query.metrics.filter((key, index) => needed.has(key) || keep(key, index));
    const chosen = metrics.length === 0 ? query.metrics.slice(0, 1) : metrics;
    const orderBy = query.orderBy.filter(({ key }) => !query.metrics.includes(key) || chosen.includes(key));
    return { ...query, metrics: chosen, orderBy };
  };
  const [first] = query.metrics;
  return [
    query,
    { ...only((_, index) => index % 2 === 0), limit: 3, offset: 1, totals: !query.totals, shares: !query.shares },
    { ...only((_, index) => index % 2 === 1), limit: null, offset: 0, rowCount: !query.rowCount },
    { ...only((key) => key === first), orderBy: [{ key: 'TIME', of: 'value', direction: 'desc', nulls: 'last' }] },
    { ...query, metrics: [...query.metrics].reverse(), overall: query.grain !== null, limit: null, offset: 0 },
  ];
}

function metricsIn(filter: NumberFilter): string[] {
  if (filter.kind === 'all' || filter.kind === 'any') return filter.of.flatMap(metricsIn);
  return filter.kind === 'not' ? metricsIn(filter.of) : [filter.metric];
}

/** The answer without the time it took. */
function known({ meta, ...answer }: Answer): string {
  return JSON.stringify({ ...answer, meta: { ...meta, elapsedMs: 0 } });
}
