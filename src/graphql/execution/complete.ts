import {
  GraphQLError,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect';
import { addPath, pathToArray, type Path } from 'graphql/jsutils/Path';
import { isPromise, then, type MaybePromise } from './promises';
import type { ReadSelection, RunningField } from './running';

/**
 * Turns the value that a resolver returned into a result. It throws, or rejects, if the value does
 * not fit its type. A leaf does not read its path.
 */
type Complete = (value: unknown, path: Path) => MaybePromise<unknown>;

/** Returns the function that completes values of a type, for a field. */
export function completerOf(field: RunningField, type: GraphQLOutputType): Complete {
  if (isNonNullType(type)) return nonNullCompleter(field, completerOf(field, type.ofType));
  const complete = nullableCompleter(field, type);
  return (value, path) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    return complete(value, path);
  };
}

type Nullable = Parameters<typeof isLeafType>[0];

/** Completes values that are not null. */
function nullableCompleter(field: RunningField, type: Nullable): Complete {
  if (isListType(type)) return listCompleter(field, type.ofType as GraphQLOutputType);
  if (isLeafType(type)) return leafCompleter(type);
  if (isAbstractType(type)) return abstractCompleter(field, type);
  if (isObjectType(type)) return objectCompleter(field, type);
  throw new Error(`${inspect(type)} is not the type of a field.`);
}

function nonNullCompleter({ type, field }: RunningField, complete: Complete): Complete {
  return (value, path) => {
    const completed = complete(value, path);
    if (completed !== null) return completed;
    throw new Error(`Cannot return null for non-nullable field ${type.name}.${field.name}.`);
  };
}

function leafCompleter(type: GraphQLLeafType): Complete {
  return (value) => {
    const written: unknown = type.serialize(value);
    if (written !== null && written !== undefined) return written;
    const call = `\`${inspect(type)}.serialize(${inspect(value)})\``;
    throw new Error(`Expected ${call} to return non-nullable value, returned: ${inspect(written)}`);
  };
}

function listCompleter(running: RunningField, type: GraphQLOutputType): Complete {
  const { context, nodes } = running;
  const complete = completerOf(running, type);
  const fail = (rawError: unknown, path: Path): null => {
    const error = locatedError(rawError, nodes, pathToArray(path));
    if (isNonNullType(type)) throw error;
    context.collectedErrors.add(error, path);
    return null;
  };
  return (value, path) => {
    if (!isIterable(value)) {
      const name = `${running.type.name}.${running.field.name}`;
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${name}".`);
    }
    let isAsync = false;
    const completed = Array.from(value, (item, index) => {
      const itemPath = addPath(path, index, undefined);
      try {
        const one = isPromise(item) ? item.then((known) => complete(known, itemPath)) : complete(item, itemPath);
        if (!isPromise(one)) return one;
        isAsync = true;
        return one.then(undefined, (error: unknown) => fail(error, itemPath));
      } catch (error) {
        return fail(error, itemPath);
      }
    });
    return isAsync ? Promise.all(completed) : completed;
  };
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function objectCompleter({ context, selections, nodes, infoAt }: RunningField, type: GraphQLObjectType): Complete {
  let read: ReadSelection | undefined;
  const { isTypeOf } = type;
  return (value, path) => {
    read ??= selections.below(type, nodes);
    if (!isTypeOf) return read(value, path);
    return then(isTypeOf(value, context.contextValue, infoAt(path)), (isOfType) => {
      if (isOfType) return read!(value, path);
      throw new GraphQLError(`Expected value of type "${type.name}" but got: ${inspect(value)}.`, { nodes });
    });
  };
}

function abstractCompleter(running: RunningField, type: GraphQLAbstractType): Complete {
  const { context, infoAt } = running;
  const byType = new Map<GraphQLObjectType, Complete>();
  const completeAs = (objectType: GraphQLObjectType): Complete => {
    const complete = byType.get(objectType) ?? objectCompleter(running, objectType);
    byType.set(objectType, complete);
    return complete;
  };
  const resolveType = type.resolveType ?? context.typeResolver;
  return (value, path) =>
    then(resolveType(value, context.contextValue, infoAt(path), type), (name) =>
      completeAs(possibleType(running, type, name))(value, path),
    );
}

/** Errors of a schema that is wrong itself: the words differ from those of the library. */
function possibleType({ context, nodes }: RunningField, type: GraphQLAbstractType, name: unknown): GraphQLObjectType {
  const found = typeof name === 'string' ? context.schema.getType(name) : undefined;
  if (isObjectType(found) && context.schema.isSubType(type, found)) return found;
  throw new GraphQLError(`${inspect(name)} is not a possible type of "${type.name}".`, { nodes });
}
