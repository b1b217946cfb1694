import type { Column } from '../../model/registry';
import type { TableGrammar } from '../grammar/table';
import type { Spot } from '../yaml/spot';

/** A table as far as its declaration is sound, so that what uses the rest can be checked too. */
export interface TableDraft {
  readonly key: string;
  readonly spot: Spot;
  readonly fields: Partial<TableGrammar>;
  /** Null: a column whose declaration has problems. */
  readonly columns: ReadonlyMap<string, Column | null>;
  readonly primaryKey: readonly string[];
  readonly parents: ReadonlyMap<string, readonly string[]>;
}

export type TableDrafts = ReadonlyMap<string, TableDraft>;
