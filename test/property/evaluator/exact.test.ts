import { add, compare, divide, multiply, parse, rounded, sum, whole, write, ZERO } from './exact';

test.each([
  ['0', '0'],
  ['-0.00', '0'],
  ['12.500', '12.5'],
  ['-0.5', '-0.5'],
  ['100', '100'],
  ['9007199254740993', '9007199254740993'],
  ['0.00002', '0.00002'],
])('%s is written %s', (read, written) => {
  expect(write(parse(read))).toBe(written);
});

test('sums and products are exact', () => {
  expect(write(add(parse('0.1'), parse('0.2')))).toBe('0.3');
  expect(write(multiply(parse('333'), parse('0.00002')))).toBe('0.00666');
  expect(sum([])).toEqual(ZERO);
});

test.each([
  ['1', 3, '0.333333333333'],
  ['2', 3, '0.666666666667'],
  ['-2', 3, '-0.666666666667'],
  ['0.000000000001', 2, '0.000000000001'],
  ['-0.000000000001', 2, '-0.000000000001'],
  ['0.000000000001', 3, '0'],
  ['-0.000000000001', 3, '0'],
])('%s / %i rounds half away from zero to %s', (over, under, written) => {
  expect(write(rounded(divide(parse(over), whole(under))))).toBe(written);
});

test('numbers compare by their value', () => {
  expect(compare(parse('0.10'), parse('0.1'))).toBe(0);
  expect(compare(parse('-1'), parse('0.5'))).toBeLessThan(0);
  expect(compare(parse('10'), parse('9'))).toBeGreaterThan(0);
});

test('a text that is not a decimal is rejected', () => {
  expect(() => parse('1e3')).toThrow();
  expect(() => write(divide(whole(1), whole(3)))).toThrow();
});
