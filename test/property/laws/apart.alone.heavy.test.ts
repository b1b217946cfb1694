import type { Answer } from '../../../src/answer/answer';
import { forItself } from '../../../src/engine/asker';
import type { Engine } from '../../../src/engine/engine';
import { NO_INDEXES } from '../../../src/plan/indexes';
import { answerByEntity, answerQuery, type FlatQuery } from '../flatQuery';
import type { Data } from '../evaluator/data';
import type { Gateway } from '../gateway';
import { openGateway, productRegistry } from '../gateway';
import { EVERY_ROW } from './laws';
import { search, told } from '../search';
import { RUNS, say, SEED } from '../settings';

// One entity's part of the answer equals the answer to the same query with a `where` for that
// entity. One statement answers for all entities.

const QUERIES = Math.ceil(RUNS / 20);
const registry = productRegistry();
const dimension = [...registry.dimensions.values()].find(({ entity }) => entity !== null)!;
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
  'the answer for each of several entities is the same as for that entity alone',
  async () => {
    const server = {
      registry,
      engine: counted(gateway.engine),
      indexes: NO_INDEXES,
      estimates: new Map<string, number>(),
      provenKeys: new Set<string>(),
    };
    let answered = 0;
    const finding = await search({
      registry,
      seed: SEED,
      queries: QUERIES,
      load: (data) => gateway.load(data),
      examine: async (data, asked) => {
        const query = plain(asked);
        if (query.metrics.length === 0) return [];
        const ids = [...idsIn(data), '9007199254740993', 'nobody', '007', ''];
        statements = 0;
        const together = await answerByEntity(
          server,
          ids.map((id) => ({ query, dimension: dimension.key, id })),
          forItself(30_000),
        );
        const most = query.totals && query.groupBy.some((key) => key !== dimension.key) ? 2 : 1;
        const problems = statements <= most ? [] : [`${ids.length} entities took ${statements} statements`];
        for (const [index, id] of ids.entries()) {
          const of = [query.where, { kind: 'in', dimension: dimension.key, values: isId(id) ? [id] : [] }] as const;
          const alone = known(await answerQuery(server, { ...query, where: { kind: 'all', of } }));
          const one = together[index]!;
          const got = one instanceof Error ? one.message : known(one.answer);
          if (got !== alone) problems.push(`of ${JSON.stringify(id)} alone ${alone}, together ${got}`);
        }
        answered += ids.length;
        return problems;
      },
      shrink: true,
    });
    if (finding !== null) throw new Error(`PROPERTY_RUNS=${RUNS} ${told(finding)}`);
    say(`${answered} answers about one entity`);
    expect(answered).toBeGreaterThan(QUERIES);
  },
  60_000 + QUERIES * 2_000,
);

/** The query in a form that is allowed for an entity. */
function plain(query: FlatQuery): FlatQuery {
  const metrics = query.metrics.filter((key) => registry.metrics.get(key)!.dimensions.includes(dimension.key));
  const all = { having: EVERY_ROW, top: null, orderBy: [], limit: null, offset: 0, fill: true, overall: false };
  return { ...query, ...all, metrics };
}

/** Some ids in the data. */
function idsIn(data: Data): string[] {
  const { primaryKey } = registry.tables.get(dimension.table)!;
  const rows = data[dimension.table] ?? [];
  const ids = rows.map((row) => String(row[primaryKey[0]!]));
  return [...new Set(ids)].slice(0, 6);
}

function isId(id: string): boolean {
  return /^(0|-?[1-9]\d*)$/.test(id);
}

/** The answer without the time it took. */
function known({ meta, totals, ...answer }: Answer): string {
  const own = totals && { time: totals.time, cells: totals.cells };
  return JSON.stringify({ ...answer, totals: own, meta: { ...meta, elapsedMs: 0 } }, sortedKeys);
}

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
