import { letterCase } from '../../src/sql/letterCases';
import { inCase } from '../property/evaluator/letters';

describe.each(['lower', 'upper'] as const)('the %s case of letters', (how) => {
  const { from, to } = letterCase(how);
  const pairs = new Map([...from].map((letter, index) => [letter, [...to][index]!]));

  test('has one letter for each', () => {
    expect([...to]).toHaveLength([...from].length);
    expect(pairs.size).toBe([...from].length);
  });

  test('is that of the evaluator for the letters that Unicode 15 has', () => {
    const others = [...pairs].filter(([letter, other]) => inCase(letter, how) !== other);
    expect(others).toEqual([]);
  });
});

test('letters with several in their place keep their own, or have a simple one', () => {
  const { from, to } = letterCase('upper');
  const upper = (letter: string) => [...to][[...from].indexOf(letter)] ?? letter;
  expect(['ß', 'ŉ', 'ﬁ', 'ᾳ', 'ᾀ', 'ǆ', 'ſ'].map(upper)).toEqual(['ß', 'ŉ', 'ﬁ', 'ᾼ', 'ᾈ', 'Ǆ', 'S']);
});
