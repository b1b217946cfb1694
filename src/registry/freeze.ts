/**
 * Freezes plain data deeply, including the values of maps. The maps themselves are read-only by
 * their type.
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  const children: Iterable<unknown> =
    value instanceof Map ? (value as Map<unknown, unknown>).values() : Object.values(value);
  for (const inner of children) deepFreeze(inner);
  return value;
}
