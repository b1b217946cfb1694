import { COLUMN_TYPE_FACTS } from '../../model/columnTypes';
import type { ProblemList } from '../problems';
import type { Column, ColumnType, Union } from '../../model/table';
import type { TableDraft } from './tableDraft';

/** A union of tables that all have its columns, by key; null if there are problems with them. */
export function readUnion(
  table: TableDraft,
  of: readonly string[],
  tables: ReadonlyMap<string, TableDraft>,
  problems: ProblemList,
): Union | null {
  const { spot } = table;
  of.forEach((key, index) => {
    const at = spot.at('union').at(index);
    const member = tables.get(key);
    if (of.indexOf(key) < index) problems.add(at, `"${key}" is named twice`, 'each table once');
    else if (!member) problems.addUnknown(at, 'table', key, tables.keys());
    else
      for (const column of table.columns.values())
        // A column that the union computes is none of its members'.
        if (column && !table.computed.has(column.key)) checkMember(table, column, member, problems);
  });
  return { kind: 'union', of };
}

function checkMember(table: TableDraft, column: Column, member: TableDraft, problems: ProblemList): void {
  const spot = table.spot.at('columns').at(column.key);
  const other = member.columns.get(column.key);
  if (other === undefined) {
    // A table without known columns cannot be checked.
    if (member.columns.size > 0)
      problems.addUnknown(spot, 'column', column.key, member.columns.keys(), ` in "${member.key}"`);
    return;
  }
  if (other === null || isAccepted(column, other)) return;
  const zone = other.timeZone === null ? '' : ` of ${other.timeZone}`;
  const better = column.type === 'timestamp' ? 'timestamptz' : wideEnough(column.type, other.type);
  problems.add(
    spot,
    `is ${column.type}, but ${other.type}${zone} in "${member.key}"`,
    `${better} here, or the same type there`,
  );
}

function isAccepted(column: Column, other: Column): boolean {
  if (column.type === other.type) return column.timeZone === other.timeZone;
  return COLUMN_TYPE_FACTS[column.type].accepts.includes(other.type);
}

/** The narrowest type that can hold values of both types; `other` if there is none. */
function wideEnough(one: ColumnType, other: ColumnType): ColumnType {
  const all = [one, other, 'numeric' as const];
  return (
    all.find((type) =>
      [one, other].every((candidate) => candidate === type || COLUMN_TYPE_FACTS[type].accepts.includes(candidate)),
    ) ?? other
  );
}
