import { defaultFieldResolver, getArgumentValues, type GraphQLFieldResolver, type GraphQLResolveInfo } from 'graphql';
import type { Path } from 'graphql/jsutils/Path';
import { needsNoInfo } from '../typeGraphql/directFields';
import type { RunningField } from './running';

/**
 * Resolves a field of a value at `parent`. `path` is the position of the field, if it is known
 * already.
 */
type Resolve = (source: unknown, parent: Path | undefined, path: Path | undefined) => unknown;
type Args = Record<string, unknown>;
type Resolver = GraphQLFieldResolver<unknown, unknown, Args>;

/** Returns the function that calls the resolver of a field, or reads the property of its name. */
export function resolverOf({ field, nodes, context, pathIn, infoAt }: RunningField): Resolve {
  const { contextValue, variableValues } = context;
  const args = (): Args => getArgumentValues(field, nodes[0]!, variableValues);
  const resolve = (field.resolve ?? defaultFieldResolver) as Resolver;
  if (resolve === defaultFieldResolver) {
    const { name } = field;
    // The library checks arguments before it reads.
    const check = field.args.length === 0 ? null : args;
    return (source, parent, path) => {
      check?.();
      if (!isReadable(source)) return undefined;
      const property = source[name];
      if (typeof property !== 'function') return property;
      return (source as Record<string, (...all: readonly unknown[]) => unknown>)[name]!(
        args(),
        contextValue,
        infoAt(path ?? pathIn(parent)),
      );
    };
  }
  if (!needsNoInfo(resolve)) {
    return (source, parent, path) => resolve(source, args(), contextValue, infoAt(path ?? pathIn(parent)));
  }
  // Such a resolver only reads its arguments, so all values can share them.
  let shared: Args | undefined;
  return (source) => resolve(source, (shared ??= args()), contextValue, NO_INFO);
}

function isReadable(source: unknown): source is Record<string, unknown> {
  return (typeof source === 'object' && source !== null) || typeof source === 'function';
}

/** For a resolver that does not read it. */
const NO_INFO = undefined as unknown as GraphQLResolveInfo;
