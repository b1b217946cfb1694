import { matchKind } from '../model/byKind';
import type { DimensionFilter } from '../query/query';
import { dimensionsOf } from '../model/filterDimensions';
import type { DimensionPath } from '../model/reach';
import { bareNames } from '../model/relations';
import type { Registry } from '../model/registry';
import { ascending } from './cells';
import type { AssignedScan, NeededValue, ScanNeed } from './kinds/kind';
import { isAlikeInCohort, keysOf, pathFor, needReaches } from './paths';
import type { OwnWhere, ScanKey, ScanRows, ScanValue } from './scan';
import type { SharedScan } from './finishScans';

interface Draft {
  readonly id: string;
  readonly need: ScanNeed;
  rows: ScanRows;
  entity: string | null;
  keys: readonly ScanKey[];
  readonly filterPaths: ReadonlyMap<string, DimensionPath> | null;
  readonly values: ScanValue[];
  /** Many needs have the same list. */
  readonly edges: Set<readonly number[]>;
}

/** What all scans of a statement share. */
export interface ScanScope {
  readonly groupBy: readonly string[];
  readonly filteredBy: readonly string[];
  /** The dimension of people, if their number matters. */
  readonly person: string | null;
  /** Characters that the name of a scan may have. */
  readonly longestName: number;
}

/**
 * Assigns a scan to every need, so that each table is read as few times as possible. Needs with the
 * same rows, entity and paths to dimensions share one scan.
 */
export function shareScans(
  registry: Registry,
  scope: ScanScope,
  needs: readonly ScanNeed[],
): { scans: SharedScan[]; assignedScans: AssignedScan[] } {
  const drafts = new Map<string, Draft>();
  const assignments = new Map<ScanNeed, { draft: Draft; values: string[] }>();
  // Needs that distinguish entities come first: other needs can then read from the same reduction.
  // Needs that only look up entities come last.
  const order = (need: ScanNeed) => (isKeyless(need) ? 2 : need.entity === null ? 1 : 0);
  for (const need of [...needs].sort((a, b) => order(a) - order(b))) {
    const draft = draftFor(registry, scope, need, drafts);
    for (const list of need.edges) draft.edges.add(list);
    assignments.set(need, { draft, values: need.values.map((value) => valueIn(registry, draft, need, value)) });
  }
  const edges = new Map([...drafts.values()].map((draft) => [draft, ascending(draft.edges)]));
  return {
    scans: [...drafts.values()].map((draft) => finish(draft, edges.get(draft)!)),
    assignedScans: needs.map((need) => {
      const { draft, values } = assignments.get(need)!;
      return { id: draft.id, edges: edges.get(draft)!, values };
    }),
  };
}

function draftFor(registry: Registry, scope: ScanScope, need: ScanNeed, drafts: Map<string, Draft>): Draft {
  const paths = (dimensions: readonly string[]) =>
    new Map(dimensions.map((dimension) => [dimension, pathFor(registry, need, dimension)]));
  const cohort = cohortOf(need);
  const isFiltered =
    cohort === null || scope.filteredBy.every((dimension) => isAlikeInCohort(registry, need, cohort, dimension));
  const filterPaths = isFiltered ? paths(scope.filteredBy) : null;
  const keys = isKeyless(need) ? [] : keysOf(registry, need, paths(keyedBy(registry, scope, need)));
  const identity = JSON.stringify([
    need.table,
    rowsIdentity(need.rows),
    filterPaths === null ? null : [...filterPaths.values()],
  ]);
  const candidates = [...drafts].filter(([key]) => key.startsWith(identity)).map(([, draft]) => draft);
  const fits = candidates.find(
    (draft) =>
      (need.entity === null || draft.entity === need.entity || (isKeyless(need) && draft.entity === null)) &&
      (isKeyless(need) || samePaths(draft.keys, keys)),
  );
  if (fits !== undefined) {
    if (need.entity !== null && fits.entity === null) distinguishEntities(registry, fits, need.entity);
    lookBack(fits, need);
    return fits;
  }
  const draft: Draft = {
    id: nameFor(registry, scope, need.table, drafts),
    need,
    rows: need.rows,
    entity: need.entity,
    keys,
    filterPaths,
    values: [],
    edges: new Set(),
  };
  drafts.set(`${identity}#${drafts.size}`, draft);
  return draft;
}

