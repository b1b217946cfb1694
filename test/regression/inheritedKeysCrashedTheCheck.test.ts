import { metricProblems } from '../registry/shopModel';

/** A field of a measure that is called as something every object has was looked up there, and ended the check with a TypeError. */
test.each(['toString', 'constructor', 'hasOwnProperty'])(
  'a measure with a field %s is refused like any other',
  (key) => {
    expect(metricProblems(`numerator: { sum: amount, of: orders, ${key}: 1 }`, 'grain: day')).toEqual([
      expect.stringContaining(`there is no field "${key}" here`),
    ]);
  },
);
