/**
 * A letter in its simple lower or upper case (docs/meaning.md#letters): the one letter that Unicode
 * has in its place. If JavaScript puts several letters there, the simple one is not among them.
 */
export function inCase(letter: string, how: 'lower' | 'upper'): string {
  if (how === 'lower' && letter === 'İ') return 'i';
  const other = how === 'lower' ? letter.toLowerCase() : letter.toUpperCase();
  if ([...other].length === 1) return other;
  if (how === 'lower') return letter;
  // Of the letters with an iota below, the capital one is 8 or 9 letters later, and its lower case
  // is this letter again.
  const code = letter.codePointAt(0)!;
  const capitals = [code + 8, code + 9].map((one) => String.fromCodePoint(one));
  return capitals.find((one) => one !== letter && one.toLowerCase() === letter) ?? letter;
}
