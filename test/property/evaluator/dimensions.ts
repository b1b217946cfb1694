import type { Dimension, Registry } from '../../../src/model/registry';
import type { Table } from '../../../src/model/table';
import type { DimensionFilter } from '../../../src/query/query';
import type { RowColumn } from '../../../src/model/role';
import { binOf, numberOfRow, startOf } from './bins';
import { compare, parse } from './exact';
import type { Data, Row } from './data';
import { isNumeric, textOf } from './data';
import { passes } from './tests';

/**
 * A filter compares the number of a row, and a group has its bin. All other values serve both.
 */
export type Use = 'group' | 'filter';

/** One step of a join: the parent table, and the columns of the child that refer to it. */
interface Step {
  readonly parent: string;
  readonly columns: readonly string[];
}

/** A column, and how the values of a dimension follow from its values; null: they are the same. */
export type Place = Pick<RowColumn, 'table' | 'column' | 'form'>;

/**
 * Reads dimensions from rows. It follows parents many to one, by the shortest path, and never loses
 * a row.
 */
export class Dimensions {
  constructor(
    private readonly registry: Registry,
    private readonly data: Data,
  ) {}

  /** The value of a row under the dimension; null is the null group. */
  valueFor(row: Row, table: string, dimensionKey: string, use: Use = 'group'): string | null {
    return this.valueAt(row, table, this.dimension(dimensionKey), use);
  }

  /** The value of a row in a column, its own or a parent's. */
  valueAt(row: Row, table: string, place: Place, use: Use = 'group'): string | null {
    const steps = this.way(table, place.table);
    if (steps === null) throw new Error(`${table} does not reach ${place.table}.${place.column}`);
    return filled(place, this.follow(row, steps, place), use);
  }

  reaches(table: string, other: string): boolean {
    return this.way(table, other) !== null;
  }

  /**
   * The value of an entity under the dimension. A column of the row names the entity: the row
   * itself if the column is the primary key, a row of the parent if it refers to one.
   */
  valueForEntity(row: Row, table: string, column: string, dimensionKey: string, use: Use = 'group'): string | null {
    const owner = this.table(table);
    if (isOnly(owner.primaryKey, column)) return this.valueFor(row, table, dimensionKey, use);
    const dimension = this.dimension(dimensionKey);
    if (dimension.table === table && dimension.column === column) return filled(dimension, textOf(row, column), use);
    const ways = [...owner.parents].flatMap(([parent, columns]) => {
      const onward = isOnly(columns, column) ? this.way(parent, dimension.table) : null;
      return onward === null ? [] : [[{ parent, columns }, ...onward]];
    });
    const [steps] = ways.sort((a, b) => a.length - b.length);
    if (steps === undefined) throw new Error(`${table}.${column} does not reach ${dimensionKey}`);
    return filled(dimension, this.follow(row, steps, dimension), use);
  }

  /** Whether {@link valueForEntity} can find the value. */
  entityReaches(table: string, column: string, dimensionKey: string): boolean {
    const owner = this.table(table);
    const dimension = this.dimension(dimensionKey);
    if (isOnly(owner.primaryKey, column)) return this.reaches(table, dimension.table);
    if (dimension.table === table && dimension.column === column) return true;
    return [...owner.parents].some(
      ([parent, columns]) => isOnly(columns, column) && this.reaches(parent, dimension.table),
    );
  }

  /** True if the filter keeps these values. `valueIn` returns the value under each dimension. */
  keeps(filter: DimensionFilter, valueIn: (dimension: string) => string | null): boolean {
    switch (filter.kind) {
      case 'all':
        return filter.of.every((one) => this.keeps(one, valueIn));
      case 'any':
        return filter.of.some((one) => this.keeps(one, valueIn));
      case 'not':
        return !this.keeps(filter.of, valueIn);
      case 'null':
      case 'contains':
      case 'startsWith':
      case 'endsWith':
      case 'in':
      case 'gt':
      case 'gte':
      case 'lt':
      case 'lte':
        return passes(filter, valueIn(filter.dimension), (a, b) => this.order(filter.dimension, a, b));
    }
  }

