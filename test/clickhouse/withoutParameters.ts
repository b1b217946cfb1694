/**
 * Each database has parameters of its own, as it has SQL of its own. In these tests it also has a
 * deadline of its own.
 */
export function withoutParameters(answer: unknown): unknown {
  const own = new Set(['parameters', 'timeoutMs']);
  return JSON.parse(JSON.stringify(answer, (key, value: unknown) => (own.has(key) ? null : value)));
}
