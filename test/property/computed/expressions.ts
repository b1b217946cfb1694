import fc from 'fast-check';

/** Longer ones find nothing more. */
export const LONGEST = 600;

/** Random expressions of each type over the columns of `rows.ts`, as an author writes them. */
interface Expressions {
  readonly number: string;
  readonly text: string;
  readonly boolean: string;
  readonly time: string;
}

const NUMBERS = [
  '0',
  '1',
  '-1',
  '2.5',
  '0.1',
  '3',
  '-0.000000000001',
  '12.345678901234567890',
  '999999999999999999999999',
];
const TEXTS = ['', 'a', ' ', 'ab', 'ß', 'Ä', '你', '😀', '%', "it''s", 'İ', '\\'];
const PATTERNS = ['%', '_', 'a%', '%b', '\\%', '_\\_%', '%\\\\%', 'a\\b', '%你%', ''];

const quoted = (texts: readonly string[]) => fc.constantFrom(...texts).map((text) => `'${text}'`);

export const { number, text, boolean, time } = fc.letrec<Expressions>((tie) => {
  const n = tie('number') as fc.Arbitrary<string>;
  const t = tie('text') as fc.Arbitrary<string>;
  const b = tie('boolean') as fc.Arbitrary<string>;
  const at = tie('time') as fc.Arbitrary<string>;
  const alike = fc.oneof(fc.tuple(n, n), fc.tuple(t, t), fc.tuple(at, at));
  const generic = (of: fc.Arbitrary<string>): fc.Arbitrary<string>[] => [
    fc.tuple(of, of).map(([x, y]) => `coalesce(${x}, ${y})`),
    fc.tuple(of, of).map(([x, y]) => `nullif(${x}, ${y})`),
    fc.tuple(b, of, of).map(([when, x, y]) => `case when ${when} then ${x} else ${y} end`),
    fc.tuple(b, of, b).map(([one, x, two]) => `case when ${one} then ${x} when ${two} then null end`),
  ];
  const extremes = (of: fc.Arbitrary<string>) =>
    fc.tuple(fc.constantFrom('greatest', 'least'), of, of).map(([name, x, y]) => `${name}(${x}, ${y})`);
  const literalList = (type: 'number' | 'text') =>
    fc.array(type === 'number' ? fc.constantFrom(...NUMBERS) : quoted(TEXTS), { minLength: 1, maxLength: 3 });
  return {
    number: fc.oneof(
      { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('quantity', 'big', 'price', 'discount', ...NUMBERS),
      fc.tuple(n, fc.constantFrom('+', '-', '*', '*'), n).map((parts) => `(${parts.join(' ')})`),
      // Only a number that is written there is no divisor.
      fc.tuple(n, n).map(([x, y]) => `(${x} / (${y} + 0))`),
      fc.tuple(fc.constantFrom('abs', 'floor', 'ceil', 'round'), n).map(([name, x]) => `${name}(${x})`),
      fc.tuple(n, fc.integer({ min: 0, max: 12 })).map(([x, places]) => `round(${x}, ${places})`),
      t.map((x) => `length(${x})`),
      extremes(n),
      ...generic(n),
    ),
    text: fc.oneof(
      { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
      fc.oneof(fc.constantFrom('name', 'code', 'mood', 'token'), quoted(TEXTS)),
      fc.tuple(t, t).map(([x, y]) => `(${x} || ${y})`),
      fc.tuple(fc.constantFrom('lower', 'upper', 'trim'), t).map(([name, x]) => `${name}(${x})`),
      fc.tuple(t, fc.integer({ min: 1, max: 4 })).map(([x, start]) => `substring(${x}, ${start})`),
      fc
        .tuple(t, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 3 }))
        .map(([x, start, length]) => `substring(${x}, ${start}, ${length})`),
      fc
        .tuple(t, quoted(TEXTS.filter((one) => one !== '')), quoted(TEXTS))
        .map(([x, from, to]) => `replace(${x}, ${from}, ${to})`),
      ...generic(t),
    ),
    boolean: fc.oneof(
      { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('is_paid', 'true', 'false'),
      fc
        .tuple(alike, fc.constantFrom('=', '!=', '<', '<=', '>', '>='))
        .map(([[x, y], operator]) => `(${x} ${operator} ${y})`),
      fc.tuple(b, b).map(([x, y]) => `(${x} = ${y})`),
      fc.tuple(b, fc.constantFrom('and', 'or'), b).map((parts) => `(${parts.join(' ')})`),
      b.map((x) => `(not ${x})`),
      fc.oneof(n, t, b, at).map((x) => `(${x} is null)`),
      fc.oneof(n, t, b, at).map((x) => `(${x} is not null)`),
      fc.tuple(n, fc.constantFrom('in', 'not in'), literalList('number')).map(inList),
      fc.tuple(t, fc.constantFrom('in', 'not in'), literalList('text')).map(inList),
      fc
        .tuple(alike, fc.constantFrom('', 'not '))
        .chain(([[x, y], not]) => fc.constant(`(${x} ${not}between ${y} and ${x})`)),
      fc.tuple(n, n, n).map(([x, y, z]) => `(${x} between ${y} and ${z})`),
      fc.tuple(t, t, t).map(([x, y, z]) => `(${x} between ${y} and ${z})`),
      fc.tuple(t, fc.constantFrom('like', 'not like'), quoted(PATTERNS)).map((parts) => `(${parts.join(' ')})`),
      fc
        .tuple(fc.constantFrom('contains', 'starts_with', 'ends_with'), t, quoted(TEXTS))
        .map(([name, x, part]) => `${name}(${x}, ${part})`),
      ...generic(b),
    ),
    time: fc.oneof(
      { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('made_at', 'local_at', 'day'),
      extremes(at),
      ...generic(at),
    ),
  };
});

function inList([value, word, list]: [string, string, string[]]): string {
  return `(${value} ${word} (${list.join(', ')}))`;
}
