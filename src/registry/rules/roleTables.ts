import { conditionsOf, isAccessDecided, measuresOf, rowColumnsOf, tablesOf } from '../../model/rowAccess';
import type { ProblemList } from '../problems';
import { pathTo, reachesFrom, shortestPaths } from '../../model/reach';
import type { Registry } from '../../model/registry';
import type { Role, RowColumn } from '../../model/role';
import type { RoleDraft } from './roles';

type Known = Pick<Registry, 'metrics' | 'tables' | 'dimensions'>;

/**
 * Checks that every condition of a role decides on each table that it reads, or that the table is
 * public. So no table stays unrestricted by mistake. Needs a registry without other problems.
 */
export function checkRoleTables(registry: Known, role: Role, { spot }: RoleDraft, problems: ProblemList): void {
  const { rows, smallestGroup } = role;
  const open = new Set(role.public);
  const readers = readersOf(registry, role);
  for (const condition of conditionsOf(rows)) {
    const columnNames = rowColumnsOf(condition).map((at) => nameOf(registry, at));
    for (const [table, reader] of readers) {
      if (isAccessDecided(registry.tables, table, condition, open)) continue;
      const wrong = `${reader} reads "${table}", but no condition decides which of its rows are visible: it does not reach ${columnNames.join(' and ')}`;
      const expected = `"${table}" under \`public\` if everyone may see its rows, or a role without ${reader}`;
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
    const wrong = `the people behind "${key}" cannot be counted: "${unidentified.table}" does not reach "${person.key}"`;
    const expected = `"${unidentified.table}" under \`public\` if its rows belong to nobody, or a role without "${key}"`;
    problems.add(spot.at('smallestGroup'), wrong, expected);
  }
}

/** Each table that the role reads, with the first metric or dimension that needs it. */
function readersOf(registry: Known, { metrics, dimensions, smallestGroup }: Role): ReadonlyMap<string, string> {
  const readers = new Map<string, string>();
  // The dimension that identifies people is read like any other.
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

/** Checks that the path to a row column is unique, as for dimensions. */
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
    const wrong = `${nameOf({ dimensions }, at)} has more than one shortest path: ${described}`;
    problems.add(spot.at('rows'), wrong, 'one shortest path from every table');
  }
}

function nameOf({ dimensions }: Pick<Known, 'dimensions'>, { table, column, form }: RowColumn): string {
  const all = [...dimensions.values()].filter((one) => one.table === table && one.column === column);
  const dimension = all.find((one) => JSON.stringify(one.form) === JSON.stringify(form));
  return dimension === undefined ? `"${table}.${column}"` : `"${dimension.key}"`;
}
