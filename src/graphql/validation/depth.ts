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

/** A way down from the root: the entities it has been at, in the order of their names, and whether it has come back to one. */
interface EntityPath {
  readonly at: readonly string[];
  readonly isBack: boolean;
}

const ROOT: EntityPath = { at: [], isBack: false };

/**
 * Refuses documents that go round in circles. Every circle of the schema leads through entities: a metric has dimensions that have metrics, a row of a
 * table has a user who has a table. On each way down one may come back to an entity, which is what questions need (`metrics { dimensions { metrics } }`,
 * the numbers of a row's user), and no second time: every round multiplies the answer, and may ask the database anew.
 */
export function depthRule(context: ValidationContext): ASTVisitor {
  const schema = context.getSchema();
  const entities = entitiesOf(schema);
  // Each fragment is followed once from each way to it, however often it is spread. One that holds itself is another rule's to refuse.
  const fragments = new Map<string, string | null>();

  const arrive = (path: EntityPath, { name }: GraphQLCompositeType): EntityPath | null => {
    if (!entities.has(name)) return path;
    if (!path.at.includes(name)) return { at: [...path.at, name].sort(), isBack: path.isBack };
    return path.isBack ? null : { at: path.at, isBack: true };
  };
  /** The entity that some way comes back to a second time; null where none does. */
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
  /** A fragment of the type that it is in leads nowhere; one of another tells which of several the entity is. */
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

/** The types that a router can refer to. */
export function entitiesOf(schema: GraphQLSchema): ReadonlySet<string> {
  const union = schema.getType('_Entity');
  return new Set(isUnionType(union) ? union.getTypes().map(({ name }) => name) : []);
}

/** What a field leads to; null for what is no more than a value, for what there is not, and for introspection, whose depth others bound. */
function fieldType(type: GraphQLCompositeType, name: string): GraphQLCompositeType | null {
  if (name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) return null;
  const leadsTo = getNamedType(type.getFields()[name]?.type);
  return isCompositeType(leadsTo) ? leadsTo : null;
}
