/** The members of a union that have this kind. A member may have several kinds: `'all' | 'any'`. */
export type MemberOfKind<U, K> = U extends { readonly kind: infer Kinds } ? (K extends Kinds ? U : never) : never;

/** One function for each kind of a union. A kind without a function does not compile. */
export type ByKind<U extends { readonly kind: string }, R, A extends readonly unknown[] = []> = {
  readonly [K in U['kind']]: (member: MemberOfKind<U, K>, ...args: A) => R;
};

/**
 * The result of the function for the member's kind.
 * Use it instead of a `switch` with a `default`, or of a chain of `if`s: a new kind then fails to
 * compile at each call. Errors: a kind that the type does not know, which only a cast can cause.
 */
export function matchKind<U extends { readonly kind: string }, R, A extends readonly unknown[]>(
  member: U,
  cases: ByKind<U, R, A>,
  ...args: A
): R {
  // The only cast: a function is found by the member's own kind, so it takes this member.
  // TypeScript cannot relate the two, because it sees only the union of all functions.
  const found = cases[member.kind as U['kind']] as ((member: U, ...args: A) => R) | undefined;
  if (found === undefined) throw new Error(`There is no case for the kind "${member.kind}".`);
  return found(member, ...args);
}
