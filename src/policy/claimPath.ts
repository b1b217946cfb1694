/** What a token or an API key says about its owner. */
export type Claims = Readonly<Record<string, unknown>>;

/** Returns the claim at a path of names, from the outside in; undefined if there is none. */
export function claimAt(claims: Claims, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inside, name) =>
      typeof inside === 'object' && inside !== null && Object.hasOwn(inside, name)
        ? (inside as Claims)[name]
        : undefined,
    claims,
  );
}

/**
 * Returns the claim that a registry names. `app.team` is the claim of that name, or else the claim
 * `team` within `app`. Undefined: there is neither.
 */
export function namedClaim(claims: Claims, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : claimAt(claims, name.split('.'));
}
