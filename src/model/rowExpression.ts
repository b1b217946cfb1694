/** The types of values in an expression. Dates are times; ids and enums are texts. */
export type RowValueType = 'number' | 'text' | 'boolean' | 'time';

/**
 * A value that is computed from the columns of a row, with its type
 * (docs/meaning.md#computed-columns). Comparisons are true or false, never unknown.
 */
export type RowExpression = RowNode & { readonly type: RowValueType };

type RowNode =
  | { readonly kind: 'number' | 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'column'; readonly column: string }
  | {
      readonly kind: 'operation';
      readonly operator: RowOperator;
      readonly left: RowExpression;
      readonly right: RowExpression;
    }
  | {
      readonly kind: 'comparison';
      readonly operator: '=' | '<' | '<=';
      readonly left: RowExpression;
      readonly right: RowExpression;
    }
  | { readonly kind: 'and' | 'or'; readonly of: readonly RowExpression[] }
  | { readonly kind: 'not' | 'null'; readonly of: RowExpression }
  /** The values are numbers or texts, as they are written. */
  | { readonly kind: 'in'; readonly of: RowExpression; readonly values: readonly string[] }
  | { readonly kind: 'between'; readonly of: RowExpression; readonly low: RowExpression; readonly high: RowExpression }
  | { readonly kind: 'case'; readonly branches: readonly RowBranch[]; readonly otherwise: RowExpression }
  | { readonly kind: 'round'; readonly of: RowExpression; readonly places: number }
  | { readonly kind: 'substring'; readonly of: RowExpression; readonly start: number; readonly length: number | null }
  | { readonly kind: 'replace'; readonly of: RowExpression; readonly from: string; readonly to: string }
  /** `text` is a pattern for `like`; there, a `\` stands only before `%`, `_` and `\`. */
  | { readonly kind: 'match'; readonly how: TextMatch; readonly of: RowExpression; readonly text: string }
  | { readonly kind: 'call'; readonly name: RowFunction; readonly args: readonly RowExpression[] };

export interface RowBranch {
  readonly when: RowExpression;
  readonly then: RowExpression;
}

export type RowOperator = '+' | '-' | '*' | '/' | '||';

export type TextMatch = 'like' | 'contains' | 'startsWith' | 'endsWith';

/** The functions whose arguments may be any expressions. */
export type RowFunction =
  'coalesce' | 'nullif' | 'greatest' | 'least' | 'abs' | 'floor' | 'ceil' | 'lower' | 'upper' | 'trim' | 'length';

/** A number of an expression has at most this many digits before the point, and after it. */
export const ROW_DIGITS = 24;

/** The parts of an expression, in order. */
export function partsOfRow(expression: RowExpression): readonly RowExpression[] {
  switch (expression.kind) {
    case 'number':
    case 'text':
    case 'boolean':
    case 'nothing':
    case 'column':
      return [];
    case 'operation':
    case 'comparison':
      return [expression.left, expression.right];
    case 'and':
    case 'or':
      return expression.of;
    case 'not':
    case 'null':
    case 'in':
    case 'round':
    case 'substring':
    case 'replace':
    case 'match':
      return [expression.of];
    case 'between':
      return [expression.of, expression.low, expression.high];
    case 'case':
      return [...expression.branches.flatMap(({ when, then }) => [when, then]), expression.otherwise];
    case 'call':
      return expression.args;
  }
}

/** The columns that an expression names, each once. */
export function columnsOfRow(expression: RowExpression): readonly string[] {
  const own = expression.kind === 'column' ? [expression.column] : [];
  return [...new Set([...own, ...partsOfRow(expression).flatMap(columnsOfRow)])];
}
