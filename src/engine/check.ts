import { nearestName } from '../registry/nearest';
import type { Column, ColumnType, Place, Registry, Table } from '../registry/registry';
import type { DatabaseColumn } from './engine';

/**
 * What a declared type may be in the database: types that hold no more than the declared one says and that compare, group and
 * sum alike. Not `real` and `double precision`, whose sums depend on the order of rows; not `character`, whose values come
 * back with blanks; not `citext`, whose groups ignore case; no enum and no uuid, which do not compare with text.
 */
const FITS: Readonly<Record<ColumnType, readonly string[]>> = {
  bigint: ['bigint', 'integer', 'smallint'],
  integer: ['integer', 'smallint'],
  numeric: ['numeric', 'bigint', 'integer', 'smallint'],
  text: ['text', 'character varying'],
  timestamptz: ['timestamp with time zone'],
  timestamp: ['timestamp without time zone'],
};

/** How a type of the database is best declared. */
const DECLARED_AS: Readonly<Partial<Record<string, ColumnType>>> = {
  bigint: 'bigint',
  integer: 'integer',
  smallint: 'integer',
  numeric: 'numeric',
  text: 'text',
  'character varying': 'text',
  'timestamp with time zone': 'timestamptz',
  'timestamp without time zone': 'timestamp',
};

/** All that the registry declares and the database does not have, or has otherwise; a line each, led by the declaration's place. */
export function checkTables(registry: Registry, columns: readonly DatabaseColumn[]): readonly string[] {
  return [...registry.tables.values()].flatMap((table) => checkTable(table, columns));
}

function checkTable(table: Table, all: readonly DatabaseColumn[]): readonly string[] {
  const reach = all.filter(({ schema, visible }) => (table.schema === null ? visible : schema === table.schema));
  const found = reach.filter((column) => column.table === table.name);
  if (found.length === 0) return [missingTable(table, reach, all)];
  const types = new Map(found.map(({ column, type }) => [column, type]));
  return [...table.columns.values()].flatMap((column) => checkColumn(table, column, types) ?? []);
}

function missingTable(table: Table, reach: readonly DatabaseColumn[], all: readonly DatabaseColumn[]): string {
  const expected = `a table or view "${nameOf(table)}" that this connection may read`;
  const elsewhere = all.find((column) => column.table === table.name);
  if (elsewhere) {
    const where = table.schema === null ? 'on the search path' : `in the schema "${table.schema}"`;
    return problem(
      table.place,
      `no table "${table.name}" ${where}`,
      `${expected}; there is one in the schema "${elsewhere.schema}"`,
    );
  }
  const near = nearestName(table.name, new Set(reach.map((column) => column.table)));
  return problem(table.place, `no table "${nameOf(table)}" in the database`, expected, near);
}

function checkColumn(table: Table, column: Column, types: ReadonlyMap<string, string>): string | undefined {
  const type = types.get(column.name);
  if (type === undefined) {
    const near = nearestName(column.name, types.keys());
    return problem(column.place, `the table "${nameOf(table)}" has no column "${column.name}"`, column.type, near);
  }
  if (FITS[column.type].includes(type)) return undefined;
  const better = DECLARED_AS[type];
  const advice = better ? `declare it ${better}` : `read it through a view that casts it to ${FITS[column.type][0]}`;
  const what = `the column "${column.name}" of "${nameOf(table)}" is ${type} in the database`;
  return problem(column.place, what, `${FITS[column.type].join(', ')} for the declared ${column.type}; ${advice}`);
}

function nameOf(table: Table): string {
  return table.schema === null ? table.name : `${table.schema}.${table.name}`;
}

function problem(place: Place, what: string, expected: string, nearest: string | null = null): string {
  const guess = nearest === null ? '' : `; did you mean "${nearest}"?`;
  return `${place.file}:${place.line}: ${what} — expected ${expected}${guess}`;
}
