import {
  GraphQLError,
  type ASTVisitor,
  type FieldNode,
  type GraphQLFormattedError,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { gatewayError } from '../../errors';
import { roleOf } from '../../policy/view';
import type { Viewer } from '../../policy/viewer';
import type { Registry } from '../../model/registry';

/** The role of a viewer that is not shown the schema; null: the viewer is. Errors: FORBIDDEN for a role that the registry does not have. */
export function roleWithoutIntrospection(registry: Registry, { role }: Pick<Viewer, 'role'>): string | null {
  return role === null || roleOf(registry, role).introspection ? null : role;
}

/** What tells of the schema. A router reads `_service` for itself, to compose it with others; `__typename` tells what is asked for already. */
const SCHEMA = ['__schema', '__type'];
const SDL = '_service';

/** Refuses documents that ask for the schema, for a role that is not shown it. */
export function introspectionRule(role: string, schema: Viewer['schema']): ValidationRule {
  const refused = new Set(schema === 'full' ? SCHEMA : [...SCHEMA, SDL]);
  return (context: ValidationContext): ASTVisitor => ({
    Field(node: FieldNode) {
      if (!refused.has(node.name.value) || context.getParentType() !== context.getSchema().getQueryType()) return;
      const originalError = gatewayError('FORBIDDEN', {
        problem: `The role "${role}" is not shown the schema.`,
        hint: 'Leave `__schema`, `__type` and `_service` out, or ask with a role that has not `introspection: false`. `metricCatalog` lists what can be asked.',
      });
      context.reportError(new GraphQLError(originalError.message, { nodes: node, originalError }));
    },
  });
}

type Format = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** Errors as a viewer is told them: GraphQL's guesses at what was meant would tell of the schema, name by name. */
export function formatFor(registry: Registry, viewer: Viewer, format: Format): Format {
  if (roleWithoutIntrospection(registry, viewer) === null) return format;
  return (formatted, error) => {
    const result = format(formatted, error);
    return { ...result, message: result.message.replace(/ ?Did you mean .+\?$/s, '') };
  };
}
