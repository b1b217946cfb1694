import type { Parameter, ValueType } from '../fragment';

/**
 * The name of a type in ClickHouse. Decimals have as many digits after the point as the values, so
 * that none is lost, and up to 76 in all. Instants travel as texts.
 */
export function typeName(type: ValueType, value: Parameter = null): string {
  const [one, isArray] = type.endsWith('[]') ? [type.slice(0, -2), true] : [type, false];
  const name = one === 'numeric' ? `Decimal(76, ${scaleOf(value)})` : NAMES[one as keyof typeof NAMES];
  return isArray ? `Array(${name})` : name;
}

const NAMES = {
  int: 'Int32',
  bigint: 'Int64',
  text: 'String',
  uuid: 'UUID',
  boolean: 'Bool',
  date: 'Date32',
  instant: 'String',
};

/** The most digits after the point that a value has. */
function scaleOf(value: Parameter): number {
  if (value !== null && typeof value === 'object') return Math.max(0, ...value.map(scaleOf));
  return /\.(\d+)$/.exec(String(value))?.[1]!.length ?? 0;
}
