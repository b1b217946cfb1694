import type { Column } from '../../model/table';
import type { ComputedType } from '../../model/columnTypes';
import type { SyntaxTree } from '../expression/syntax';
import type { TableGrammar } from '../grammar/table';
import type { Spot } from '../yaml/spot';

/** A table, as far as its declaration is valid, so that references to that part can be checked. */
export interface TableDraft {
  readonly key: string;
  readonly spot: Spot;
  readonly fields: Partial<TableGrammar>;
  /** Null: the declaration of the column has problems. */
  readonly columns: ReadonlyMap<string, Column | null>;
  /** The expressions of its computed columns. Null: an expression has problems. */
  readonly computed: ReadonlyMap<string, ParsedColumn | null>;
  readonly primaryKey: readonly string[];
  readonly parents: ReadonlyMap<string, readonly string[]>;
}

/** The expression of a computed column before its names are known. */
export interface ParsedColumn {
  readonly type: ComputedType;
  readonly text: string;
  readonly syntax: SyntaxTree;
  readonly spot: Spot;
}

export type TableDrafts = ReadonlyMap<string, TableDraft>;
