/** Letters, and the letters that take their places. */
export interface LetterCase {
  readonly from: string;
  readonly to: string;
}

/**
 * The simple case mappings of Unicode 15, beyond ASCII, which databases do for themselves
 * (docs/meaning.md#letters). JavaScript has the full mappings: a letter with several in its place
 * has no simple one, except those listed here.
 */
export function letterCase(how: 'lower' | 'upper'): LetterCase {
  return CASES[how];
}

/** Letters with a full mapping to several letters and a simple one, too. */
const SIMPLE: Readonly<Record<string, ReadonlyMap<number, number>>> = {
  // A capital I with a dot.
  lower: new Map([[0x130, 0x69]]),
  // Greek letters with a small iota below.
  upper: new Map([
    ...[0x1f80, 0x1f90, 0x1fa0].flatMap((first) => Array.from({ length: 8 }, (_, n) => shifted(first + n, 8))),
    ...[0x1fb3, 0x1fc3, 0x1ff3].map((letter) => shifted(letter, 9)),
  ]),
};

function shifted(letter: number, by: number): [number, number] {
  return [letter, letter + by];
}

/**
 * Letters that Unicode got after its version 15. Node.js knows them or not, by its version: without
 * them, a statement is the same from each.
 */
const NEWER =
  /[\u{a7cb}-\u{a7cf}\u{a7d2}-\u{a7d4}\u{a7da}-\u{a7dc}\u{1c89}\u{1c8a}\u{10d50}-\u{10d85}\u{16ea0}-\u{16ed3}]/u;

const LAST = 0x1ffff;

function pairs(how: 'lower' | 'upper', change: (letter: string) => string): LetterCase {
  const [from, to]: [string[], string[]] = [[], []];
  for (let code = 0x80; code <= LAST; code++) {
    // Half of a surrogate pair is no letter.
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const letter = String.fromCodePoint(code);
    const simple = SIMPLE[how]!.get(code);
    const other = simple === undefined ? change(letter) : String.fromCodePoint(simple);
    if (other === letter || [...other].length > 1 || NEWER.test(letter) || NEWER.test(other)) continue;
    from.push(letter);
    to.push(other);
  }
  return { from: from.join(''), to: to.join('') };
}

const CASES = {
  lower: pairs('lower', (letter) => letter.toLowerCase()),
  upper: pairs('upper', (letter) => letter.toUpperCase()),
};

/** The letters that lower case puts in place of others, each with all of those others. */
const LOWERED = (() => {
  const { from, to } = CASES.lower;
  const others = [...to];
  return new Map([...from].map((letter, index) => [letter, others[index]!]));
})();

/** A text in lower case. */
export function lowerCase(text: string): string {
  const ascii = text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  return [...ascii].map((letter) => LOWERED.get(letter) ?? letter).join('');
}

/**
 * The letters beyond ASCII whose lower case is in a text that is in lower case. A comparison with
 * this text needs no others.
 */
export function lettersOf(text: string): LetterCase {
  const wanted = new Set(text);
  const pairs = [...LOWERED].filter(([, to]) => wanted.has(to));
  return { from: pairs.map(([from]) => from).join(''), to: pairs.map(([, to]) => to).join('') };
}
