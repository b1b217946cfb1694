import { metricProblems } from '../registry/shopModel';

// The message said that `count` was missing, and that there was no field `avg`.
test('a measure with fields of another one gets the fields of its own verb', () => {
  expect(metricProblems('numerator: { avg: amount, window: { last: 7, unit: day } }', 'grain: day')).toEqual([
    'numerator.of: is missing — expected the key of a table',
    'numerator.window: there is no field "window" here — expected one of avg, of, at, each, times, per',
  ]);
});
