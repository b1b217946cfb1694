/** A value, or a promise of it. */
export type MaybePromise<T> = T | Promise<T>;

/** Whether a value is a promise. Most values are numbers and texts, which need no look-up. */
export function isPromise<T>(value: MaybePromise<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

/** Calls a function with a value, at once unless it is a promise. */
export function then<T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return isPromise(value) ? value.then(next) : next(value);
}

/** Waits for all values of an object. */
export async function allOf(values: Record<string, unknown>): Promise<Record<string, unknown>> {
  const keys = Object.keys(values);
  const all = await Promise.all(Object.values(values));
  const settled = resultWith(keys)();
  keys.forEach((key, index) => (settled[key] = all[index]));
  return settled;
}

/**
 * Returns the function that makes an object for the values of these keys. A plain object that has
 * all keys from the start is smaller, and faster to fill and to write as JSON, than one without a
 * prototype. But its `__proto__` is not a field.
 */
export function resultWith(keys: readonly string[]): () => Record<string, unknown> {
  if (keys.includes('__proto__')) return () => Object.create(null) as Record<string, unknown>;
  const empty = Object.fromEntries(keys.map((key) => [key, undefined]));
  return () => ({ ...empty });
}
