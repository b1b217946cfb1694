/** The value under a key that must be there. Errors: an Error that names the key. */
export function mustGet<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined && !map.has(key)) throw new Error(`There is no "${String(key)}".`);
  return value as V;
}
