import type { Tree } from '../query/conditions';
import { join, sql, type Sql } from './fragment';

/**
 * Nested conditions with two values (docs/meaning.md#conditions). `not` is applied at the leaves,
 * and each leaf decides about null itself. So null counts as false above the leaves. The leaves
 * stay plain comparisons, which can use an index.
 */
export function treeSql<Leaf extends { readonly kind: string }>(
  tree: Tree<Leaf>,
  leafSql: (leaf: Leaf, holds: boolean) => Sql,
  holds = true,
): Sql {
  if (isNegation(tree)) return treeSql(tree.of, leafSql, !holds);
  // Anything else is a leaf; the compiler cannot know, as the leaf's kinds are open.
  if (!isList(tree)) return leafSql(tree as Leaf, holds);
  const parts = tree.of.map((part) => treeSql(part, leafSql, holds));
  return combine(parts, (tree.kind === 'all') === holds ? 'and' : 'or');
}

/** An empty `and` is true, an empty `or` false. */
export function combine(parts: readonly Sql[], by: 'and' | 'or'): Sql {
  if (parts.length === 0) return by === 'and' ? sql`true` : sql`false`;
  if (parts.length === 1) return parts[0]!;
  return by === 'and' ? sql`(${join(parts, ' and ')})` : sql`(${join(parts, ' or ')})`;
}

type Negation<Leaf> = { readonly kind: 'not'; readonly of: Tree<Leaf> };
type List<Leaf> = { readonly kind: 'all' | 'any'; readonly of: readonly Tree<Leaf>[] };

function isNegation<Leaf extends { readonly kind: string }>(tree: Tree<Leaf>): tree is Negation<Leaf> {
  return tree.kind === 'not';
}

function isList<Leaf extends { readonly kind: string }>(tree: Tree<Leaf>): tree is List<Leaf> {
  return tree.kind === 'all' || tree.kind === 'any';
}
