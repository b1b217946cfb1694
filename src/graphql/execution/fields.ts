import { isLeafType, isNonNullType, locatedError, type FieldNode } from 'graphql';
import { buildResolveInfo, type ExecutionContext } from 'graphql/execution/execute';
import { addPath, pathToArray, type Path } from 'graphql/jsutils/Path';
import { completerOf } from './complete';
import { isPromise, type MaybePromise } from './promises';
import { resolverOf } from './resolvers';
import type { RunningField, SelectedField, Selections } from './running';

/** Reads a field of a value. It throws, or rejects, if the field fails and cannot be null. */
export type ReadField = (source: unknown, parent: Path | undefined) => MaybePromise<unknown>;

/** Returns the function that reads a field. Everything that its values share is prepared. */
export function fieldReader(context: ExecutionContext, selections: Selections, selected: SelectedField): ReadField {
  const { type, field, key, nodes } = selected;
  const pathIn = (parent: Path | undefined) => addPath(parent, key, type.name);
  const infoAt = (path: Path) => buildResolveInfo(context, field, nodes as FieldNode[], type, path);
  const running: RunningField = { ...selected, context, selections, pathIn, infoAt };
  const resolve = resolverOf(running);
  const complete = completerOf(running, field.type);
  const fail = (rawError: unknown, path: Path): null => {
    const error = locatedError(rawError, nodes, pathToArray(path));
    if (isNonNullType(field.type)) throw error;
    context.collectedErrors.add(error, path);
    return null;
  };
  // A number or a text needs its position only if it fails.
  const isLeaf = isLeafType(isNonNullType(field.type) ? field.type.ofType : field.type);
  return (source, parent) => {
    const path = isLeaf ? undefined : pathIn(parent);
    try {
      const value = resolve(source, parent, path);
      const completed = isPromise(value) ? value.then((one) => complete(one, path!)) : complete(value, path!);
      if (!isPromise(completed)) return completed;
      return completed.then(undefined, (error: unknown) => fail(error, path ?? pathIn(parent)));
    } catch (error) {
      return fail(error, path ?? pathIn(parent));
    }
  };
}
