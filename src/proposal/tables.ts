import { COLUMN_TYPE_FACTS } from '../model/columnTypes';
import type { ColumnType } from '../model/table';
import type { SurveyedColumn, SurveyedTable } from '../engine/survey';
import { FreeKeys } from './names';
import type { ProposedColumn, ProposedTable } from './proposal';
import { guessTime } from './times';

/** Tables that tools keep for themselves. */
const OF_TOOLS =
  /(^|_)migrations?(_lock)?$|^flyway_|^alembic_|^databasechangelog|^ar_internal_metadata$|^spatial_ref_sys$/i;

/** Types of the registry by the types of the database. */
export type DeclaredAs = Readonly<Partial<Record<string, ColumnType>>>;

/** True for a table that a tool keeps for itself, such as a list of migrations. */
export function isOfTool({ name }: SurveyedTable): boolean {
  return OF_TOOLS.test(name);
}

/**
 * The tables with columns that the registry knows, without parents. `declared` returns the key of a
 * table that a registry has already, and `taken` are the keys of all its tables.
 */
export function proposeTables(
  surveyed: readonly SurveyedTable[],
  declaredAs: DeclaredAs,
  declared: (table: SurveyedTable) => string | null,
  taken: readonly string[],
): readonly ProposedTable[] {
  const keys = new FreeKeys(taken);
  return surveyed.flatMap((table) => {
    const columns = proposeColumns(table, declaredAs);
    const identity = identityOf(table, columns);
    if (identity === null) return [];
    const key = declared(table) ?? keys.take(table.name, `${table.schema}_${table.name}`);
    const time = guessTime(table, columns);
    return [{ key, surveyed: table, isMain: true, columns, ...identity, time, parents: new Map() }];
  });
}

function proposeColumns({ columns }: SurveyedTable, declaredAs: DeclaredAs): readonly ProposedColumn[] {
  const keys = new FreeKeys();
  return columns.flatMap(({ name, type, comment }: SurveyedColumn) => {
    const declared = declaredAs[type];
    return declared === undefined ? [] : [{ key: keys.take(name), name, type: declared, comment }];
  });
}

interface Identity {
  readonly primaryKey: readonly string[];
  readonly isKeyGuess: boolean;
}

/**
 * The first proven key whose columns can identify a row, else a column like an id that tells the
 * sampled rows apart; null: there is neither.
 */
function identityOf(table: SurveyedTable, columns: readonly ProposedColumn[]): Identity | null {
  const able = columns.filter(({ type }) => COLUMN_TYPE_FACTS[type].uses.includes('identity'));
  for (const key of table.keys) {
    const found = key.flatMap((name) => able.find((column) => column.name === name)?.key ?? []);
    if (found.length === key.length) return { primaryKey: found, isKeyGuess: false };
  }
  const guess = able.find(({ name }) => isLikeId(name, table));
  return guess === undefined ? null : { primaryKey: [guess.key], isKeyGuess: true };
}

function isLikeId(column: string, { name, keys, sample }: SurveyedTable): boolean {
  const isNamed =
    /^id$|_?(id|uuid|key)$/i.test(column) &&
    (keys.some((key) => key.includes(column)) || /^id$/i.test(column) || column.startsWith(name.replace(/s$/, '')));
  return isNamed && sample.rows > 0 && sample.columns.get(column)?.distinct === sample.rows;
}
