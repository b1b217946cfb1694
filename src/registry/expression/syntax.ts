/** An expression as it is written, before anyone knows what its names mean. */
export type SyntaxTree = SyntaxNode & {
  /** The first character of what decides about this node, from 1. */
  readonly at: number;
};

type SyntaxNode =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: SyntaxTree; readonly right: SyntaxTree }
  | {
      readonly kind: 'comparison';
      readonly operator: Comparator;
      readonly left: SyntaxTree;
      readonly right: SyntaxTree;
    }
  | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly left: SyntaxTree; readonly right: SyntaxTree }
  | { readonly kind: 'not'; readonly of: SyntaxTree }
  | { readonly kind: 'null'; readonly of: SyntaxTree }
  | { readonly kind: 'in'; readonly of: SyntaxTree; readonly values: readonly SyntaxTree[] }
  | { readonly kind: 'between'; readonly of: SyntaxTree; readonly low: SyntaxTree; readonly high: SyntaxTree }
  | { readonly kind: 'like'; readonly of: SyntaxTree; readonly pattern: SyntaxTree }
  | { readonly kind: 'case'; readonly branches: readonly SyntaxBranch[]; readonly otherwise: SyntaxTree | null }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly SyntaxTree[] };

export interface SyntaxBranch {
  readonly when: SyntaxTree;
  readonly then: SyntaxTree;
}

export const OPERATORS = ['+', '-', '*', '/', '||'] as const;
export type Operator = (typeof OPERATORS)[number];
export const COMPARATORS = ['=', '!=', '<', '<=', '>', '>='] as const;
export type Comparator = (typeof COMPARATORS)[number];
