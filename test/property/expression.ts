import type { Expression } from '../../src/registry/registry';

type Operator = Extract<Expression, { kind: 'operation' }>['operator'];

/** `left operator right`, of keys of metrics, decimals and other expressions. */
export function calc(left: string | Expression, operator: Operator, right: string | Expression): Expression {
  return { kind: 'operation', operator, left: termOf(left), right: termOf(right) };
}

function termOf(term: string | Expression): Expression {
  if (typeof term !== 'string') return term;
  return /^-?\d/.test(term) ? { kind: 'number', value: term } : { kind: 'metric', metric: term };
}
