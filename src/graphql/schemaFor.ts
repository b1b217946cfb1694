import type { GraphQLSchema } from 'graphql';
import { roleOf } from '../policy/view';
import type { Viewer } from '../policy/viewer';
import { visibleTo } from '../policy/visibleRegistry';
import type { Registry } from '../model/registry';
import { subgraphSchema } from './subgraph';

/** Made once for each registry, and for as much of it as each role sees. */
const known = new WeakMap<Registry, GraphQLSchema>();

/**
 * The schema that a viewer asks by: that of its role, in which nothing else has a name, introspection and `_service` included; or that of all roles together,
 * where its role decides what is an error. Errors: FORBIDDEN for a role that the registry does not have.
 */
export function schemaFor(registry: Registry, { role, schema }: Pick<Viewer, 'role' | 'schema'>): GraphQLSchema {
  const visible = role === null || schema === 'full' ? registry : visibleTo(registry, roleOf(registry, role));
  const made = known.get(visible) ?? subgraphSchema(visible);
  known.set(visible, made);
  return made;
}
