import { astFromValue, getNamedType, isSpecifiedScalarType, print, type GraphQLType } from 'graphql';
import { anchorOf, code } from './markdown';

interface Declared {
  readonly name: string;
  readonly type: GraphQLType;
  readonly description?: string | null | undefined;
  readonly defaultValue?: unknown;
}

/** Name, type, default and description of a field or an argument. */
export function signature({ name, type, description, defaultValue }: Declared): [string, string, string, string] {
  const written = defaultValue === undefined ? null : astFromValue(defaultValue, type as never);
  return [code(name), typeLink(type), written ? code(print(written)) : '', description ?? ''];
}

/** A type as written in the schema, with a link to its section. */
export function typeLink(type: GraphQLType): string {
  const named = getNamedType(type);
  const text = code(String(type));
  return isSpecifiedScalarType(named) ? text : `[${text}](#${anchorOf(named.name)})`;
}
