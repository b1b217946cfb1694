import type { DimensionFilter } from './query';

/** The dimensions a filter looks at, each once. */
export function dimensionsOf(filter: DimensionFilter): readonly string[] {
  switch (filter.kind) {
    case 'all':
    case 'any':
      return [...new Set(filter.of.flatMap(dimensionsOf))];
    case 'not':
      return dimensionsOf(filter.of);
    default:
      return [filter.dimension];
  }
}
