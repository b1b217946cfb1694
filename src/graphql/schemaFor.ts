import type { GraphQLSchema } from 'graphql';
import { roleOf } from '../policy/view';
import type { Viewer } from '../policy/viewer';
import { visibleTo } from '../policy/visibleRegistry';
import type { Registry } from '../model/registry';
import { subgraphSchema } from './subgraph';

/** One schema for each registry, and for each role's visible part of it. */
const known = new WeakMap<Registry, GraphQLSchema>();

/**
 * Returns the schema for a viewer. By default it has only names that are visible to the viewer's
 * role, also in introspection and `_service`. With `schema: 'full'` it is the schema of all roles,
 * and names that are not visible become errors. Errors: FORBIDDEN for an unknown role. Rule:
 * docs/meaning.md#names-of-a-role.
 */
export function schemaFor(registry: Registry, { role, schema }: Pick<Viewer, 'role' | 'schema'>): GraphQLSchema {
  const visible = role === null || schema === 'full' ? registry : visibleTo(registry, roleOf(registry, role));
  const made = known.get(visible) ?? subgraphSchema(visible);
  known.set(visible, made);
  return made;
}
