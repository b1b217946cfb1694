import type { Definition, Expression } from '../../../src/model/definition';

type Operator = Extract<Expression, { kind: 'operation' }>['operator'];

/** `left operator right`, of metric keys, decimals and other expressions. */
export function calc(left: string | Expression, operator: Operator, right: string | Expression): Expression {
  return { kind: 'operation', operator, left: termOf(left), right: termOf(right) };
}

function termOf(term: string | Expression): Expression {
  if (typeof term !== 'string') return term;
  return /^-?\d/.test(term) ? { kind: 'number', value: term } : { kind: 'metric', metric: term };
}

/** Replaces every part of the definition's expression, the innermost first. */
export function inEach(definition: Definition, change: (part: Expression) => Expression): Definition {
  if (definition.kind !== 'derived') return definition;
  const all = (part: Expression): Expression =>
    change(part.kind === 'operation' ? { ...part, left: all(part.left), right: all(part.right) } : part);
  return { kind: 'derived', expression: all(definition.expression) };
}
