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

/**
 * Returns the viewer's role if it may not read the schema. Null: the viewer may. Errors: FORBIDDEN
 * for an unknown role.
 */
export function roleWithoutIntrospection(registry: Registry, { role }: Pick<Viewer, 'role'>): string | null {
  return role === null || roleOf(registry, role).introspection ? null : role;
}

/**
 * Fields that reveal the schema. Behind a router (`schema: 'full'`), `_service` is always allowed,
 * because the router composes schemas with it. `__typename` reveals nothing new.
 */
const SCHEMA = ['__schema', '__type'];
const SDL = '_service';

/** Returns the rule that rejects documents that read the schema. Errors: FORBIDDEN. */
export function introspectionRule(role: string, schema: Viewer['schema']): ValidationRule {
  const refused = new Set(schema === 'full' ? SCHEMA : [...SCHEMA, SDL]);
  return (context: ValidationContext): ASTVisitor => ({
    Field(node: FieldNode) {
      if (!refused.has(node.name.value) || context.getParentType() !== context.getSchema().getQueryType()) return;
      const originalError = gatewayError('FORBIDDEN', {
        problem: `The schema is not visible to the role "${role}".`,
        hint:
          'Remove `__schema`, `__type` and `_service`, or use a role without `introspection: false`. ' +
          '`metricCatalog` lists the available metrics and dimensions.',
      });
      context.reportError(new GraphQLError(originalError.message, { nodes: node, originalError }));
    },
  });
}

type Format = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * Returns the error formatter for a viewer. If the viewer may not read the schema, it removes the
 * suggestions of the GraphQL library, which reveal names.
 */
export function formatFor(registry: Registry, viewer: Viewer, format: Format): Format {
  if (roleWithoutIntrospection(registry, viewer) === null) return format;
  return (formatted, error) => {
    const result = format(formatted, error);
    return { ...result, message: withoutGuess(result.message) };
  };
}

/** Returns a message of the GraphQL library without the names that it suggests at the end. */
export function withoutGuess(message: string): string {
  return message.replace(/ ?Did you mean .+\?$/s, '');
}
