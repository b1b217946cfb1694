import type {
  GraphQLField,
  GraphQLInputField,
  GraphQLInputObjectType,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLType,
} from 'graphql';
import type { Registry } from '../src/model/registry';
import { code } from './markdown';
import { typeLink } from './signature';

/** The names in a schema that are keys of a registry. */
export interface Keys {
  readonly metrics: ReadonlySet<string>;
  readonly dimensions: ReadonlySet<string>;
}

export function keysOf({ metrics, dimensions }: Registry): Keys {
  return { metrics: new Set(metrics.keys()), dimensions: new Set(dimensions.keys()) };
}

type Fields<T> = T extends GraphQLInputObjectType ? GraphQLInputField[] : GraphQLField<unknown, unknown>[];

export function fieldsOf<T extends GraphQLInputObjectType | GraphQLObjectType | GraphQLInterfaceType>(
  type: T,
): Fields<T> {
  return Object.values(type.getFields()) as Fields<T>;
}

interface Member {
  readonly name: string;
  readonly type?: GraphQLType;
}

/**
 * Table rows of members. Members whose names are keys of the registry share one row per type.
 * `between` are the cells between the type and the description in such a row.
 */
export function summarise<M extends Member>(
  members: readonly M[],
  keys: Keys,
  row: (member: M) => string[],
  between: readonly string[] = [],
): string[][] {
  const byKey = (among: ReadonlySet<string>, what: string) => {
    const found = members.filter(({ name }) => among.has(name));
    if (found.length === 0) return [];
    const types = new Map<string, string[]>();
    for (const { name, type } of found) {
      const written = type === undefined ? '' : typeLink(type);
      types.set(written, [...(types.get(written) ?? []), code(name)]);
    }
    const every = `_every ${what}, by its key_`;
    return [...types].map(([type, names]) => {
      const which = types.size === 1 ? every : names.join(', ');
      return type === '' ? [which, ''] : [which, type, ...between, ''];
    });
  };
  const own = members.filter(({ name }) => !keys.metrics.has(name) && !keys.dimensions.has(name));
  return [...byKey(keys.metrics, 'metric'), ...byKey(keys.dimensions, 'dimension'), ...own.map(row)];
}
