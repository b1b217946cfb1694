import type { ColumnType } from '../model/table';
import type { SurveyedTable } from '../engine/survey';

/** A column of the registry. */
export interface ProposedColumn {
  readonly key: string;
  readonly name: string;
  readonly type: ColumnType;
  readonly comment: string | null;
}

/** A table of the registry. Its sources are the tables of the database that a survey found. */
export interface ProposedTable {
  readonly key: string;
  readonly surveyed: SurveyedTable;
  /** False: a second name for a table that rows reach in two ways. */
  readonly isMain: boolean;
  readonly columns: readonly ProposedColumn[];
  readonly primaryKey: readonly string[];
  /** True if no index proves the key: only the sampled rows are all different. */
  readonly isKeyGuess: boolean;
  /** The key of the column that dates a row; null: none looks like it. */
  readonly time: string | null;
  /** By the key of the parent: the columns that refer to it. */
  readonly parents: ReadonlyMap<string, ProposedParent>;
}

export interface ProposedParent {
  readonly columns: readonly string[];
  /** True if the name of the column alone says so: the database has no foreign key. */
  readonly isGuess: boolean;
}

export interface ProposedDimension {
  readonly key: string;
  readonly label: string;
  readonly description: string | null;
  readonly type: 'text' | 'id' | 'boolean';
  readonly column: string;
  readonly of: string;
}

export interface ProposedMetric {
  readonly key: string;
  readonly label: string;
  readonly description: string | null;
  readonly group: string;
  readonly isAmount: boolean;
  readonly numerator: Readonly<Record<string, string>>;
  readonly grain: 'hour' | 'day';
}

/** Something that only a person knows, and the line to write. */
export interface OpenQuestion {
  readonly words: string;
  readonly line: string;
}

/** A registry for the tables of a database. */
export interface Proposal {
  readonly tables: readonly ProposedTable[];
  readonly dimensions: readonly ProposedDimension[];
  readonly metrics: readonly ProposedMetric[];
  readonly questions: readonly OpenQuestion[];
}
