import type { Column } from '../../model/table';
import type { TableGrammar } from '../grammar/table';
import type { Spot } from '../yaml/spot';

/** A table, as far as its declaration is valid, so that references to that part can be checked. */
export interface TableDraft {
  readonly key: string;
  readonly spot: Spot;
  readonly fields: Partial<TableGrammar>;
  /** Null: the declaration of the column has problems. */
  readonly columns: ReadonlyMap<string, Column | null>;
  readonly primaryKey: readonly string[];
  readonly parents: ReadonlyMap<string, readonly string[]>;
}

export type TableDrafts = ReadonlyMap<string, TableDraft>;
