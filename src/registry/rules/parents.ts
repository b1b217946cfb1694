import { oneOf, type ProblemList } from '../problems';
import type { Spot } from '../yaml/spot';
import { columnFor, IDENTITY } from './columns';
import type { TableDraft } from './tableDraft';

/**
 * Checks a parent: it must be a table, and the columns that refer to it must match its primary key
 * in number and types.
 */
export function checkParent(
  table: TableDraft,
  key: string,
  references: readonly string[],
  tables: ReadonlyMap<string, TableDraft>,
  problems: ProblemList,
): void {
  const spot = table.spot.at('parents').at(key);
  const parent = tables.get(key);
  if (!parent) problems.addUnknown(spot, 'table', key, tables.keys());
  const keys = parent?.primaryKey ?? [];
  const hasEveryColumn = keys.length === 0 || keys.length === references.length;
  if (!hasEveryColumn) {
    const has = `the key of "${key}" has ${keys.length} ${keys.length === 1 ? 'column' : 'columns'}`;
    problems.add(spot, `${has}: ${keys.join(', ')}`, 'a column for each, in that order');
  }
  references.forEach((reference, index) => {
    const at = references.length === 1 ? spot : spot.at(index);
    const identity = hasEveryColumn ? parent?.columns.get(keys[index] ?? '') : undefined;
    checkReference(table, { parent: key, reference, identity: identity ?? null }, at, problems);
  });
}

interface Reference {
  readonly parent: string;
  readonly reference: string;
  /** The column of the parent's key; null: unknown because of other problems. */
  readonly identity: { readonly key: string; readonly type: string } | null;
}

function checkReference(
  table: TableDraft,
  { parent, reference, identity }: Reference,
  spot: Spot,
  problems: ProblemList,
): void {
  const column = columnFor(table, reference, IDENTITY, spot, problems);
  if (!column || !identity || column.type === identity.type) return;
  const wrong = `"${reference}" is ${column.type}, but the key of "${parent}" ("${identity.key}") is ${identity.type}`;
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
