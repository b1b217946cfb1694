import { conditionsOf, isAccessDecided, measuresOf, rowColumnsOf, tablesOf } from '../../model/rowAccess';
import type { ProblemList } from '../problems';
import { pathTo, reachesFrom, shortestPaths } from '../../model/reach';
import type { Registry } from '../../model/registry';
import type { Role, RowColumn } from '../../model/role';
import type { RoleDraft } from './roles';

type Known = Pick<Registry, 'metrics' | 'tables' | 'dimensions'>;

/**
 * Every table that is read for a role has to be told by each condition on its rows, or be public: none is left whole by mistake. Judged of a registry
 * that is sound otherwise.
 */
export function checkRoleTables(registry: Known, role: Role, { spot }: RoleDraft, problems: ProblemList): void {
  const { rows, smallestGroup } = role;
  const open = new Set(role.public);
  const readers = readersOf(registry, role);
  for (const condition of conditionsOf(rows)) {
    const columnNames = rowColumnsOf(condition).map((at) => nameOf(registry, at));
    for (const [table, reader] of readers) {
      if (isAccessDecided(registry.tables, table, condition, open)) continue;
      const wrong = `nothing says which rows of "${table}", which ${reader} is read from, are there: it does not reach ${columnNames.join(' and ')}`;
      const expected = `"${table}" under \`public\` if its rows are everybody's, or a role without ${reader}`;
      problems.add(spot.at('rows'), wrong, expected);
    }
    for (const at of rowColumnsOf(condition)) checkPaths(registry, at, [...readers.keys()], spot, problems);
  }
  if (smallestGroup === null) return;
  const person = registry.dimensions.get(smallestGroup.dimension)!;
  for (const key of role.metrics) {
    const measures = measuresOf(registry, registry.metrics.get(key)!);
    const unidentified = measures.find((measure) => {
      const from = reachesFrom(registry.tables, measure);
      return (from === null || pathTo(registry.tables, from, person) === null) && !open.has(measure.table);
    });
    if (unidentified === undefined) continue;
    const wrong = `whom "${key}" is about cannot be told: "${unidentified.table}" does not reach "${person.key}"`;
    const expected = `"${unidentified.table}" under \`public\` if it is about nobody, or a role without "${key}"`;
    problems.add(spot.at('smallestGroup'), wrong, expected);
  }
}

/** Each table that is read, with the first that it is read for. */
function readersOf(registry: Known, { metrics, dimensions, smallestGroup }: Role): ReadonlyMap<string, string> {
  const readers = new Map<string, string>();
  // Whom a number rests on is read like any dimension.
  const readDimensions = smallestGroup === null ? dimensions : [...dimensions, smallestGroup.dimension];
  const add = (table: string, reader: string): void => {
    if (!readers.has(table)) readers.set(table, reader);
  };
  for (const key of metrics) {
    for (const table of tablesOf(registry, registry.metrics.get(key)!, readDimensions)) add(table, `"${key}"`);
  }
  for (const key of dimensions) add(registry.dimensions.get(key)!.table, `"${key}"`);
  return readers;
}

/** As for dimensions: which row tells has to be clear. */
function checkPaths(
  { tables, dimensions }: Known,
  at: RowColumn,
  from: readonly string[],
  spot: RoleDraft['spot'],
  problems: ProblemList,
): void {
  for (const table of from) {
    const paths = shortestPaths(tables, table, at.table);
    if (paths.length < 2) continue;
    const described = paths.map((joins) => [table, ...joins.map((join) => join.table)].join(' → ')).join(' and ');
    const wrong = `${nameOf({ dimensions }, at)} can be reached in more than one shortest way: ${described}`;
    problems.add(spot.at('rows'), wrong, 'one shortest way from every table');
  }
}

function nameOf({ dimensions }: Pick<Known, 'dimensions'>, { table, column, empty }: RowColumn): string {
  const all = [...dimensions.values()].filter((one) => one.table === table && one.column === column);
  const dimension = all.find((one) => one.empty === empty);
  return dimension === undefined ? `"${table}.${column}"` : `"${dimension.key}"`;
}
