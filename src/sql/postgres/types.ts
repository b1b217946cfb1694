import type { ValueType } from '../fragment';

/** PostgreSQL's name of a type. */
export function typeName(type: ValueType): string {
  return type.replace('instant', 'timestamptz');
}
