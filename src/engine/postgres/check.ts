import { nearestName } from '../../model/nearest';
import type { Registry } from '../../model/registry';
import type { Column, ColumnType, Relation, Table } from '../../model/table';
import type { DatabaseColumn, Engine } from '../engine';
import { describeSelects, type Described } from './selects';
import type { SourceLocation } from '../../model/text';

/**
 * The types of the database that fit a declared type: they have no more values, and compare, group
 * and sum alike. Excluded are `real` and `double precision` (sums depend on the order of rows),
 * `character` (values end with blanks), `citext` (groups ignore case), and enum or uuid for text
 * (they do not compare).
 */
const FITS: Readonly<Record<ColumnType, readonly string[]>> = {
  bigint: ['bigint', 'integer', 'smallint'],
  integer: ['integer', 'smallint'],
  numeric: ['numeric', 'bigint', 'integer', 'smallint'],
  text: ['text', 'character varying'],
  enum: ['enum'],
  uuid: ['uuid'],
  boolean: ['boolean'],
  date: ['date'],
  timestamptz: ['timestamp with time zone'],
  timestamp: ['timestamp without time zone'],
};

/** The best declaration for a type of the database. */
const DECLARED_AS: Readonly<Partial<Record<string, ColumnType>>> = {
  bigint: 'bigint',
  integer: 'integer',
  smallint: 'integer',
  numeric: 'numeric',
  text: 'text',
  'character varying': 'text',
  enum: 'enum',
  uuid: 'uuid',
  boolean: 'boolean',
  date: 'date',
  'timestamp with time zone': 'timestamptz',
  'timestamp without time zone': 'timestamp',
};

/**
 * A line for each part of the registry that the database lacks or has in another form. It begins
 * with the source location. Errors: those of the engine.
 */
export async function checkDatabase(
  registry: Registry,
  engine: Pick<Engine, 'run' | 'columns'>,
): Promise<readonly string[]> {
  return checkTables(registry, await engine.columns(), await describeSelects(registry, engine));
}

/** The same for known columns; `selects` by the keys of their tables. */
export function checkTables(
  registry: Registry,
  columns: readonly DatabaseColumn[],
  selects: ReadonlyMap<string, Described> = new Map(),
): readonly string[] {
  return [...registry.tables.values()].flatMap((table) => {
    if (table.source.kind === 'relation') return checkRelation(table, table.source, columns);
    const described = selects.get(table.key);
    return described === undefined ? [] : checkSelect(table, described);
  });
}

function checkSelect(table: Table, described: Described): readonly string[] {
  if ('refusal' in described) {
    return [
      problem(
        table.sourceLocation,
        `the database refuses the \`sql\` of "${table.key}": ${described.refusal}`,
        'a select',
      ),
    ];
  }
  const where = `the \`sql\` of "${table.key}"`;
  return [...table.columns.values()].flatMap((column) => checkColumn(where, column, described.types) ?? []);
}

function checkRelation(table: Table, relation: Relation, all: readonly DatabaseColumn[]): readonly string[] {
  const reach = all.filter(({ schema, visible }) => (relation.schema === null ? visible : schema === relation.schema));
  const found = reach.filter((column) => column.table === relation.name);
  if (found.length === 0) return [missingTable(table, relation, reach, all)];
  const types = new Map(found.map(({ column, type }) => [column, type]));
  const where = `the table "${nameOf(relation)}"`;
  return [...table.columns.values()].flatMap((column) => checkColumn(where, column, types) ?? []);
}

function missingTable(
  { sourceLocation }: Table,
  relation: Relation,
  reach: readonly DatabaseColumn[],
  all: readonly DatabaseColumn[],
): string {
  const { name, schema } = relation;
  const expected = `a table or view "${nameOf(relation)}" that this connection may read`;
  const elsewhere = all.find((column) => column.table === name);
  if (elsewhere) {
    const where = schema === null ? 'on the search path' : `in the schema "${schema}"`;
    return problem(
      sourceLocation,
      `no table "${name}" ${where}`,
      `${expected}; there is one in the schema "${elsewhere.schema}"`,
    );
  }
  const near = nearestName(name, new Set(reach.map((column) => column.table)));
  return problem(sourceLocation, `no table "${nameOf(relation)}" in the database`, expected, near);
}

function checkColumn(where: string, column: Column, types: ReadonlyMap<string, string>): string | undefined {
  const type = types.get(column.name);
  if (type === undefined) {
    const near = nearestName(column.name, types.keys());
    return problem(column.sourceLocation, `${where} has no column "${column.name}"`, column.type, near);
  }
  if (FITS[column.type].includes(type)) return undefined;
  const better = DECLARED_AS[type];
  const advice = better ? `declare it ${better}` : `read it through a view that casts it to ${FITS[column.type][0]}`;
  const what = `the column "${column.name}" of ${where.replace(/^the table /, '')} is ${type} in the database`;
  return problem(
    column.sourceLocation,
    what,
    `${FITS[column.type].join(', ')} for the declared ${column.type}; ${advice}`,
  );
}

function nameOf({ schema, name }: Relation): string {
  return schema === null ? name : `${schema}.${name}`;
}

function problem(
  sourceLocation: SourceLocation,
  what: string,
  expected: string,
  nearest: string | null = null,
): string {
  const guess = nearest === null ? '' : `; did you mean "${nearest}"?`;
  return `${sourceLocation.file}:${sourceLocation.line}: ${what} — expected ${expected}${guess}`;
}
