import { checkFields } from '../grammar/check';
import { columnGrammar, tableGrammar, type TableGrammar } from '../grammar/table';
import { oneOf, type ProblemList } from '../problems';
import type { Column, Table } from '../registry';
import type { Spot } from '../yaml/spot';
import { columnFor, IDENTITY, TIME } from './columns';
import { checkTimeZone } from './settings';

/** A table as far as its declaration is sound, so that what uses the rest can be checked too. */
export interface TableDraft {
  readonly key: string;
  readonly spot: Spot;
  readonly fields: Partial<TableGrammar>;
  /** Null: a column whose declaration has problems. */
  readonly columns: ReadonlyMap<string, Column | null>;
  readonly primaryKey: string;
  readonly parents: ReadonlyMap<string, string>;
}

export function draftTable(key: string, spot: Spot, problems: ProblemList): TableDraft {
  const fields = checkFields(spot, tableGrammar, problems);
  const columns = spot.at('columns');
  const parents = spot.at('parents').keys.map((parent) => [parent, fields.parents?.[parent] ?? ''] as const);
  return {
    key,
    spot,
    fields,
    columns: new Map(columns.keys.map((column) => [column, draftColumn(column, columns.at(column))])),
    primaryKey: fields.primaryKey ?? '',
    parents: new Map(fields.parents ? parents : []),
  };
}

function draftColumn(key: string, spot: Spot): Column | null {
  const { success, data } = columnGrammar.safeParse(spot.value);
  if (!success) return null;
  const { type, name = key, timeZone = null } = typeof data === 'string' ? { type: data } : data;
  return { key, name, type, timeZone, place: spot.place };
}

export function checkTable(table: TableDraft, tables: ReadonlyMap<string, TableDraft>, problems: ProblemList): void {
  const { spot, fields } = table;
  for (const [key, column] of table.columns) checkColumn(key, column, spot.at('columns').at(key), problems);
  if (fields.primaryKey !== undefined) columnFor(table, fields.primaryKey, IDENTITY, spot.at('primaryKey'), problems);
  if (fields.time !== undefined) columnFor(table, fields.time, TIME, spot.at('time'), problems);
  for (const [key, column] of table.parents) checkParent(table, key, column, tables, problems);
}

function checkColumn(key: string, column: Column | null, spot: Spot, problems: ProblemList): void {
  if (key === 'not' || key === 'any') {
    problems.add(
      spot,
      `"${key}" is a word of filters`,
      `another key, and its name in the database: { type: …, name: ${key} }`,
    );
  }
  if (column === null) return;
  if (column.type === 'timestamp' && column.timeZone === null) {
    const expected = 'the IANA zone its values were written in, as a `timestamp` carries none';
    problems.add(spot.at('timeZone'), 'is missing', expected);
  } else if (column.type !== 'timestamp' && column.timeZone !== null) {
    problems.add(
      spot.at('timeZone'),
      `a ${column.type} has no zone of its own`,
      'a zone on columns of type timestamp only',
    );
  } else if (column.timeZone !== null) checkTimeZone(spot.at('timeZone'), column.timeZone, problems);
}

function checkParent(
  table: TableDraft,
  key: string,
  reference: string,
  tables: ReadonlyMap<string, TableDraft>,
  problems: ProblemList,
): void {
  const spot = table.spot.at('parents').at(key);
  const parent = tables.get(key);
  if (!parent) problems.addUnknown(spot, 'table', key, tables.keys());
  const column = columnFor(table, reference, IDENTITY, spot, problems);
  const identity = parent?.columns.get(parent.primaryKey);
  if (!parent || !column || !identity || column.type === identity.type) return;
  const wrong = `"${reference}" is ${column.type}, but the key of "${key}" ("${identity.key}") is ${identity.type}`;
  const fitting = [...table.columns.values()].filter((other) => other?.type === identity.type);
  problems.add(
    spot,
    wrong,
    oneOf(
      fitting.map((other) => other!.key),
      `column of type ${identity.type}`,
    ),
  );
}

/** The table itself, once all its parts are known to be sound. */
export function finishTable({ key, spot, fields, columns, primaryKey, parents }: TableDraft): Table {
  return {
    key,
    schema: fields.schema ?? null,
    name: fields.name ?? key,
    primaryKey,
    time: fields.time ?? null,
    columns: columns as ReadonlyMap<string, Column>,
    parents,
    place: spot.place,
  };
}
