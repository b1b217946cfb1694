import { COLUMN_TYPE_FACTS } from '../../model/columnTypes';
import { checkFields } from '../grammar/check';
import { columnGrammar, computedOf, tableGrammar } from '../grammar/table';
import type { ProblemList } from '../problems';
import type { Column, Table } from '../../model/table';
import type { Spot } from '../yaml/spot';
import { columnFor, IDENTITY, TIME } from './columns';
import { checkComputed, computedColumn, parseColumns } from './computed';
import { checkParent } from './parents';
import { checkSettles, finishSettles } from './settles';
import { checkTimeZone } from './settings';
import type { TableDraft } from './tableDraft';

export function draftTable(key: string, spot: Spot, problems: ProblemList): TableDraft {
  const fields = checkFields(spot, tableGrammar, problems);
  const columns = spot.at('columns');
  const parents = spot.at('parents').keys.map((parent) => [parent, listOf(fields.parents?.[parent])] as const);
  return {
    key,
    spot,
    fields,
    columns: new Map(columns.keys.map((column) => [column, draftColumn(column, columns.at(column), spot)])),
    computed: parseColumns(columns, problems),
    primaryKey: listOf(fields.primaryKey),
    parents: new Map(fields.parents ? parents : []),
  };
}

function listOf(keys: string | readonly string[] | undefined): readonly string[] {
  if (keys === undefined) return [];
  return typeof keys === 'string' ? [keys] : keys;
}

function draftColumn(key: string, spot: Spot, table: Spot): Column | null {
  const { success, data } = columnGrammar.safeParse(spot.value);
  if (!success) return null;
  const { sourceLocation } = spot;
  const computed = computedOf(data);
  // The expression follows when all columns are known.
  if (computed !== null) return { key, name: key, type: computed.type, timeZone: null, computed: null, sourceLocation };
  const declared = typeof data === 'string' ? { type: data } : (data as Extract<typeof data, { type: unknown }>);
  const { type, name = key, timeZone = null } = declared;
  // A union combines columns by key; only its member tables know the names in the database.
  return { key, name: table.keys.includes('union') ? key : name, type, timeZone, computed: null, sourceLocation };
}

export function checkTable(table: TableDraft, tables: ReadonlyMap<string, TableDraft>, problems: ProblemList): void {
  const { spot, fields } = table;
  checkSettles(table, problems);
  for (const [key, references] of table.parents) checkParent(table, key, references, tables, problems);
  // All other parts of an event table follow from its source table.
  if (spot.keys.includes('event')) return;
  if (!spot.keys.includes('columns')) problems.add(spot.at('columns'), 'is missing', 'a mapping of columns');
  for (const [key, column] of table.columns) checkColumn(key, column, spot.at('columns').at(key), problems);
  checkComputed(table, problems);
  if (!spot.keys.includes('primaryKey')) {
    problems.add(spot.at('primaryKey'), 'is missing', 'the key of a column, or a list of them');
  }
  table.primaryKey.forEach((key, index) => {
    const at = spot.at('primaryKey');
    columnFor(table, key, IDENTITY, Array.isArray(at.value) ? at.at(index) : at, problems);
    if (table.primaryKey.indexOf(key) < index)
      problems.add(at.at(index), `"${key}" is named twice`, 'each column once');
  });
  if (fields.time !== undefined) columnFor(table, fields.time, TIME, spot.at('time'), problems);
}

function checkColumn(key: string, column: Column | null, spot: Spot, problems: ProblemList): void {
  if (key === 'not' || key === 'any') {
    problems.add(
      spot,
      `"${key}" is reserved for filters`,
      `another key with its name in the database: { type: …, name: ${key} }`,
    );
  }
  if (column === null) return;
  const hasZone = COLUMN_TYPE_FACTS[column.type].time === 'clock';
  if (hasZone && column.timeZone === null) {
    const expected = 'the IANA zone of its values, because a `timestamp` carries none';
    problems.add(spot.at('timeZone'), 'is missing', expected);
  } else if (!hasZone && column.timeZone !== null) {
    problems.add(
      spot.at('timeZone'),
      `a column of type ${column.type} has no time zone`,
      '`timeZone` only on columns of type timestamp',
    );
  } else if (column.timeZone !== null) checkTimeZone(spot.at('timeZone'), column.timeZone, problems);
}

/** Builds the table from a draft without problems. */
export function finishTable(draft: TableDraft, rows: Pick<Table, 'source' | 'filter'>): Table {
  const { key, spot, fields, columns, primaryKey, parents } = draft;
  return {
    key,
    ...rows,
    primaryKey,
    isKeyTrusted: fields.keys === 'trusted',
    time: fields.time ?? null,
    settles: finishSettles(fields.settles),
    columns: new Map([...columns].map(([column, draftOf]) => [column, computedColumn(draft, draftOf!)])),
    parents,
    sourceLocation: spot.sourceLocation,
  };
}
