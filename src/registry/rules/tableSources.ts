import { salvageFilters } from '../grammar/salvage';
import type { ProblemList } from '../problems';
import type { Table, TableSource } from '../../model/registry';
import type { Spot } from '../yaml/spot';
import { readFilters } from './conditions';
import { readEvent } from './events';
import { readUnion } from './tableUnions';
import type { TableDraft, TableDrafts } from './tableDraft';

const SOURCES = ['sql', 'union', 'event'] as const;

/** Reads the source and the filter of a table's rows; null if either has problems. */
export function readTableRows(
  table: TableDraft,
  tables: TableDrafts,
  problems: ProblemList,
): Pick<Table, 'source' | 'filter'> | null {
  const source = isOne(table.spot, problems) ? readSource(table, tables, problems) : null;
  const at = table.spot.at('filters');
  const filters = salvageFilters(at.value);
  const filter = filters && readFilters(filters, at, table, problems);
  return source && filter && { source, filter };
}

function isOne(spot: Spot, problems: ProblemList): boolean {
  const said = SOURCES.filter((word) => spot.keys.includes(word));
  const named = ['schema', 'name'].filter((word) => spot.keys.includes(word));
  const all = [...named, ...said];
  if (said.length === 0 || all.length === 1) return true;
  const wrong = `has more than one source of rows: ${all.join(' and ')}`;
  problems.add(spot, wrong, 'a `name` in the database, or one of sql, union, event');
  return false;
}

function readSource(table: TableDraft, tables: TableDrafts, problems: ProblemList): TableSource | null {
  const { key, spot, fields } = table;
  if (spot.keys.includes('sql'))
    return fields.sql === undefined ? null : readSelect(fields.sql, spot.at('sql'), problems);
  if (spot.keys.includes('union'))
    return fields.union === undefined ? null : readUnion(table, fields.union, tables, problems);
  if (spot.keys.includes('event'))
    return fields.event === undefined ? null : readEvent(table, fields.event, tables, problems);
  return { kind: 'relation', schema: fields.schema ?? null, name: fields.name ?? key };
}

/**
 * Reads a select. It becomes part of a larger statement, so it must be a single select without
 * parameters of its own.
 */
function readSelect(text: string, spot: Spot, problems: ProblemList): TableSource | null {
  const wrong = /[;\0]/.test(text) ? 'contains a `;`' : /\$\d/.test(text) ? 'contains a parameter such as $1' : null;
  if (wrong === null) return { kind: 'sql', text };
  problems.add(spot, wrong, 'one select that also works in parentheses; write `;` as chr(59) and `$` as chr(36)');
  return null;
}
