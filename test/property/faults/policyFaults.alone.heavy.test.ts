import { EVERYTHING, type Policy } from '../../../src/policy/policy';
import type { DimensionFilter } from '../../../src/query/query';
import type { Registry } from '../../../src/model/registry';
import type { RowColumn, RowFilter } from '../../../src/model/role';
import { testOf, type TestOf, type WordTest } from '../../../src/model/valueTest';
import { crowdDraft, policyDraft } from '../arbitrary/policy';
import { dimensionsOf } from '../arbitrary/query';
import { inQuery, inSql, type Fault } from './fault';
import { productRegistry } from '../gateway';
import { hunted } from './hunt';

// Each of these faults shows something that the caller may not see. The comparison must find every
// one.

const registry = productRegistry();

const policed = (name: string, change: (policy: Policy) => Policy): Fault =>
  inQuery(name, (query) => ({ ...query, policy: change(query.policy) }));

const FAULTS: readonly Fault[] = [
  policed('every row is visible', () => EVERYTHING),
  ...[...registry.tables.keys()].map((table) =>
    policed(`all rows of ${table} are visible`, (policy) => ({ ...policy, public: [...policy.public, table] })),
  ),
  policed('one condition is ignored', (policy) => ({
    ...policy,
    rows: { kind: 'all', of: rowsOf(policy).slice(1) },
  })),
  policed('one matching condition is enough', (policy) => ({
    ...policy,
    rows: { kind: 'all', of: [{ kind: 'any', of: rowsOf(policy) }] },
  })),
  policed('empty values do not count as their named value', (policy) => ({
    ...policy,
    rows: withoutEmpty(policy.rows),
  })),
  inQuery('rows that are not visible decide which event is the first', (query) => {
    const where = asWhere(registry, query.policy.rows);
    const isReached = (key: string) => query.metrics.every((metric) => reachOf(metric).includes(key));
    return where === null || !dimensionsOf(where).every(isReached)
      ? query
      : { ...query, policy: EVERYTHING, where: { kind: 'all', of: [query.where, where] } };
  }),
  inSql('only existing parents decide which rows are visible', /\bnot exists \(/g, 'exists ('),
  inSql(
    'conditions on parents are ignored',
    /where (not )?exists \(\s*select from [^\n]*\n\s*where [^\n]*\n\s*\)/g,
    '',
  ),
  inSql(
    'all rows of a parent are joined',
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
  policed('every number is visible', (policy) => ({ ...policy, smallestGroup: null })),
  sized('one person more is required', (size) => size + 1),
  sized('one person fewer is enough', (size) => size - 1),
  inSql(
    'a single hidden group follows from the visible ones',
    /(count\(\*\) filter \(where [^)]*\) over \([^)]*\)) = 1/g,
    '$1 = -1',
  ),
  inSql('rows without a person count as a person', / and c\.k\d+ is not null\)/g, ')'),
  inSql(
    'a number without rows depends on the number of people',
    /coalesce\((c\.\w+), 0\) > 0 and (coalesce\(c\.\w+_people)/g,
    'true and $2',
  ),
  inSql(
    'groups rank by hidden numbers',
    /(row_number\(\) over \(order by) case when not \S+ then/g,
    '$1 case when true then',
  ),
  inSql(
    'hidden numbers of the comparison period are visible',
    /case when not c\.__hidden_previous_\S+ then/g,
    'case when true then',
  ),
  inSql(
    'the sides of a hidden ratio are visible',
    /case when not \S+ then (coalesce[^\n]*) end as (__numerator)/g,
    '$1 as $2',
  ),
  inSql(
    'a person counts once per row',
    /\bcount\(\*\) filter \(where (c\.\w+) > 0 and (c\.k\d+ is not null)\)/g,
    'sum($1) filter (where $2)',
  ),
];

/**
 * The columns of a parent may be missing in the table that replaces it; then there is no answer.
 */
const whereItRuns = (fault: Fault): Fault => ({ ...fault, ask: (question) => fault.ask(question).catch(() => null) });

describe.each([
  ['rows that a policy hides', FAULTS, policyDraft],
  ['numbers of too few people', CROWD_FAULTS, crowdDraft],
])('%s', (_, faults, policies) => {
  let ends: ReadonlyMap<string, string | null>;
  beforeAll(async () => void (ends = await hunted(registry, faults.map(whereItRuns), { policies })), 1_200_000);

  test.each(faults.map(({ name }) => name))('the comparison finds: %s', (name) => {
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
  return { ...rows, at: { ...rows.at, form: null } };
}

/** The same condition as a filter of the query; null if no filter can express it. */
function asWhere(known: Registry, rows: RowFilter): DimensionFilter | null {
  if (rows.kind === 'all' || rows.kind === 'any') {
    const of = rows.of.map((one) => asWhere(known, one));
    return of.includes(null) ? null : { kind: rows.kind, of: of as DimensionFilter[] };
  }
  if (rows.kind === 'not') {
    const of = asWhere(known, rows.of);
    return of && { kind: 'not', of };
  }
  const { table, column, form } = rows.at;
  const dimension = [...known.dimensions.values()].find(
    (one) => one.table === table && one.column === column && JSON.stringify(one.form) === JSON.stringify(form),
  );
  if (dimension === undefined) return null;
  return 'value' in rows ? null : testOf({ dimension: dimension.key }, withoutSubject(rows));
}

function withoutSubject(test: TestOf<{ readonly at: RowColumn }, WordTest>): WordTest {
  return Object.fromEntries(Object.entries(test).filter(([name]) => name !== 'at')) as unknown as WordTest;
}
