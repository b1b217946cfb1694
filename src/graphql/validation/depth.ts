import {
  getNamedType,
  GraphQLError,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type ASTVisitor,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { gatewayError } from '../../errors';

/**
 * A path from the root: its entities, sorted by name, and whether it has returned to one of them.
 */
interface EntityPath {
  readonly at: readonly string[];
  readonly isBack: boolean;
}

const ROOT: EntityPath = { at: [], isBack: false };

/**
 * Rejects documents that follow cycles of the schema too often. Every cycle contains an entity: a
 * metric has dimensions, which have metrics; a row has a user, who has a table. Each path may
 * return to an entity once, which real queries need (`metrics { dimensions { metrics } }`, the
 * numbers of a row's user). A second return is an error, because every return multiplies the answer
 * and can add a statement. Errors: TOO_DEEP.
 */
export function depthRule(context: ValidationContext): ASTVisitor {
  const schema = context.getSchema();
  const entities = entitiesOf(schema);
  // Follows each fragment once for each path to it, however often it is spread. Another rule
  // rejects a fragment that contains itself.
  const fragments = new Map<string, string | null>();

  const arrive = (path: EntityPath, { name }: GraphQLCompositeType): EntityPath | null => {
    if (!entities.has(name)) return path;
    if (!path.at.includes(name)) return { at: [...path.at, name].sort(), isBack: path.isBack };
    return path.isBack ? null : { at: path.at, isBack: true };
  };
  /** Returns the entity that some path returns to a second time. Null: there is none. */
  const circleIn = (set: SelectionSetNode | undefined, type: GraphQLCompositeType, path: EntityPath): string | null => {
    for (const node of set?.selections ?? []) {
      const found =
        node.kind === 'FragmentSpread'
          ? circleInFragment(node.name.value, type, path)
          : node.kind === 'InlineFragment'
            ? circleAs(node.typeCondition?.name.value, node.selectionSet, type, path)
            : circleBelow(fieldType(type, node.name.value), node.selectionSet, path);
      if (found !== null) return found;
    }
    return null;
  };
  const circleBelow = (type: GraphQLCompositeType | null, set: SelectionSetNode | undefined, path: EntityPath) => {
    if (type === null) return null;
    const onward = arrive(path, type);
    return onward === null ? type.name : circleIn(set, type, onward);
  };
  /**
   * A fragment on its parent type adds no step to the path. One on another type selects an entity.
   */
  const circleAs = (
    name: string | undefined,
    set: SelectionSetNode | undefined,
    type: GraphQLCompositeType,
    path: EntityPath,
  ) => {
    const as = name === undefined ? type : schema.getType(name);
    if (!isCompositeType(as)) return null;
    return as === type ? circleIn(set, type, path) : circleBelow(as, set, path);
  };
  const circleInFragment = (name: string, type: GraphQLCompositeType, path: EntityPath): string | null => {
    const key = JSON.stringify([name, type.name, path]);
    const known = fragments.get(key);
    if (known !== undefined) return known;
    fragments.set(key, null);
    const fragment = context.getFragment(name);
    const found = circleAs(fragment?.typeCondition.name.value, fragment?.selectionSet, type, path);
    fragments.set(key, found);
    return found;
  };
  return {
    OperationDefinition(node) {
      const root = schema.getRootType(node.operation);
      const type = root ? circleIn(node.selectionSet, root, ROOT) : null;
      if (type === null) return;
      const originalError = gatewayError('TOO_DEEP', { type });
      context.reportError(new GraphQLError(originalError.message, { nodes: node, originalError }));
    },
  };
}

/** Returns the names of the entity types, which a router can refer to. */
export function entitiesOf(schema: GraphQLSchema): ReadonlySet<string> {
  const union = schema.getType('_Entity');
  return new Set(isUnionType(union) ? union.getTypes().map(({ name }) => name) : []);
}

/**
 * Returns the object type of a field. Null for a scalar, an unknown field, and introspection, which
 * another rule bounds.
 */
function fieldType(type: GraphQLCompositeType, name: string): GraphQLCompositeType | null {
  if (name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) return null;
  const leadsTo = getNamedType(type.getFields()[name]?.type);
  return isCompositeType(leadsTo) ? leadsTo : null;
}
