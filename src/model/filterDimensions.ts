/** A filter over dimensions, be it a registry's or a query's. */
type DimensionPredicate =
  | { readonly kind: 'all' | 'any'; readonly of: readonly DimensionPredicate[] }
  | { readonly kind: 'not'; readonly of: DimensionPredicate }
  | { readonly dimension: string };

/** The dimensions a filter looks at, each once. */
export function dimensionsOf(filter: DimensionPredicate): readonly string[] {
  if ('dimension' in filter) return [filter.dimension];
  if (filter.kind === 'not') return dimensionsOf(filter.of);
  return [...new Set(filter.of.flatMap(dimensionsOf))];
}
