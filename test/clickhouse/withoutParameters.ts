/** Each database has parameters of its own, as it has SQL of its own. */
export function withoutParameters(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer, (key, value: unknown) => (key === 'parameters' ? null : value)));
}
