import type { Registry } from './registry';

/**
 * The names by which statements may mention relations of the database without a schema: whatever `with` gave one of these would
 * hide the relation. Of a select that an author wrote, every word may be one.
 */
export function bareNames({ tables }: Pick<Registry, 'tables'>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { source } of tables.values()) {
    if (source.kind === 'relation' && source.schema === null) names.add(source.name);
    if (source.kind !== 'sql') continue;
    for (const [word] of source.text.matchAll(/[\p{L}\p{N}_$]+/gu)) names.add(word).add(word.toLowerCase());
  }
  return names;
}
