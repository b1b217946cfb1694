import { getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLInputType } from 'graphql';
import type { Value } from './values';

/** Writes a value for a document, in which enum values have no quotes. */
export function written(value: Value, type: GraphQLInputType): string {
  if (value === null) return 'null';
  if (isNonNullType(type)) return written(value, type.ofType as GraphQLInputType);
  if (isListType(type)) {
    const item = type.ofType as GraphQLInputType;
    return Array.isArray(value) ? `[${value.map((one) => written(one, item)).join(', ')}]` : written(value, item);
  }
  const named = getNamedType(type);
  if (isEnumType(named)) return String(value);
  if (typeof value !== 'object') return JSON.stringify(value);
  // A scalar's value can be an object too.
  const fields = isInputObjectType(named) ? named.getFields() : {};
  if (Array.isArray(value)) return `[${value.map((one) => written(one, named)).join(', ')}]`;
  const entries = Object.entries(value).map(([key, one]) => `${key}: ${written(one, fields[key]?.type ?? named)}`);
  return `{ ${entries.join(', ')} }`;
}
