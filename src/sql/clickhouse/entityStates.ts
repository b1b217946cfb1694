import type { Registry } from '../../model/registry';
import type { ColumnType } from '../../model/table';
import type { Plan } from '../../plan/plan';
import type { Reading } from '../../plan/reading';
import type { Scan } from '../../plan/scan';
import { matchKind } from '../../model/byKind';
import { columnOf } from '../columns';
import { sql, type Sql } from '../fragment';
import { isOneCellPerSample } from '../readings/branch';
import type { EntityStates } from '../scan/entityStates';

/** The aggregates of a kind of state. All ignore null. */
export interface State {
  /** A state of entities. */
  made(entity: Sql): Sql;
  /** A state of states. */
  united(state: Sql): Sql;
  /** The number of different entities in states. */
  counted(state: Sql): Sql;
}

/** Whole numbers as bits; a negative one has a bit of its own too. Fast to unite. */
const BITMAP: State = {
  made: (entity) => sql`groupBitmapState(toUInt64(${entity}))`,
  united: (state) => sql`groupBitmapMergeState(${state})`,
  counted: (state) => sql`groupBitmapMerge(${state})`,
};

/** Hashed values. Fast to make. */
const SET: State = {
  made: (entity) => sql`uniqExactState(${entity})`,
  united: (state) => sql`uniqExactMergeState(${state})`,
  counted: (state) => sql`uniqExactMerge(${state})`,
};

const UNITED: { readonly [T in ColumnType]: State } = {
  bigint: BITMAP,
  integer: BITMAP,
  numeric: SET,
  text: SET,
  enum: SET,
  uuid: SET,
  boolean: SET,
  date: SET,
  timestamp: SET,
  timestamptz: SET,
};

/** The state that suits the entities of a scan, if readings unite the states of several cells. */
export function unitedState(registry: Registry, { table, entity }: Scan): State {
  return UNITED[columnOf(registry, table, entity!).type];
}

/** The states that a scan has instead of rows of entities. */
export interface ScanStates extends EntityStates {
  readonly states: ReadonlyMap<string, State>;
}

/**
 * A scan has states if its readings only add up values and count entities. A row for each day and
 * user would take twice as long to make.
 */
export function scanStates(registry: Registry, plan: Plan, scan: Scan): ScanStates | null {
  if (scan.entity === null || !hasSimpleRows(plan, scan)) return null;
  const states = new Map<string, State>();
  for (const reading of plan.readings) {
    if (!scansOf(reading).includes(scan.id)) continue;
    const needed = neededBy(reading);
    if (needed === 'rows of entities') return null;
    if (needed === 'values') continue;
    const { keep } = needed;
    const value = scan.values.find(({ id }) => id === keep)!;
    // Above 0 means one row at least only of a count of rows.
    if (value.fn !== 'count' || value.column !== null) return null;
    const isUnited = states.get(keep) === BITMAP || !readsSingleCells(reading);
    states.set(keep, isUnited ? unitedState(registry, scan) : SET);
  }
  return { states, made: new Map([...states].map(([keep, { made }]) => [keep, made])) };
}

/** Nothing but the readings reads its rows, or needs an entity of them. */
function hasSimpleRows(plan: Plan, { rows, keys }: Scan): boolean {
  const isRead = plan.personKeyIndex !== null || plan.top?.others === true || plan.perEntity;
  return !isRead && rows.kind !== 'interval' && !keys.some(({ joinedAfterReduce }) => joinedAfterReduce);
}

function scansOf(reading: Reading): string[] {
  if (reading.kind !== 'return') return [reading.scan];
  return [reading.scan, ...reading.presence.flatMap((one) => (one.kind === 'scan' ? [one.scan] : []))];
}

/** `keep`: the scan value that says which entities it counts. */
type Needed = 'rows of entities' | 'values' | { readonly keep: string };

function neededBy(reading: Reading): Needed {
  return matchKind<Reading, Needed, []>(reading, {
    fold: () => 'values',
    distinct: ({ keep }) => ({ keep }),
    rolling: ({ weight }) => (weight.kind === 'entities' ? { keep: weight.keep } : 'values'),
    statistic: () => 'rows of entities',
    snapshot: () => 'rows of entities',
    movement: () => 'rows of entities',
    return: () => 'rows of entities',
    activity: () => 'rows of entities',
  });
}

function readsSingleCells(reading: Reading): boolean {
  if (reading.kind !== 'distinct') return false;
  const { rows, rangeTotal } = reading;
  return isOneCellPerSample(rows.sampleOf) && (rangeTotal === null || isOneCellPerSample(rangeTotal.sampleOf));
}
