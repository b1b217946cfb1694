/**
 * A test of one value (docs/meaning.md#conditions). It is true or false, never unknown: null passes
 * `null` and nothing else. Values are texts: numbers as they are written. `ignoreCase` compares
 * texts without regard to the case of letters (docs/meaning.md#letters); it is absent if not true.
 */
export type ValueTest =
  | { readonly kind: 'in'; readonly values: readonly string[]; readonly ignoreCase?: true }
  | { readonly kind: 'gt' | 'gte' | 'lt' | 'lte'; readonly value: string }
  | { readonly kind: 'contains' | 'startsWith' | 'endsWith'; readonly text: string; readonly ignoreCase?: true }
  | { readonly kind: 'null' };

/** The tests of texts and ids, which have no order. */
export type WordTest = Exclude<ValueTest, { readonly value: string }>;

/** A test, and the value that it is about. */
export type TestOf<Subject, Test extends ValueTest = ValueTest> = Test extends ValueTest ? Test & Subject : never;

/**
 * The test with its subject. The kind comes first: the version of a registry depends on the order.
 */
export function testOf<Subject extends object, Test extends ValueTest>(
  subject: Subject,
  test: Test,
): TestOf<Subject, Test> {
  const { kind, ...operand } = test;
  return { kind, ...subject, ...operand } as unknown as TestOf<Subject, Test>;
}

/** One function for tests of every kind. */
export function forTests<F>(each: F): { readonly [K in ValueTest['kind']]: F } {
  return {
    in: each,
    gt: each,
    gte: each,
    lt: each,
    lte: each,
    contains: each,
    startsWith: each,
    endsWith: each,
    null: each,
  };
}
