import { nearestName } from '../model/nearest';
import type { Registry } from '../model/registry';
import { storedColumns, type Column, type ColumnType, type Relation, type Table } from '../model/table';
import type { DatabaseColumn } from './engine';
import type { SourceLocation } from '../model/text';

/** The types of a database and those of the registry. */
export interface TypeFits {
  /** The types of the database that fit a declared type: they have no more values. */
  readonly fits: Readonly<Record<ColumnType, readonly string[]>>;
  /** The best declaration for a type of the database. */
  readonly declaredAs: Readonly<Partial<Record<string, ColumnType>>>;
}

/**
 * The result of describing an author's select: the types of its columns in the words of the
 * database, or the reason for which the database rejects it.
 */
export type Described = { readonly types: ReadonlyMap<string, string> } | { readonly refusal: string };

/**
 * A line for each part of the registry that the database lacks or has in another form. It begins
 * with the source location. `selects` by the keys of their tables.
 */
export function checkTables(
  registry: Registry,
  columns: readonly DatabaseColumn[],
  selects: ReadonlyMap<string, Described>,
  typeFits: TypeFits,
): readonly string[] {
  return [...registry.tables.values()].flatMap((table) => {
    if (table.source.kind === 'relation') return checkRelation(table, table.source, columns, typeFits);
    const described = selects.get(table.key);
    return described === undefined ? [] : checkSelect(table, described, typeFits);
  });
}

function checkSelect(table: Table, described: Described, typeFits: TypeFits): readonly string[] {
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
  return storedColumns(table).flatMap((column) => checkColumn(where, column, described.types, typeFits) ?? []);
}

function checkRelation(
  table: Table,
  relation: Relation,
  all: readonly DatabaseColumn[],
  typeFits: TypeFits,
): readonly string[] {
  const reach = all.filter(({ schema, visible }) => (relation.schema === null ? visible : schema === relation.schema));
  const found = reach.filter((column) => column.table === relation.name);
  if (found.length === 0) return [missingTable(table, relation, reach, all)];
  const types = new Map(found.map(({ column, type }) => [column, type]));
  const where = `the table "${nameOf(relation)}"`;
  return storedColumns(table).flatMap((column) => checkColumn(where, column, types, typeFits) ?? []);
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

function checkColumn(
  where: string,
  column: Column,
  types: ReadonlyMap<string, string>,
  { fits, declaredAs }: TypeFits,
): string | undefined {
  const type = types.get(column.name);
  if (type === undefined) {
    const near = nearestName(column.name, types.keys());
    return problem(column.sourceLocation, `${where} has no column "${column.name}"`, column.type, near);
  }
  const fitting = fits[column.type];
  if (fitting.includes(type)) return undefined;
  const better = declaredAs[type];
  const cast =
    fitting[0] === undefined ? 'declare another type' : `read it through a view that casts it to ${fitting[0]}`;
  const advice = better ? `declare it ${better}` : cast;
  const what = `the column "${column.name}" of ${where.replace(/^the table /, '')} is ${type} in the database`;
  const wanted = fitting.length === 0 ? 'a type that the database lacks' : fitting.join(', ');
  return problem(column.sourceLocation, what, `${wanted} for the declared ${column.type}; ${advice}`);
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
