import { matchKind } from './byKind';
import type { Registry } from './registry';
import type { Relation, TableSource } from './table';

type Tables = Pick<Registry, 'tables'>;

/**
 * Whether a row may be in both tables (docs/meaning.md#funnel): one is made of the other, or both
 * have rows of one relation. A select may read any relation.
 */
export function mayShareRows(registry: Tables, one: string, other: string): boolean {
  const [ours, theirs] = [relationsOf(registry, one), relationsOf(registry, other)];
  if (ours === null || theirs === null) return true;
  return ours.some((relation) => theirs.some((its) => mayBeSame(relation, its)));
}

/** The relations that the rows of a table are from; null: any. */
function relationsOf(registry: Tables, table: string): readonly Relation[] | null {
  return matchKind<TableSource, readonly Relation[] | null, []>(registry.tables.get(table)!.source, {
    relation: (relation) => [relation],
    sql: () => null,
    union: ({ of }) => {
      const parts = of.map((part) => relationsOf(registry, part));
      return parts.includes(null) ? null : parts.flatMap((relations) => relations!);
    },
    event: ({ of }) => relationsOf(registry, of),
  });
}

/** Without a schema, the connection decides which relation it is. */
function mayBeSame(one: Relation, other: Relation): boolean {
  return one.name === other.name && (one.schema === null || other.schema === null || one.schema === other.schema);
}
