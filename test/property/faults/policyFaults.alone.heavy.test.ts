import { EVERYTHING, type Policy } from '../../../src/policy/policy';
import type { DimensionFilter } from '../../../src/query/query';
import type { Registry } from '../../../src/model/registry';
import type { RowFilter } from '../../../src/model/role';
import { crowdDraft, policyDraft } from '../arbitrary/policy';
import { dimensionsOf } from '../arbitrary/query';
import { inQuery, inSql, type Fault } from './fault';
import { productRegistry } from '../gateway';
import { hunted } from './hunt';

// Each of these lets something be seen that is not there for who asks. All of them must be found.

const registry = productRegistry();

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

const sized = (name: string, change: (size: number) => number): Fault =>
  policed(name, (policy) => {
    const { smallestGroup } = policy;
    return { ...policy, smallestGroup: smallestGroup && { ...smallestGroup, size: change(smallestGroup.size) } };
  });

const CROWD_FAULTS: readonly Fault[] = [
  policed('everything is told', (policy) => ({ ...policy, smallestGroup: null })),
  sized('one person more is wanted', (size) => size + 1),
  sized('one person fewer is enough', (size) => size - 1),
  inSql('one alone is told by the others', /(count\(\*\) filter \(where [^)]*\) over \([^)]*\)) = 1/g, '$1 = -1'),
  inSql('whoever is nobody is somebody', / and c\.k\d+ is not null\)/g, ')'),
  inSql(
    'what has no rows is told by its people',
    /coalesce\((c\.\w+), 0\) > 0 and (coalesce\(c\.\w+_people)/g,
    'true and $2',
  ),
  inSql(
    'groups are ranked by what is not told',
    /(row_number\(\) over \(order by) case when not \S+ then/g,
    '$1 case when true then',
  ),
  inSql('what it is compared with is told', /case when not c\.__hidden_previous_\S+ then/g, 'case when true then'),
  inSql('the sides of a ratio are told', /case when not \S+ then (coalesce[^\n]*) end as (__numerator)/g, '$1 as $2'),
  inSql(
    'people are counted once for each of their rows',
    /\bcount\(\*\) filter \(where (c\.\w+) > 0 and (c\.k\d+ is not null)\)/g,
    'sum($1) filter (where $2)',
  ),
];

/** Another table in place of a parent may not have its columns: that is no answer. */
const whereItRuns = (fault: Fault): Fault => ({ ...fault, ask: (question) => fault.ask(question).catch(() => null) });

describe.each([
  ['what is seen', FAULTS, policyDraft],
  ['what is told', CROWD_FAULTS, crowdDraft],
])('%s', (_, faults, policies) => {
  let ends: ReadonlyMap<string, string | null>;
  beforeAll(async () => void (ends = await hunted(registry, faults.map(whereItRuns), policies)), 1_200_000);

  test.each(faults.map(({ name }) => name))('found: %s', (name) => {
    expect({ [name]: ends.get(name) }).toEqual({ [name]: null });
  });
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
