import { EVERYTHING, type Policy } from '../../src/policy/policy';
import type { DimensionFilter } from '../../src/query/query';
import type { Registry } from '../../src/registry/registry';
import type { RowFilter } from '../../src/registry/role';
import { policyDraft } from './arbitrary/policy';
import { dimensionsOf } from './arbitrary/query';
import { differences } from './compare';
import { evaluate } from './evaluator/evaluate';
import { inQuery, inSql, type Fault, Question } from './fault';
import { openGateway, productRegistry, type Gateway } from './gateway';
import { search } from './search';
import { say, SEED } from './settings';

// Each of these lets something be seen that is not there for who asks. All of them must be found.

const registry = productRegistry();
/** So many questions at most may be needed to find a fault. */
const MOST = 4000;
let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway(registry);
  say(`PROPERTY_SEED=${SEED}`);
});
afterAll(() => gateway.close());

const policed = (name: string, change: (policy: Policy) => Policy): Fault =>
  inQuery(name, (query) => ({ ...query, policy: change(query.policy) }));

const FAULTS: readonly Fault[] = [
  policed('everything is seen', () => EVERYTHING),
  ...[...registry.tables.keys()].map((table) =>
    policed(`all rows of ${table} are seen`, (policy) => ({ ...policy, public: [...policy.public, table] })),
  ),
  policed('one condition is forgotten', (policy) => ({
    ...policy,
    rows: { kind: 'all', of: rowsOf(policy).slice(1) },
  })),
  policed('any condition will do', (policy) => ({
    ...policy,
    rows: { kind: 'all', of: [{ kind: 'any', of: rowsOf(policy) }] },
  })),
  policed('what is empty is not what it counts as', (policy) => ({ ...policy, rows: withoutEmpty(policy.rows) })),
  inQuery('what is not seen decides who is first', (query) => {
    const where = asWhere(registry, query.policy.rows);
    const isReached = (key: string) => query.metrics.every((metric) => reachOf(metric).includes(key));
    return where === null || !dimensionsOf(where).every(isReached)
      ? query
      : { ...query, policy: EVERYTHING, where: { kind: 'all', of: [query.where, where] } };
  }),
  inSql('what is told by parents is told by those that are there', /\bnot exists \(/g, 'exists ('),
  inSql('parents are not asked', /where (not )?exists \(\s*select from [^\n]*\n\s*where [^\n]*\n\s*\)/g, ''),
  inSql(
    'parents are joined whole',
    /left join \(\n\s*select [^\n]*\n\s*from [^\n]*\n\s*where [^\n]*\n\s*\) as p1/g,
    'left join "user" as p1',
  ),
];

/** Every fault that is not found yet is planted into each question. */
const ends = new Map<string, string | null>();
beforeAll(async () => {
  await search({
    registry,
    policies: policyDraft,
    seed: SEED,
    queries: MOST,
    load: (data) => gateway.load(data),
    examine: async (data, query) => {
      const question = new Question(registry, gateway.engine, query);
      let expected: ReturnType<typeof evaluate> | null = null;
      for (const fault of FAULTS) {
        if (ends.has(fault.name)) continue;
        // Another table in place of a parent may not have its columns: that is no answer.
        const wrong = await fault.ask(question).catch(() => null);
        if (wrong === null) continue;
        expected ??= evaluate(registry, data, query);
        if (differences(wrong, expected, query).length === 0) continue;
        const right = differences(await gateway.ask(query), expected, query);
        ends.set(fault.name, right.length === 0 ? null : right.join('\n'));
      }
      return ends.size === FAULTS.length ? ['all are found'] : [];
    },
    shrink: false,
  });
}, 600_000);

test.each(FAULTS.map(({ name }) => name))('found: %s', (name) => {
  expect({ [name]: ends.get(name) }).toEqual({ [name]: null });
});

function reachOf(metric: string): readonly string[] {
  return registry.metrics.get(metric)!.dimensions;
}

function rowsOf({ rows }: Policy): readonly RowFilter[] {
  return rows.kind === 'all' ? rows.of : [rows];
}

function withoutEmpty(rows: RowFilter): RowFilter {
  if (rows.kind === 'all' || rows.kind === 'any') return { kind: rows.kind, of: rows.of.map(withoutEmpty) };
  if (rows.kind === 'not') return { kind: 'not', of: withoutEmpty(rows.of) };
  return { ...rows, at: { ...rows.at, empty: null } };
}

/** As a filter of the question would say it; null where it cannot. */
function asWhere(known: Registry, rows: RowFilter): DimensionFilter | null {
  if (rows.kind === 'all' || rows.kind === 'any') {
    const of = rows.of.map((one) => asWhere(known, one));
    return of.includes(null) ? null : { kind: rows.kind, of: of as DimensionFilter[] };
  }
  if (rows.kind === 'not') {
    const of = asWhere(known, rows.of);
    return of && { kind: 'not', of };
  }
  const { table, column, empty } = rows.at;
  const dimension = [...known.dimensions.values()].find(
    (one) => one.table === table && one.column === column && one.empty === empty,
  );
  if (dimension === undefined) return null;
  return rows.kind === 'null'
    ? { kind: 'null', dimension: dimension.key }
    : { kind: 'in', dimension: dimension.key, values: rows.values };
}