/** The cohort whose entities the need looks for. */
function cohortOf({ keys }: ScanNeed): ScanNeed | null {
  return typeof keys === 'object' ? keys.cohort : null;
}

/** Whether the need can read any groups, because it distinguishes entities only. */
function isKeyless(need: ScanNeed): boolean {
  return need.keys === 'none' || cohortOf(need) !== null;
}

/**
 * The dimensions of a scan's keys. If the need does not reach the dimension of people, there is no
 * key for it.
 */
function keyedBy(registry: Registry, { groupBy, person }: ScanScope, need: ScanNeed): readonly string[] {
  const isDistinguished = person !== null && !groupBy.includes(person) && needReaches(registry, need, person);
  return isDistinguished ? [...groupBy, person] : groupBy;
}

/** Characters that a statement may add to the name of a table. */
const LONGEST_ENDING = 33;

/**
 * A name that no table has. Other scans join tables by name and must not find a scan instead.
 */
function nameFor(
  registry: Registry,
  { longestName }: ScanScope,
  table: string,
  drafts: ReadonlyMap<string, Draft>,
): string {
  const taken = new Set(bareNames(registry));
  for (const { id } of drafts.values()) taken.add(id);
  const short = table.slice(0, longestName - LONGEST_ENDING);
  let name = `${short}_reduced`;
  for (let next = 2; taken.has(name); next++) name = `${short}_reduced_${next}`;
  return name;
}

/**
 * Lets a scan that added rows up distinguish entities too. This is cheaper than another read of the
 * table.
 */
function distinguishEntities(registry: Registry, draft: Draft, entity: string): void {
  draft.entity = entity;
  const paths = new Map(draft.keys.map(({ dimension, path }) => [dimension, path]));
  draft.keys = keysOf(registry, { ...draft.need, entity }, paths);
}

function valueIn(registry: Registry, draft: Draft, need: ScanNeed, needed: NeededValue): string {
  const value = { ...needed, where: whereOf(registry, need, needed.where) };
  const identity = identityOf(value);
  const known = draft.values.find((other) => identityOf(other) === identity);
  if (known !== undefined) return known.id;
  const id = `v${draft.values.length + 1}`;
  draft.values.push({ id, ...value });
  return id;
}

function identityOf({ fn, column, filter, where }: Omit<ScanValue, 'id'>): string {
  return JSON.stringify([fn, column, filter, where && [where.filter, [...where.paths]]]);
}

/** A metric's own filter, with paths from the table that the need's dimensions are reached from. */
function whereOf(registry: Registry, need: ScanNeed, filter: DimensionFilter): OwnWhere | null {
  const dimensions = dimensionsOf(filter);
  if (dimensions.length === 0 && isEmpty(filter)) return null;
  return { filter, paths: new Map(dimensions.map((key) => [key, pathFor(registry, need, key)])) };
}

function isEmpty(filter: DimensionFilter): boolean {
  return filter.kind === 'all' && filter.of.length === 0;
}

/**
 * The rows that decide whether scans are shared. A need without history can use an interval scan
 * with history.
 */
function rowsIdentity(scanRows: ScanRows): ScanRows {
  return matchKind<ScanRows, ScanRows, []>(scanRows, {
    dated: (rows) => rows,
    first: (rows) => rows,
    interval: (rows) => ({ ...rows, history: true }),
  });
}

function lookBack(draft: Draft, { rows }: ScanNeed): void {
  if (draft.rows.kind === 'interval' && rows.kind === 'interval' && rows.history) draft.rows = rows;
}

function finish(draft: Draft, edges: readonly number[]): SharedScan {
  const { id, need, rows, entity, keys, filterPaths, values } = draft;
  return { id, table: need.table, rows, edges, entity, keys, filterPaths, values };
}

function samePaths(a: readonly ScanKey[], b: readonly ScanKey[]): boolean {
  const paths = (keys: readonly ScanKey[]) => JSON.stringify(keys.map(({ path }) => path));
  return paths(a) === paths(b);
}
