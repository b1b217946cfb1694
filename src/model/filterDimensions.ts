/** A filter over dimensions, of a registry or of a query. */
type DimensionPredicate =
  | { readonly kind: 'all' | 'any'; readonly of: readonly DimensionPredicate[] }
  | { readonly kind: 'not'; readonly of: DimensionPredicate }
  | { readonly dimension: string };

/** The dimensions that a filter reads, each once. Every kind of leaf names its dimension. */
export function dimensionsOf(filter: DimensionPredicate): readonly string[] {
  if ('dimension' in filter) return [filter.dimension];
  switch (filter.kind) {
    case 'all':
    case 'any':
      return [...new Set(filter.of.flatMap(dimensionsOf))];
    case 'not':
      return dimensionsOf(filter.of);
  }
}
