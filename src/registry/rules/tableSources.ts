import { salvageFilters } from '../grammar/salvage';
import type { ProblemList } from '../problems';
import type { MemberOfKind } from '../../model/byKind';
import type { Select, Table, TableSource } from '../../model/table';
import type { Spot } from '../yaml/spot';
import { readFilters } from './conditions';
import { readEvent } from './events';
import { readUnion } from './tableUnions';
import type { TableDraft, TableDrafts } from './tableDraft';

/**
 * The reader of each kind of source: null if there are problems. The field that declares a source
 * has the name of its kind.
 */
const READERS: {
  readonly [K in TableSource['kind']]: (
    table: TableDraft,
    tables: TableDrafts,
    problems: ProblemList,
  ) => MemberOfKind<TableSource, K> | null;
} = {
  relation: ({ key, fields }) => ({ kind: 'relation', schema: fields.schema ?? null, name: fields.name ?? key }),
  sql: ({ fields, spot }, _, problems) =>
    fields.sql === undefined ? null : readSelect(fields.sql, spot.at('sql'), problems),
  union: (table, tables, problems) =>
    table.fields.union === undefined ? null : readUnion(table, table.fields.union, tables, problems),
  event: (table, tables, problems) =>
    table.fields.event === undefined ? null : readEvent(table, table.fields.event, tables, problems),
};

/** Fields that declare a source in place of a name in the database. */
const FIELDS = (Object.keys(READERS) as TableSource['kind'][]).filter((kind) => kind !== 'relation');

/** The source of a table's rows, and the filter on them; null if either has problems. */
export function readTableRows(
  table: TableDraft,
  tables: TableDrafts,
  problems: ProblemList,
): Pick<Table, 'source' | 'filter'> | null {
  const kind = FIELDS.find((field) => table.spot.keys.includes(field)) ?? 'relation';
  const source = isOne(table.spot, problems) ? READERS[kind](table, tables, problems) : null;
  const at = table.spot.at('filters');
  const filters = salvageFilters(at.value);
  const filter = filters && readFilters(filters, at, table, problems);
  return source && filter && { source, filter };
}

function isOne(spot: Spot, problems: ProblemList): boolean {
  const said = FIELDS.filter((word) => spot.keys.includes(word));
  const named = ['schema', 'name'].filter((word) => spot.keys.includes(word));
  const all = [...named, ...said];
  if (said.length === 0 || all.length === 1) return true;
  const wrong = `has more than one source of rows: ${all.join(' and ')}`;
  problems.add(spot, wrong, `a \`name\` in the database, or one of ${FIELDS.join(', ')}`);
  return false;
}

/**
 * The select becomes part of a larger statement. So it must be one select, and must not use numbers
 * of parameters, which belong to that statement.
 */
function readSelect(text: string, spot: Spot, problems: ProblemList): Select | null {
  const wrong = /[;\0]/.test(text) ? 'contains a `;`' : /\$\d/.test(text) ? 'contains a parameter such as $1' : null;
  if (wrong === null) return { kind: 'sql', text };
  problems.add(spot, wrong, 'one select that also works in parentheses; write `;` as chr(59) and `$` as chr(36)');
  return null;
}
