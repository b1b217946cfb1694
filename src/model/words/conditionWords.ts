import { matchKind } from '../byKind';
import type { Condition, DimensionRule } from '../condition';

type Rule = Condition | DimensionRule;
type Leaf = Exclude<Rule, { readonly of: unknown }>;

/** A condition as a list of sentences, such as `status is paid`. All of them must hold. */
export function filterWords(condition: Rule): readonly string[] {
  if (condition.kind !== 'all') return [words(condition)];
  return condition.of.map(condition.of.length > 1 ? member : words);
}

function words(condition: Rule): string {
  return matchKind<Rule, string, []>(condition, {
    in: (leaf) => `${subject(leaf)} is ${choice(leaf.values.map(value))}`,
    null: (leaf) => `${subject(leaf)} is null`,
    not: ({ of }) => negation(of),
    all: ({ of }) => (of.length === 0 ? 'always' : of.map(member).join(' and ')),
    any: ({ of }) => (of.length === 0 ? 'never' : of.map(member).join(' or ')),
  });
}

function negation(condition: Rule): string {
  const nested = (rule: Rule) => `not (${words(rule)})`;
  return matchKind<Rule, string, []>(condition, {
    in: (leaf) => {
      const negated = leaf.values.length === 1 ? 'is not' : 'is none of';
      return `${subject(leaf)} ${negated} ${leaf.values.map(value).join(', ')}`;
    },
    null: (leaf) => `${subject(leaf)} is not null`,
    not: nested,
    all: nested,
    any: nested,
  });
}

function member(condition: Rule): string {
  const several = (condition.kind === 'all' || condition.kind === 'any') && condition.of.length > 1;
  return several ? `(${words(condition)})` : words(condition);
}

function subject(leaf: Leaf): string {
  return 'column' in leaf ? leaf.column : leaf.dimension;
}

/** In quotes if the words around it could be taken as part of it. */
function value(text: string): string {
  return /^[\p{L}\p{N}_.-]+$/u.test(text) && text !== 'null' ? text : JSON.stringify(text);
}

/** `a`, `a or b`, `a, b or c`. */
export function choice(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? 'nothing';
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
