import { matchKind } from '../../model/byKind';
import { columnsIn } from '../../model/condition';
import { COLUMN_TYPE_FACTS } from '../../model/columnTypes';
import { keyTypeOf } from '../../model/keyType';
import { dimensionsOf } from '../../model/filterDimensions';
import { factsOf } from '../../model/kinds';
import type { Measure } from '../../model/measure';
import { mustGet } from '../../model/mustGet';
import { pathTo, type DimensionPath } from '../../model/reach';
import type { Registry } from '../../model/registry';
import { conditionsOf, rowColumnsOf } from '../../model/rowAccess';
import { columnsOfRow } from '../../model/rowExpression';
import type { ColumnType, Settles, Table } from '../../model/table';
import { visibleRowsOf } from '../../policy/visibleRows';
import type { QueryFrame } from '../../query/query';
import { plannerOf } from '../kinds';
import type { ScanNeed, Wanted } from '../kinds/kind';
import { pathFor } from '../paths';
import type { ScanRows } from '../scan';

/** The parts of a frame that a kept number depends on. */
export type KeptFrame = Pick<QueryFrame, 'groupBy' | 'where' | 'timeZone' | 'policy'>;

/** When the numbers of a reading no longer change, and the tables that promise it. */
export interface Settling {
  /** Milliseconds after the end of a sample. */
  readonly afterMs: number;
  readonly tables: readonly string[];
}

/**
 * Kinds with a number for each sample that depends only on rows before the sample's end. A snapshot
 * and a movement do not: the end of a row is written later. A statistic of several samples does not
 * follow from theirs.
 */
const SETTLES: { readonly [K in Measure['kind']]: boolean } = {
  count: true,
  sum: true,
  distinct: true,
  first: true,
  rolling: true,
  return: true,
  activity: true,
  statistic: false,
  snapshot: false,
  movement: false,
};

/** Types whose values survive the way to the gateway and back as text. */
const KEY_TYPES: { readonly [T in ColumnType]: boolean } = {
  bigint: true,
  integer: true,
  text: true,
  enum: true,
  uuid: true,
  numeric: false,
  boolean: true,
  date: false,
  timestamptz: false,
  timestamp: false,
};

const HOUR = 3_600_000;
const UNIT_MS: { readonly [U in Settles['unit']]: number } = { hour: HOUR, day: 24 * HOUR, week: 168 * HOUR };

/** A `date` is the same date in every zone. Its first instants lie at most this far apart. */
const ZONES_APART = 26 * HOUR;

/**
 * When the numbers of a reading settle (docs/meaning.md#settled); null: never. Every table and
 * column that they are read from must be promised.
 */
export function settlingOf(registry: Registry, frame: KeptFrame, wanted: Wanted): Settling | null {
  const { policy, groupBy } = frame;
  // The people behind the numbers of several buckets are not the sum of theirs.
  if (!SETTLES[wanted.measure.kind] || policy.smallestGroup !== null) return null;
  const isText = (key: string) => KEY_TYPES[keyTypeOf(registry, mustGet(registry.dimensions, key))];
  if (!groupBy.every(isText)) return null;
  const reads = new Reads(registry);
  const dimensions = [...groupBy, ...dimensionsOf(frame.where)];
  // What the needs read does not depend on the samples.
  const unsampled = { ...wanted, rows: { ...wanted.rows, samples: [] }, rangeTotal: null };
  for (const need of plannerOf(wanted.measure).needs(unsampled)) {
    if (!addNeed(reads, need, dimensions)) return null;
  }
  for (const { table, at, entity } of factsOf(wanted.measure).within(wanted.measure)) {
    if (!reads.addDated(table, at)) return null;
    reads.add(table, [entity]);
  }
  if (!addVisibility(reads, frame)) return null;
  return reads.settling();
}

/** The columns that a number is read from, by table. */
class Reads {
  private readonly columns = new Map<string, Set<string>>();

  constructor(readonly registry: Registry) {}

  get tables(): readonly string[] {
    return [...this.columns.keys()];
  }

  add(key: string, columns: readonly string[]): void {
    const known = this.columns.get(key) ?? new Set(columnsIn(mustGet(this.registry.tables, key).filter));
    for (const column of columns) known.add(column);
    this.columns.set(key, known);
  }

  /** Rows by their date. False: it is not the date that the promise is about. */
  addDated(key: string, at: string): boolean {
    this.add(key, [at]);
    return mustGet(this.registry.tables, key).time === at;
  }

  /** The parents on a path, and the columns that lead to them. */
  addPath(from: string, { joins, column }: DimensionPath): void {
    let table = from;
    for (const join of joins) {
      this.add(table, join.columns);
      table = join.table;
    }
    // The scan of a cohort has the paths that this scan lacks.
    this.add(table, column === '' ? [] : [column]);
  }

  settling(): Settling | null {
    const tables = this.tables;
    const ages = tables.map((key) => this.ageOf(mustGet(this.registry.tables, key)));
    if (ages.some((age) => age === null)) return null;
    return { afterMs: Math.max(...ages.map((age) => age!)), tables };
  }

  /** The age from which the columns read no longer change; null: nobody promises that. */
  private ageOf({ key, settles, primaryKey, time, columns }: Table): number | null {
    if (settles === null || time === null) return null;
    const promised = settles.columns === null ? null : new Set([...settles.columns, ...primaryKey, time]);
    // A computed column changes only with the columns that it is computed from.
    const isPromised = (column: string): boolean => {
      const { computed } = mustGet(columns, column);
      return promised!.has(column) || (computed !== null && columnsOfRow(computed.value).every(isPromised));
    };
    if (promised !== null && ![...this.columns.get(key)!].every(isPromised)) return null;
    const isDate = COLUMN_TYPE_FACTS[mustGet(columns, time).type].time === 'date';
    return settles.after * UNIT_MS[settles.unit] + (isDate ? ZONES_APART : 0);
  }
}

function addNeed(reads: Reads, need: ScanNeed, dimensions: readonly string[]): boolean {
  const { table, rows, entity, values } = need;
  const isDated = matchKind<ScanRows, boolean, []>(rows, {
    dated: ({ at }) => reads.addDated(table, at),
    first: (first) => {
      reads.add(table, [first.entity, ...columnsIn(first.filter)]);
      return reads.addDated(table, first.at);
    },
    interval: () => false,
  });
  if (!isDated) return false;
  reads.add(table, entity === null ? [] : [entity]);
  for (const { column, filter } of values) {
    reads.add(table, [...(column === null ? [] : [column]), ...columnsIn(filter)]);
  }
  const own = values.flatMap(({ where }) => dimensionsOf(where));
  for (const key of new Set([...dimensions, ...own])) reads.addPath(table, pathFor(reads.registry, need, key));
  return true;
}

/** The columns that decide which rows are visible. False: a table of the rows does not decide. */
function addVisibility(reads: Reads, { policy }: KeptFrame): boolean {
  const conditions = conditionsOf(policy.rows);
  if (conditions.length === 0) return true;
  const visible = visibleRowsOf(reads.registry.tables, policy);
  for (const table of reads.tables) {
    if (policy.public.includes(table)) continue;
    const { own } = mustGet(visible, table);
    // The members of a union may decide in its place.
    if (own.length < conditions.length) return false;
    for (const at of own.flatMap(rowColumnsOf)) reads.addPath(table, pathTo(reads.registry.tables, table, at)!);
  }
  return true;
}
