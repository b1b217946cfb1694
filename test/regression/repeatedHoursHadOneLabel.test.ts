import { bucketsOver } from '../../src/time/calendar';
import { bucketLabels } from '../../src/time/label';

/** When the clock is put back, two hours had the label `02:00`. */

/** Some versions of Node write `GMT+0`, others `GMT`. */
const withoutZero = (label: string): string => label.replace('GMT+0 ', 'GMT ');

function hours(from: string, to: string, zone: string, locale = 'en'): string[] {
  const buckets = bucketsOver({ start: Date.parse(from), end: Date.parse(to) }, 'hour', zone);
  const range = { start: buckets[0]!.start, end: buckets.at(-1)!.end };
  const label = bucketLabels({ grain: 'hour', zone, range });
  return buckets.map((bucket) => withoutZero(label(bucket, locale)));
}

test('the second of two equal hours has its offset', () => {
  const night = ['2026-10-25T01:00+02:00', '2026-10-25T04:00+01:00', 'Europe/Berlin'] as const;
  expect(hours(...night)).toEqual(['01:00', '02:00', '02:00 GMT+1 (2)', '03:00']);
  expect(hours(...night, 'zh')).toEqual(['01:00', '02:00', '02:00 GMT+1 (2)', '03:00']);
});

test('the label is the same if the range begins with the second hour', () => {
  expect(hours('2026-10-25T02:00+01:00', '2026-10-25T04:00+01:00', 'Europe/Berlin')).toEqual([
    '02:00 GMT+1 (2)',
    '03:00',
  ]);
});

test('with a date, too', () => {
  expect(hours('2026-10-24T23:00+02:00', '2026-10-25T03:00+01:00', 'Europe/Berlin')).toEqual([
    'Oct 24, 23:00',
    'Oct 25, 00:00',
    'Oct 25, 01:00',
    'Oct 25, 02:00',
    'Oct 25, 02:00 GMT+1 (2)',
  ]);
});

test('hours that the clock skips, and hours that it cuts', () => {
  expect(hours('2026-03-29T01:00+01:00', '2026-03-29T04:00+02:00', 'Europe/Berlin')).toEqual(['01:00', '03:00']);
  // Back by half an hour: half of the hour from 1 exists twice.
  expect(hours('2026-04-05T01:00+11:00', '2026-04-05T03:00+10:30', 'Australia/Lord_Howe')).toEqual([
    '01:00',
    '01:30 GMT+10:30 (2)',
    '02:00',
  ]);
  // Back by two hours.
  expect(hours('2026-10-25T00:00Z', '2026-10-25T03:00Z', 'Antarctica/Troll')).toEqual([
    '02:00',
    '01:00 GMT (2)',
    '02:00 GMT (2)',
  ]);
});
