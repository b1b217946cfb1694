import type { FieldNode, GraphQLField, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { ExecutionContext } from 'graphql/execution/execute';
import type { Path } from 'graphql/jsutils/Path';
import type { MaybePromise } from './promises';

/**
 * Reads the selected fields of a value. If a field fails that cannot be null, it throws or
 * rejects.
 */
export type ReadSelection = (source: unknown, path: Path | undefined) => MaybePromise<Record<string, unknown>>;

/** The selections of an operation. */
export interface Selections {
  /** The function that reads the fields below `nodes` from values of a type. */
  below(type: GraphQLObjectType, nodes: readonly FieldNode[]): ReadSelection;
}

/** A field of a selection. */
export interface SelectedField {
  /** The type that has it. */
  readonly type: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  /** Its alias or name. */
  readonly key: string;
  readonly nodes: readonly FieldNode[];
}

/** A field of an operation that runs. */
export interface RunningField extends SelectedField {
  readonly context: ExecutionContext;
  readonly selections: Selections;
  /** The position of the field in a value at `parent`. */
  readonly pathIn: (parent: Path | undefined) => Path;
  /** The library's description of the field at a position, for resolvers. */
  readonly infoAt: (path: Path) => GraphQLResolveInfo;
}