  /**
   * Compares two values of a dimension: numbers and their bins as numbers, ids by their column's
   * type, text by code point.
   */
  order(dimensionKey: string, a: string, b: string): number {
    const dimension = this.dimension(dimensionKey);
    if (dimension.form.type === 'number') return compare(parse(startOf(a)), parse(startOf(b)));
    const numeric = dimension.form.type === 'id' && isNumeric(this.table(dimension.table), dimension.column);
    if (numeric) return compare(parse(a), parse(b));
    const listed = dimension.form.type === 'text' ? (dimension.form.order ?? []) : [];
    const [first, second] = [a, b].map((value) => (listed.includes(value) ? listed.indexOf(value) : listed.length));
    return first! - second! || byCodePoint(a, b);
  }

  /**
   * Reads the dimension's column at the end of the steps. A parent's primary key is read from the
   * child, whether or not the parent exists.
   */
  private follow(row: Row, steps: readonly Step[], dimension: Pick<Place, 'column'>): string | null {
    const own = this.keyColumn(steps, dimension.column);
    if (own !== null) return textOf(row, own);
    const [step, ...rest] = steps;
    if (step === undefined) return textOf(row, dimension.column);
    const parent = this.table(step.parent);
    const key = step.columns.map((column) => textOf(row, column));
    if (key.includes(null)) return null;
    const found = (this.data[parent.key] ?? []).find((candidate) =>
      parent.primaryKey.every((column, index) => textOf(candidate, column) === key[index]),
    );
    return found === undefined ? null : this.follow(found, rest, dimension);
  }

  /**
   * The column at the start of the steps that equals another at their end, if keys connect the two
   * all the way; else null.
   */
  private keyColumn(steps: readonly Step[], column: string): string | null {
    if (steps.length === 0) return null;
    return steps.reduceRight<string | null>((held, { parent, columns }) => {
      const place = held === null ? -1 : this.table(parent).primaryKey.indexOf(held);
      return columns[place] ?? null;
    }, column);
  }

  /**
   * The fewest steps from a table to another over parents. Empty for the table itself; null if
   * there is no path.
   */
  private way(from: string, to: string): readonly Step[] | null {
    let ways: { at: string; steps: readonly Step[] }[] = [{ at: from, steps: [] }];
    for (let length = 0; length <= this.registry.tables.size; length++) {
      const arrived = ways.find(({ at }) => at === to);
      if (arrived !== undefined) return arrived.steps;
      ways = ways.flatMap(({ at, steps }) =>
        [...this.table(at).parents].map(([parent, columns]) => ({
          at: parent,
          steps: [...steps, { parent, columns }],
        })),
      );
    }
    return null;
  }

  private dimension(key: string): Dimension {
    const dimension = this.registry.dimensions.get(key);
    if (dimension === undefined) throw new Error(`no such dimension: ${key}`);
    return dimension;
  }

  private table(key: string): Table {
    const table = this.registry.tables.get(key);
    if (table === undefined) throw new Error(`no such table: ${key}`);
    return table;
  }
}

/** True if the key is this one column. */
function isOnly(key: readonly string[], column: string): boolean {
  return key.length === 1 && key[0] === column;
}

/** The value of a dimension, from that of its column. */
function filled({ form }: Pick<Place, 'form'>, value: string | null, use: Use): string | null {
  if (form === null) return value;
  switch (form.type) {
    case 'text':
      if (form.empty !== null && (value === null || value === '')) return form.empty;
      return form.merged.find(({ from }) => value !== null && from.includes(value))?.value ?? value;
    case 'id':
    case 'boolean':
      return value;
    case 'number': {
      const number = value === null ? null : numberOfRow(value);
      return number === null || use === 'filter' || form.bins === null ? number : binOf(number, form.bins);
    }
  }
}

/** Compares by Unicode code points. A plain comparison of strings would use UTF-16 units. */
export function byCodePoint(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
