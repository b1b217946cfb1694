/** These say how a column is kept, and whether it has nulls. */
const WRAPPED = /^(?:Nullable|LowCardinality)\((.*)\)$/s;

/** Times that are shown in UTC, whatever zone the server has. */
const IN_UTC = /^(DateTime(?:64)?)\((?:\d+, )?'UTC'\)$/;

/**
 * The name of a type without parameters: `Decimal` for `Nullable(Decimal(12, 2))`. Every enumerated
 * type is `enum`. Times keep the zone UTC, because they can stand for a clock: `DateTime64('UTC')`.
 */
export function typeName(type: string): string {
  const [, inner] = WRAPPED.exec(type) ?? [];
  if (inner !== undefined) return typeName(inner);
  const [, time] = IN_UTC.exec(type) ?? [];
  if (time !== undefined) return `${time}('UTC')`;
  const name = type.replace(/\(.*$/s, '');
  return /^Enum(8|16)$/.test(name) ? 'enum' : name;
}
