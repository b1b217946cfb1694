import type { Condition, DimensionRule } from '../registry';

type Rule = Condition | DimensionRule;

/** A condition as a list of sentences, all of which must hold: `status is paid`; empty if every row counts. */
export function filterWords(condition: Rule): readonly string[] {
  if (condition.kind !== 'all') return [words(condition)];
  return condition.of.map(condition.of.length > 1 ? member : words);
}

function words(condition: Rule): string {
  switch (condition.kind) {
    case 'in':
      return `${subject(condition)} is ${choice(condition.values.map(value))}`;
    case 'null':
      return `${subject(condition)} is null`;
    case 'not':
      return negation(condition.of);
    case 'all':
      return condition.of.length === 0 ? 'always' : condition.of.map(member).join(' and ');
    case 'any':
      return condition.of.length === 0 ? 'never' : condition.of.map(member).join(' or ');
  }
}

function negation(condition: Rule): string {
  if (condition.kind === 'null') return `${subject(condition)} is not null`;
  if (condition.kind !== 'in') return `not (${words(condition)})`;
  const negated = condition.values.length === 1 ? 'is not' : 'is none of';
  return `${subject(condition)} ${negated} ${condition.values.map(value).join(', ')}`;
}

function member(condition: Rule): string {
  const several = (condition.kind === 'all' || condition.kind === 'any') && condition.of.length > 1;
  return several ? `(${words(condition)})` : words(condition);
}

function subject(condition: Extract<Rule, { kind: 'in' | 'null' }>): string {
  return 'column' in condition ? condition.column : condition.dimension;
}

/** In quotes where the words around it could be taken for part of it. */
function value(text: string): string {
  return /^[\p{L}\p{N}_.-]+$/u.test(text) && text !== 'null' ? text : JSON.stringify(text);
}

/** `a`, `a or b`, `a, b or c`. */
export function choice(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? 'nothing';
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
