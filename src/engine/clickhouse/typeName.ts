/** These say how a column is kept, and whether it has nulls. */
const WRAPPED = /^(?:Nullable|LowCardinality)\((.*)\)$/s;

/**
 * The name of a type without parameters: `Decimal` for `Nullable(Decimal(12, 2))`. Every enumerated
 * type is `enum`.
 */
export function typeName(type: string): string {
  const [, inner] = WRAPPED.exec(type) ?? [];
  if (inner !== undefined) return typeName(inner);
  const name = type.replace(/\(.*$/s, '');
  return /^Enum(8|16)$/.test(name) ? 'enum' : name;
}
