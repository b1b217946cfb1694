import { GraphQLError, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';
import { gatewayError } from '../errors';

/** Far more than a table of details needs; each two levels of the catalog's circle multiply its answer by a hundred. */
const DEEPEST = 8;

/** Refuses documents that nest fields deeper than any question needs. Introspection has its own depth and is left alone. */
export function depthRule(context: ValidationContext): ASTVisitor {
  // Each fragment is measured once, however often it is spread. One that holds itself is another rule's to refuse.
  const fragments = new Map<string, number>();
  const ofFragment = (name: string): number => {
    const known = fragments.get(name);
    if (known !== undefined) return known;
    fragments.set(name, 0);
    const depth = depthOf(context.getFragment(name)?.selectionSet);
    fragments.set(name, depth);
    return depth;
  };
  const depthOf = (set: SelectionSetNode | undefined): number => {
    let deepest = 0;
    for (const node of set?.selections ?? []) {
      if (node.kind === 'FragmentSpread') deepest = Math.max(deepest, ofFragment(node.name.value));
      else if (node.kind === 'InlineFragment') deepest = Math.max(deepest, depthOf(node.selectionSet));
      else if (!node.name.value.startsWith('__')) deepest = Math.max(deepest, 1 + depthOf(node.selectionSet));
    }
    return deepest;
  };
  return {
    OperationDefinition(node) {
      if (depthOf(node.selectionSet) <= DEEPEST) return;
      const originalError = gatewayError('TOO_DEEP', { max: DEEPEST });
      context.reportError(new GraphQLError(originalError.message, { nodes: node, originalError }));
    },
  };
}
