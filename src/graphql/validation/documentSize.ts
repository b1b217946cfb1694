import {
  GraphQLError,
  type ASTVisitor,
  type NameNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { gatewayError } from '../../errors';
import type { Limits } from '../../model/registry';

interface Size {
  readonly aliases: number;
  readonly directives: number;
}

const NONE: Size = { aliases: 0, directives: 0 };

/** An answer repeats an alias in each row, so its length would multiply. */
const LONGEST_ALIAS = 200;

/**
 * Returns the rule that rejects documents with too many aliases or directives, or a long
 * alias. A fragment counts at
 * each spread, and `__typename` counts as any field. The parser limits the tokens of a document.
 * Errors: DOCUMENT_TOO_LARGE.
 */
export function documentSizeRule({ maxAliases, maxDirectives }: Limits): ValidationRule {
  return (context: ValidationContext): ASTVisitor => {
    // Measures each fragment once. Another rule rejects a fragment that contains itself.
    const fragments = new Map<string, Size>();
    const ofFragment = (name: string): Size => {
      const known = fragments.get(name);
      if (known !== undefined) return known;
      fragments.set(name, NONE);
      const fragment = context.getFragment(name);
      const size = fragment ? plus(ofSet(fragment.selectionSet), own(fragment)) : NONE;
      fragments.set(name, size);
      return size;
    };
    const ofSet = (set: SelectionSetNode | undefined): Size =>
      (set?.selections ?? []).reduce((sum, node) => plus(sum, ofNode(node)), NONE);
    const ofNode = (node: SelectionNode): Size => {
      if (node.kind === 'FragmentSpread') return plus(own(node), ofFragment(node.name.value));
      const below = plus(own(node), ofSet(node.selectionSet));
      return node.kind === 'Field' && node.alias ? plus(below, { aliases: 1, directives: 0 }) : below;
    };
    const refuse = (node: OperationDefinitionNode | NameNode, what: string, count: number, max: number) => {
      const originalError = gatewayError('DOCUMENT_TOO_LARGE', { what, count, max });
      context.reportError(new GraphQLError(originalError.message, { nodes: node, originalError }));
    };
    return {
      Field({ alias }) {
        const count = alias?.value.length ?? 0;
        if (count > LONGEST_ALIAS) refuse(alias!, 'characters in an alias', count, LONGEST_ALIAS);
      },
      OperationDefinition(node) {
        const { aliases, directives } = plus(own(node), ofSet(node.selectionSet));
        if (aliases > maxAliases) refuse(node, 'aliases', aliases, maxAliases);
        if (directives > maxDirectives) refuse(node, 'directives', directives, maxDirectives);
      },
    };
  };
}

function own({ directives }: { readonly directives?: readonly unknown[] | undefined }): Size {
  return { aliases: 0, directives: directives?.length ?? 0 };
}

function plus(one: Size, other: Size): Size {
  return { aliases: one.aliases + other.aliases, directives: one.directives + other.directives };
}
