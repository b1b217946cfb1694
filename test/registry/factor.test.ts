import fc from 'fast-check';
import { exactFactor } from '../../src/model/factor';
import { definitionOf, metricProblems } from './shopModel';

describe('factor', () => {
  test.each([
    ['0.02', 1000, '0.00002'],
    ['1', 1, '1'],
    ['2', 10, '0.2'],
    ['250', 100, '2.5'],
    ['100', 100, '1'],
    ['-0.50', 1, '-0.5'],
    ['+007', 1, '7'],
    ['0.1', 1_000_000_000, '0.0000000001'],
    ['-0.0', 10, '0'],
    ['12345678901234567890.123456789', 10, '1234567890123456789.0123456789'],
  ])('%s per %i is %s', (times, per, factor) => {
    expect(exactFactor(times, per)).toBe(factor);
  });

  test('moves the point and nothing else', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(9), fc.nat(9), (digits, places, power) => {
        const times = places === 0 ? String(digits) : exactFactor(String(digits), 10 ** places);
        const [whole, fraction = ''] = exactFactor(times, 10 ** power).split('.');
        const shift = places + power;
        expect(fraction.length).toBeLessThanOrEqual(shift);
        expect(BigInt(whole + fraction.padEnd(shift, '0'))).toBe(digits);
      }),
      { numRuns: 200 },
    );
  });

  test('is read as written, never as floating point', () => {
    const times = '0.100000000000000000000000000001';
    expect(
      definitionOf(`numerator: { sum: amount, of: orders, times: ${times}, per: 10 }`, 'grain: day'),
    ).toMatchObject({
      factor: '0.0100000000000000000000000000001',
    });
  });

  test.each(['1e-3', '0', '0x10', '-0.0', '.5'])('times: %s is rejected', (times) => {
    expect(metricProblems(`numerator: { sum: amount, of: orders, times: ${times} }`, 'grain: day')).toEqual([
      `numerator.times: is ${times} — expected a decimal number other than 0, such as 0.02`,
    ]);
  });

  test('per is a power of ten', () => {
    expect(metricProblems('numerator: { sum: amount, of: orders, per: 60 }', 'grain: day')).toEqual([
      'numerator.per: is 60 — expected a power of ten, such as 1000',
    ]);
  });
});
