import type { ValidationRule } from 'graphql';
import type { Viewer } from '../../policy/viewer';
import type { Registry } from '../../model/registry';
import { depthRule } from './depth';
import { documentSizeRule } from './documentSize';
import { introspectionRule, roleWithoutIntrospection } from './introspection';

/**
 * Returns the rules for a viewer's documents, in addition to GraphQL's own. All transports use
 * them.
 */
export function rulesOf(registry: Registry, viewer: Viewer): ValidationRule[] {
  const role = roleWithoutIntrospection(registry, viewer);
  const ofRole = role === null ? [] : [introspectionRule(role, viewer.schema)];
  return [depthRule, documentSizeRule(registry.limits), ...ofRole];
}
