import type { Registry } from '../model/registry';
import type { Capabilities } from '../plan/capabilities';
import type { Plan } from '../plan/plan';
import type { Scan } from '../plan/scan';
import { primitive, type Parameter, type Sql, type ValueType } from './fragment';
import type { ReadingBranches } from './readings/branch';
import type { RowPrimitives } from './rowPrimitives';
import type { EntityStates } from './scan/entityStates';
import type { Stitched } from './stitched';

/**
 * A database's own SQL, as a value. Statements are built without it: `fragment.ts` keeps
 * parameters, names and primitives as they are, and `compile.ts` writes them in a dialect.
 */
export interface Dialect {
  readonly capabilities: Capabilities;
  readonly syntax: Syntax;
  readonly primitives: Primitives;
  /** Readings whose best SQL in this dialect differs from that in `readings/`. */
  readonly readings: Partial<ReadingBranches>;
  /** The same for parts of other steps. */
  readonly shapes: Partial<Shapes>;
}

export interface Shapes {
  /** States instead of a row for each entity, where all readings can do with them. */
  readonly states: (registry: Registry, plan: Plan, scan: Scan) => EntityStates | null;
  /** The cells, and every slot from 1 to `begun` for each of their groups. */
  readonly filled: (stitched: Stitched, cells: string, begun: number) => Sql;
}

/** How values and names are written. */
export interface Syntax {
  /** An identifier, quoted if it has to be. */
  name(text: string): string;
  /** The name of the n-th parameter, from 1, as the statement has it. */
  parameterName(number: number): string;
  /** The placeholder of the n-th parameter, from 1, as a value of a type. */
  placeholder(number: number, type: ValueType, value: Parameter): string;
  /** The parameters that are sent for a value, at least one: a server may limit their length. */
  pieces(value: Parameter): readonly Parameter[];
  /** The value of several placeholders, which are pieces of it. */
  united(placeholders: readonly string[], type: ValueType): string;
  /** The value itself, as a value of a type. */
  literal(value: Parameter, type: ValueType): string;
  /** Ends a statement that people run: settings that the engine sends beside it. Often empty. */
  readonly literalEnd: string;
}

/** The expressions and clauses that standard SQL lacks, or that databases write differently. */
export interface Primitives extends RowPrimitives {
  /** The value as one of a type. */
  cast(value: Sql, type: ValueType): Sql;
  /** Null as a value of a type. */
  nullOf(type: ValueType): Sql;

  /** The n-th element of an array, from 1. */
  elementAt(array: Sql, index: Sql): Sql;
  /** True if the value is an element of the array; null or false otherwise. */
  isOneOf(value: Sql, array: Sql): Sql;
  /** True if the value is no element of the array; null if the value is null. */
  isNoneOf(value: Sql, array: Sql): Sql;

  /** How many of the ascending `edges` are not after the instant. */
  bucketIndex(instant: Sql, edges: readonly number[]): Sql;
  /** The instant of a date and time of day in a zone. */
  instantOfLocal(local: Sql, zone: string): Sql;
  /** The first instant of a date in a zone (docs/meaning.md#dates). */
  firstInstantOf(date: Sql, zone: string): Sql;
  /** Whole milliseconds of an instant since the epoch. */
  epochMilliseconds(instant: Sql): Sql;
  /** True of a date or time that is not minus infinity. */
  isAfterMinusInfinity(time: Sql): Sql;
  /** True of a date or time that is not infinity. */
  isBeforeInfinity(time: Sql): Sql;

  /** The exact number; null if it is infinite or no number. */
  finite(number: Sql): Sql;
  /**
   * `over / under` with more than 12 digits after the point, so that the later rounding is the only
   * one.
   */
  divided(over: Sql, under: Sql): Sql;
  /** Rounded to 12 digits after the point, half away from zero. */
  rounded(number: Sql): Sql;
  /** The exact product of two exact numbers. */
  multiplied(a: Sql, b: Sql): Sql;
  /** The exact sum of numbers, as an exact number; null if there are none. */
  exactSum(numbers: Sql, type: 'bigint' | 'numeric'): Sql;
  /** Microseconds of elapsed time from an instant to a later one. */
  microsBetween(from: Sql, to: Sql): Sql;
  /** An aggregate: the median of whole numbers, which may lie halfway between two of them. */
  median(number: Sql): Sql;
  /** The least of a value over the rows of the same entity that follow, or null. */
  leastOfLater(later: LeastOfLater): Sql;
  /** The least of some values, of which nulls are ignored. */
  least(values: readonly Sql[]): Sql;

