/** An expression as it is written, before anyone knows what its names mean. */
export type Syntax = SyntaxNode & {
  /** The first character of what decides about this node, from 1. */
  readonly at: number;
};

type SyntaxNode =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'comparison'; readonly operator: Comparator; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'not'; readonly of: Syntax }
  | { readonly kind: 'null'; readonly of: Syntax }
  | { readonly kind: 'in'; readonly of: Syntax; readonly values: readonly Syntax[] }
  | { readonly kind: 'between'; readonly of: Syntax; readonly low: Syntax; readonly high: Syntax }
  | { readonly kind: 'like'; readonly of: Syntax; readonly pattern: Syntax }
  | { readonly kind: 'case'; readonly branches: readonly SyntaxBranch[]; readonly otherwise: Syntax | null }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Syntax[] };

export interface SyntaxBranch {
  readonly when: Syntax;
  readonly then: Syntax;
}

export const OPERATORS = ['+', '-', '*', '/', '||'] as const;
export type Operator = (typeof OPERATORS)[number];
export const COMPARATORS = ['=', '!=', '<', '<=', '>', '>='] as const;
export type Comparator = (typeof COMPARATORS)[number];
