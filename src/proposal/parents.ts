import { shortestPaths, type TableGraph } from '../model/reach';
import type { SurveyedTable } from '../engine/survey';
import { FreeKeys, labelOf, referredName } from './names';
import type { ProposedParent, ProposedTable } from './proposal';
import { isPerson } from './people';
import { referencesOf, type Reference } from './references';

/**
 * Adds parents. Every table reaches another in one way at most: the other ways lead to the same
 * table under a name of its own, which has no parents. `taken` are keys of other tables.
 */
export function addParents(tables: readonly ProposedTable[], taken: readonly string[]): readonly ProposedTable[] {
  const references = tables.flatMap((table) => referencesOf(table, tables));
  const { direct, named } = split(references, tables);
  const keys = new FreeKeys([...taken, ...tables.map(({ key }) => key)]);
  const parents = new Map(tables.map(({ key }) => [key, new Map<string, ProposedParent>()]));
  for (const { from, to, columns, isGuess } of direct) parents.get(from)!.set(to, { columns, isGuess });
  const others = named.map(({ from, to, columns, isGuess }): ProposedTable => {
    const column = columns[0]!;
    const key = keys.take(referredName(column), `${from}_${to}`);
    parents.get(from)!.set(key, { columns, isGuess });
    return { ...tables.find((table) => table.key === to)!, key, isMain: false, time: null, parents: new Map() };
  });
  return [...tables.map((table) => referring(table, parents.get(table.key)!, tables)), ...others];
}

/** A table with its parents. A column that refers to a key has the type of that key. */
function referring(
  table: ProposedTable,
  parents: ReadonlyMap<string, ProposedParent>,
  tables: readonly ProposedTable[],
): ProposedTable {
  const isWide = (key: string) =>
    [...parents].some(([parent, { columns }]) => {
      const found = tables.find((one) => one.key === parent);
      const identity = found?.primaryKey[columns.indexOf(key)];
      return found?.columns.find((column) => column.key === identity)?.type === 'bigint';
    });
  const columns = table.columns.map((column) => (isWide(column.key) ? { ...column, type: 'bigint' as const } : column));
  return { ...table, columns, parents };
}

interface Split {
  readonly direct: readonly Reference[];
  /** References that need a name of their own for the table they lead to. */
  readonly named: readonly Reference[];
}

function split(references: readonly Reference[], tables: readonly ProposedTable[]): Split {
  let direct: readonly Reference[] = [];
  const named: Reference[] = [];
  for (const reference of byLikeness(references)) {
    const isSecond = direct.some(({ from, to }) => from === reference.from && to === reference.to);
    const graph = graphOf(tables, direct);
    const isCycle = shortestPaths(graph, reference.to, reference.from).length > 0;
    if (isSecond || isCycle) named.push(reference);
    else direct = [...direct, reference];
  }
  for (let one = secondWay(direct, tables); one !== null; one = secondWay(direct, tables)) {
    const rejected = one;
    direct = direct.filter((reference) => reference !== rejected);
    named.push(rejected);
  }
  return { direct, named };
}

/** Of two references to a table, the one that has its name comes first. */
function byLikeness(references: readonly Reference[]): readonly Reference[] {
  const isAlike = ({ to, columns }: Reference) => labelOf(to).startsWith(labelOf(referredName(columns[0]!)));
  return [...references.filter(isAlike), ...references.filter((one) => !isAlike(one))];
}

function graphOf(tables: readonly ProposedTable[], references: readonly Reference[]): TableGraph {
  return new Map(
    tables.map(({ key, primaryKey }) => {
      const own = references.filter(({ from }) => from === key);
      return [key, { primaryKey, parents: new Map(own.map(({ to, columns }) => [to, columns])) }];
    }),
  );
}

/**
 * A reference that makes two ways of equal length to the nearest table with two; null: none does.
 * The way that stays leads through a person, else through the table with more rows.
 */
function secondWay(references: readonly Reference[], tables: readonly ProposedTable[]): Reference | null {
  const graph = graphOf(tables, references);
  const byKey = new Map(tables.map((table) => [table.key, table]));
  const ways = tables.flatMap(({ key: from }) =>
    tables.map(({ key: to }) => ({ from, to, paths: shortestPaths(graph, from, to) })),
  );
  const double = ways
    .filter(({ paths }) => paths.length > 1)
    .sort((one, other) => one.paths[0]!.length - other.paths[0]!.length)[0];
  if (double === undefined) return null;
  const last = double.paths.map((path) => path.at(-2)?.table ?? double.from);
  const ranks = new Map(last.map((key) => [key, rankOf(byKey.get(key)!)]));
  const least = Math.min(...ranks.values());
  // Of equals, the first stays.
  const leaves = last.findLast((key) => ranks.get(key) === least)!;
  return references.find(({ from, to }) => from === leaves && to === double.to)!;
}

function rankOf({ surveyed }: { readonly surveyed: SurveyedTable }): number {
  return isPerson(surveyed.name) ? Number.MAX_SAFE_INTEGER : surveyed.sample.rows;
}