  /** Null-safe: null is distinct from every value but null. */
  isDistinct(a: Sql, b: Sql): Sql;
  /** True if the condition is false or null. */
  isNotTrue(condition: Sql): Sql;
  startsWith(text: Sql, prefix: Sql): Sql;
  /** Lower case, of letters of every script that the database knows. */
  lower(text: Sql): Sql;
  /** An aggregate: a text of `count` signs, 1 at the positions that some row has, else 0. */
  positionsText(position: Sql, count: number): Sql;
  /** A value to order by: text by code point, whatever the database sorts by; UUIDs as texts. */
  ordered(value: Sql, type: ValueType): Sql;
  /** Several values as one, equal where all are and where the same are null. It can be hashed. */
  tuple(values: readonly Sql[]): Sql;

  /** The aggregate over the rows for which a condition is true. */
  filtered(aggregate: Sql, condition: Sql): Sql;
  /** After `as`, where a step of a statement is defined: its rows are computed once. */
  computedOnce(): Sql;
  /** Before the table of a parent: a join that adds its one row with the key, or nulls. */
  parentJoin(): Sql;
  /** True if a row of another select has the same values, none of them null; otherwise false. */
  isMatched(match: Match): Sql;
  /** `from …` with the rows for which another select has a row with the same values. */
  fromMatched(rows: MatchedRows): Sql;
  /** One row of each entity: the first in an order. A whole select. */
  firstOfEach(rows: FirstOfEach): Sql;
  /** Rows with the whole numbers from `first` to `last`, to stand in `from`. */
  series(series: NumberSeries): Sql;
  /** The same after `from`, where the bounds are columns of the tables before it. */
  seriesOfRow(series: NumberSeries): Sql;
  /** After `from`: each row once for each of some lists of its values. */
  rowsOfRow(rows: RowsOfRow): Sql;
  /** Rows of lists of values, one list for each column, to stand in `from`. */
  rowsOfLists(rows: RowsOfLists): Sql;
  /** For each cell, the columns of `select` over the rows that an index finds. A whole select. */
  indexScan(scan: IndexScan): Sql;
}

export interface MatchedRows {
  /** A select of distinct rows, and the table that they become. */
  readonly rows: Sql;
  readonly as: string;
  /** A select of many rows, most of which match none. They become the table `p`. */
  readonly others: Sql;
  /** Columns of the rows, and the columns of `p` that must have the same values. */
  readonly values: readonly Sql[];
  readonly columns: readonly Sql[];
}

export interface FirstOfEach {
  readonly entity: Sql;
  readonly columns: readonly Sql[];
  /** The columns begin a line of their own. */
  readonly isLong: boolean;
  /** `from …` and `where …`. */
  readonly from: Sql;
  /** Within an entity. */
  readonly order: readonly Sql[];
}

export interface LeastOfLater {
  readonly value: Sql;
  readonly entity: Sql;
  readonly at: Sql;
  /** Whether rows of the same instant follow too, the row itself among them. */
  readonly includesSame: boolean;
}

export interface NumberSeries {
  readonly first: Sql;
  readonly last: Sql;
  readonly table: string;
  readonly column: string;
}

/** `values` are of the outer select, `columns` those of `from …`, of which `where` chooses rows. */
export interface Match {
  readonly values: readonly Sql[];
  readonly columns: readonly Sql[];
  readonly from: Sql;
  readonly where: Sql | null;
}

/** Each list has a value for each column. */
export interface RowsOfRow {
  readonly table: string;
  readonly columns: readonly string[];
  readonly lists: readonly (readonly Sql[])[];
}

/** Lists of one length, at least one. `type` is that of a list. */
export interface RowsOfLists {
  readonly table: string;
  readonly columns: readonly ListColumn[];
}

export interface ListColumn {
  readonly name: string;
  readonly values: readonly string[] | readonly number[];
  readonly type: Extract<ValueType, `${string}[]`>;
}

/** Arrays of one length. `select` reads a cell `c` with `start` and `stop`. */
export interface IndexScan {
  readonly cells: Sql;
  readonly starts: Sql;
  readonly stops: Sql;
  readonly select: Sql;
}

/** SQL that each dialect writes in its own way. */
export function write<K extends keyof Primitives>(key: K, ...args: Parameters<Primitives[K]>): Sql {
  return primitive(key, args);
}
