import fc from 'fast-check';
import { parseExpression } from '../../src/registry/expression/parse';
import { writeExpression } from '../../src/model/words/writeExpression';
import type { Expression } from '../../src/model/definition';

const written = (text: string): string => writeExpression(parseExpression(text).expression);
const told = (text: string): string => {
  try {
    return written(text);
  } catch (error) {
    return (error as Error).message;
  }
};

describe('an expression', () => {
  test.each([
    ['a', 'a'],
    [' a+b ', 'a + b'],
    ['a - b - c', 'a - b - c'],
    ['a - (b - c)', 'a - (b - c)'],
    ['a / b / c', 'a / b / c'],
    ['a / (b * c)', 'a / (b * c)'],
    ['((a)) * ((b + c))', 'a * (b + c)'],
    ['a + b * c', 'a + b * c'],
    ['(a + b) * c', '(a + b) * c'],
    ['-a * b', '-a * b'],
    ['-(a * b) - -c', '-(a * b) - -c'],
    ['a * -b', 'a * -b'],
    ['0 - 5 + a', '0 - 5 + a'],
    ['a * 007.50 - --1 + -0 - -2', 'a * 7.5 - 1 + 0 - -2'],
    ['a\n  / b2_c', 'a / b2_c'],
    ['a * 0.100000000000000000000000000000001', 'a * 0.100000000000000000000000000000001'],
  ])('%j is %s', (text, normal) => {
    expect(written(text)).toBe(normal);
  });

  test.each([
    ['', 'is empty — expected the key of a metric, a number or ('],
    ['  ', 'is empty — expected the key of a metric, a number or ('],
    ['a +', 'ends too early — expected the key of a metric, a number or ('],
    ['a + * b', '"*" at character 5 is not allowed there — expected the key of a metric, a number or ('],
    ['a b', '"b" at character 3 is not allowed there — expected +, -, *, / or the end'],
    ['a)', '")" at character 2 is not allowed there — expected +, -, *, / or the end'],
    ['(a + b', 'ends too early — expected ) for the ( at character 1'],
    ['(a 2)', '"2" at character 4 is not allowed there — expected ) for the ( at character 1'],
    ['2 * 3', 'names no metric — expected the key of at least one metric'],
    [
      `a * ${'9'.repeat(101)}`,
      '"99999999999999999999…" at character 5 is not a number — expected at most 100 digits before and after the point',
    ],
    ['a * 1e3', '"1e3" at character 5 is not a number — expected a decimal number, such as 0.02'],
    ['a * .5', '".5" at character 5 is not a number — expected a decimal number, such as 0.02'],
    ['a % b', '"%" at character 3 is not arithmetic — expected keys of metrics, numbers, +, -, *, / and parentheses'],
    ['a ÷ b', '"÷" at character 3 is not arithmetic — expected keys of metrics, numbers, +, -, *, / and parentheses'],
    ['a / 0', 'divides by 0 at character 5 — expected a divisor other than 0'],
    ['a / -(0.00)', 'divides by 0 at character 5 — expected a divisor other than 0'],
    [`a${' + 1'.repeat(500)}`, 'has 1001 names, numbers and signs — expected at most 1000'],
  ])('%j is no expression', (text, problem) => {
    expect(told(text)).toBe(problem);
  });

  test('reads its written form back unchanged', () => {
    const single = fc.constantFrom<Expression>(
      { kind: 'metric', metric: 'a' },
      { kind: 'metric', metric: 'b1' },
      { kind: 'number', value: '2.5' },
      { kind: 'number', value: '-3' },
    );
    const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
      expression: fc.oneof(
        { depthSize: 'medium' },
        single,
        fc.record({
          kind: fc.constant('operation' as const),
          operator: fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const),
          left: fc.oneof(tie('expression'), fc.constant<Expression>({ kind: 'number', value: '0' })),
          right: tie('expression'),
        }),
      ),
    }));
    fc.assert(
      fc.property(expression, (one) => {
        const whole: Expression = {
          kind: 'operation',
          operator: '*',
          left: one,
          right: { kind: 'metric', metric: 'c' },
        };
        expect(parseExpression(writeExpression(whole)).expression).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });
});
