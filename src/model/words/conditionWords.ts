import { matchKind } from '../byKind';
import type { Condition, DimensionRule } from '../condition';
import { quotedValue, type DefinitionWording } from './wording';

type Rule = Condition | DimensionRule;
type Leaf = Exclude<Rule, { readonly of: unknown }>;

/** A condition as a list of sentences, such as `status is paid`. All of them must hold. */
export function filterWords(condition: Rule, wording: DefinitionWording): readonly string[] {
  if (condition.kind !== 'all') return [words(condition, wording)];
  return condition.of.map((one) => (condition.of.length > 1 ? member(one, wording) : words(one, wording)));
}

function words(condition: Rule, wording: DefinitionWording): string {
  const { conditions } = wording.phrases;
  const members = (of: readonly Rule[]) => of.map((one) => member(one, wording));
  return matchKind<Rule, string, []>(condition, {
    in: (leaf) => conditions.in(subject(leaf, wording), values(leaf, wording)),
    null: (leaf) => conditions.null(subject(leaf, wording)),
    not: ({ of }) => negation(of, wording),
    all: ({ of }) => conditions.all(members(of)),
    any: ({ of }) => conditions.any(members(of)),
  });
}

function negation(condition: Rule, wording: DefinitionWording): string {
  const { conditions } = wording.phrases;
  const nested = (rule: Rule) => conditions.not(words(rule, wording));
  return matchKind<Rule, string, []>(condition, {
    in: (leaf) => conditions.notIn(subject(leaf, wording), values(leaf, wording)),
    null: (leaf) => conditions.notNull(subject(leaf, wording)),
    not: nested,
    all: nested,
    any: nested,
  });
}

function member(condition: Rule, wording: DefinitionWording): string {
  const text = words(condition, wording);
  const several = (condition.kind === 'all' || condition.kind === 'any') && condition.of.length > 1;
  return several ? wording.phrases.conditions.group(text) : text;
}

function subject(leaf: Leaf, { dimension }: DefinitionWording): string {
  return 'column' in leaf ? leaf.column : dimension(leaf.dimension);
}

function values(leaf: Extract<Leaf, { kind: 'in' }>, { value }: DefinitionWording): readonly string[] {
  return leaf.values.map((one) => ('column' in leaf ? quotedValue(one) : value(leaf.dimension, one)));
}
