import { matchKind } from '../byKind';
import type { ColumnTest, Condition, DimensionRule, DimensionTest } from '../condition';
import { forTests } from '../valueTest';
import { quotedValue, type DefinitionWording } from './wording';

type Rule = Condition | DimensionRule;
type Leaf = ColumnTest | DimensionTest;
type Comparison = Extract<Leaf, { readonly value: string }>;
type TextSearch = Extract<Leaf, { readonly text: string }>;

/** A condition as a list of sentences, such as `status is paid`. All of them must hold. */
export function filterWords(condition: Rule, wording: DefinitionWording): readonly string[] {
  if (condition.kind !== 'all') return [words(condition, wording)];
  return condition.of.map((one) => (condition.of.length > 1 ? member(one, wording) : words(one, wording)));
}

function words(condition: Rule, wording: DefinitionWording): string {
  const { conditions } = wording.phrases;
  const members = (of: readonly Rule[]) => of.map((one) => member(one, wording));
  const compared = (leaf: Comparison) => conditions[leaf.kind](subject(leaf, wording), quotedValue(leaf.value));
  const found = (leaf: TextSearch) =>
    anyCase(leaf, conditions[leaf.kind](subject(leaf, wording), quotedValue(leaf.text)), wording);
  return matchKind<Rule, string, []>(condition, {
    in: (leaf) => anyCase(leaf, conditions.in(subject(leaf, wording), values(leaf, wording)), wording),
    gt: compared,
    gte: compared,
    lt: compared,
    lte: compared,
    contains: found,
    startsWith: found,
    endsWith: found,
    null: (leaf) => conditions.null(subject(leaf, wording)),
    not: ({ of }) => negation(of, wording),
    all: ({ of }) => conditions.all(members(of)),
    any: ({ of }) => conditions.any(members(of)),
    written: ({ text }) => text,
    computed: () => {
      throw new Error('An expression has the words that its author wrote.');
    },
  });
}

function negation(condition: Rule, wording: DefinitionWording): string {
  const { conditions } = wording.phrases;
  const nested = (rule: Rule) => conditions.not(words(rule, wording));
  return matchKind<Rule, string, []>(condition, {
    ...forTests(nested),
    in: (leaf) => anyCase(leaf, conditions.notIn(subject(leaf, wording), values(leaf, wording)), wording),
    null: (leaf) => conditions.notNull(subject(leaf, wording)),
    not: nested,
    all: nested,
    any: nested,
    written: nested,
    computed: nested,
  });
}

function anyCase(leaf: { readonly ignoreCase?: true }, text: string, { phrases }: DefinitionWording): string {
  return leaf.ignoreCase === true ? phrases.conditions.ignoringCase(text) : text;
}

function member(condition: Rule, wording: DefinitionWording): string {
  const text = words(condition, wording);
  const several = (condition.kind === 'all' || condition.kind === 'any') && condition.of.length > 1;
  return several || condition.kind === 'written' ? wording.phrases.conditions.group(text) : text;
}

function subject(leaf: Leaf, { dimension }: DefinitionWording): string {
  return 'column' in leaf ? leaf.column : dimension(leaf.dimension);
}

function values(leaf: Extract<Leaf, { kind: 'in' }>, { value }: DefinitionWording): readonly string[] {
  return leaf.values.map((one) => ('column' in leaf ? quotedValue(one) : value(leaf.dimension, one)));
}
