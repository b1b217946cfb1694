import type { ColumnType } from '../model/table';
import { keyOf, referredName } from './names';
import type { ProposedTable } from './proposal';

/** Columns of a table that hold the key of a table. */
export interface Reference {
  readonly from: string;
  readonly to: string;
  readonly columns: readonly string[];
  /** True if the name of the column alone says so. */
  readonly isGuess: boolean;
}

/** The references that foreign keys declare, and those that the names of columns suggest. */
export function referencesOf(table: ProposedTable, tables: readonly ProposedTable[]): readonly Reference[] {
  const declared = table.surveyed.foreignKeys.flatMap((foreignKey) => {
    const to = tables.find(
      ({ surveyed: { schema, name } }) => schema === foreignKey.schema && name === foreignKey.table,
    );
    if (to === undefined) return [];
    const pairs = foreignKey.columns.map((name, index) => [name, foreignKey.referenced[index]!] as const);
    const nameOf = (key: string) => to.columns.find((column) => column.key === key)!.name;
    const ordered = to.primaryKey.map((key) => pairs.find(([, referenced]) => referenced === nameOf(key))?.[0]);
    const own = ordered.map((name) => table.columns.find((column) => column.name === name)?.key);
    if (own.length === 0 || own.length !== pairs.length || own.some((key) => key === undefined)) return [];
    return [{ from: table.key, to: to.key, columns: own as string[], isGuess: false }];
  });
  const covered = new Set(declared.flatMap(({ columns }) => columns));
  const guessed = table.columns.flatMap(({ key, name, type }): Reference[] => {
    if (covered.has(key) || !/_?id$/i.test(name)) return [];
    const to = tables.find((other) => other.key !== table.key && isNamed(other, referredName(name)));
    const [identity, ...more] = to?.primaryKey ?? [];
    const parent = to?.columns.find((column) => column.key === identity);
    if (to === undefined || parent === undefined || more.length > 0 || !canRefer(type, parent.type)) return [];
    return [{ from: table.key, to: to.key, columns: [key], isGuess: true }];
  });
  return [...declared, ...guessed].filter(({ columns, to }) =>
    typesFit(
      table,
      columns,
      tables.find(({ key }) => key === to)!,
    ),
  );
}

function typesFit(table: ProposedTable, columns: readonly string[], parent: ProposedTable): boolean {
  const typeOf = ({ columns: all }: ProposedTable, key: string) => all.find((column) => column.key === key)!.type;
  return columns.every((key, index) => canRefer(typeOf(table, key), typeOf(parent, parent.primaryKey[index]!)));
}

/** True if a column of the first type can be declared as the second one. */
function canRefer(type: ColumnType, identity: ColumnType): boolean {
  return type === identity || (type === 'integer' && identity === 'bigint');
}

/** True for `user_id` and a table `user`, `users`, or `companies` and `company_id`. */
function isNamed({ surveyed: { name } }: ProposedTable, referred: string): boolean {
  const table = keyOf(name).toLowerCase();
  const one = keyOf(referred).toLowerCase();
  return [one, `${one}s`, `${one}es`, one.replace(/y$/, 'ies')].includes(table);
}
