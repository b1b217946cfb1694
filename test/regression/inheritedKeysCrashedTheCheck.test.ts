import { metricProblems } from '../registry/shopModel';

/**
 * A field of a measure with the name of an inherited property of objects was looked up there, and
 * ended the check with a TypeError.
 */
test.each(['toString', 'constructor', 'hasOwnProperty'])(
  'a measure with a field %s is rejected like any other',
  (key) => {
    expect(metricProblems(`numerator: { sum: amount, of: orders, ${key}: 1 }`, 'grain: day')).toEqual([
      expect.stringContaining(`there is no field "${key}" here`),
    ]);
  },
);
