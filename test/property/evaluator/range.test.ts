import type { MetricQuery } from '../../../src/query/query';
import { at, question } from './tinyRegistry';
import { Calendar } from './calendar';
import { resolveRange } from './range';

const resolve = (changes: Partial<MetricQuery>, timeZone = 'UTC') => {
  const range = resolveRange(
    new Calendar(timeZone),
    question(['metric'], '2026-05-01', '2026-05-02', { timeZone, ...changes }),
  );
  return [range.start, range.end].map((instant) => new Date(instant).toISOString().slice(0, 16));
};

test('dates are the first instants of their days in the zone', () => {
  const range = { kind: 'to', from: { date: '2018-11-04' }, to: { date: '2018-11-05' } } as const;
  expect(resolve({ range }, 'America/Sao_Paulo')).toEqual(['2018-11-04T03:00', '2018-11-05T02:00']);
});

test('through includes its date', () => {
  const range = { kind: 'through', from: { date: '2026-10-01' }, through: '2026-10-31' } as const;
  expect(resolve({ range }, 'Asia/Shanghai')).toEqual(['2026-09-30T16:00', '2026-10-31T16:00']);
  expect(resolve({ range: { ...range, from: { instant: at('2026-10-31T10:00Z') } } })).toEqual([
    '2026-10-31T10:00',
    '2026-11-01T00:00',
  ]);
});

test('a grain widens the range to whole buckets', () => {
  const range = {
    kind: 'to',
    from: { instant: at('2026-05-06T10:30Z') },
    to: { instant: at('2026-05-11T00:00Z') },
  } as const;
  expect(resolve({ range })).toEqual(['2026-05-06T10:30', '2026-05-11T00:00']);
  expect(resolve({ range, grain: 'hour' })).toEqual(['2026-05-06T10:00', '2026-05-11T00:00']);
  expect(resolve({ range, grain: 'week' })).toEqual(['2026-05-04T00:00', '2026-05-11T00:00']);
  expect(resolve({ range: { ...range, to: { instant: at('2026-05-11T00:00:00.001Z') } }, grain: 'week' })).toEqual([
    '2026-05-04T00:00',
    '2026-05-18T00:00',
  ]);
});

describe('last', () => {
  const asOf = at('2026-05-06T10:30Z');

  test('last counts whole units before the unit that contains asOf', () => {
    const range = { kind: 'last', last: 2, unit: 'week', includeCurrent: false } as const;
    expect(resolve({ range, asOf })).toEqual(['2026-04-20T00:00', '2026-05-04T00:00']);
    expect(resolve({ range, asOf: at('2026-05-04T00:00Z') })).toEqual(['2026-04-20T00:00', '2026-05-04T00:00']);
    expect(resolve({ range, asOf: at('2026-05-03T23:59:59.999Z') })).toEqual(['2026-04-13T00:00', '2026-04-27T00:00']);
  });

  test('includeCurrent adds the running unit up to the end of its running bucket', () => {
    const range = { kind: 'last', last: 1, unit: 'month', includeCurrent: true } as const;
    expect(resolve({ range, asOf })).toEqual(['2026-04-01T00:00', '2026-06-01T00:00']);
    expect(resolve({ range, asOf, grain: 'day' })).toEqual(['2026-04-01T00:00', '2026-05-07T00:00']);
    expect(resolve({ range, asOf, grain: 'hour' })).toEqual(['2026-04-01T00:00', '2026-05-06T11:00']);
    expect(resolve({ range, asOf, grain: 'month' })).toEqual(['2026-04-01T00:00', '2026-06-01T00:00']);
    expect(resolve({ range, asOf, grain: 'quarter' })).toEqual(['2026-04-01T00:00', '2026-07-01T00:00']);
    expect(resolve({ range: { ...range, last: 0 }, asOf })).toEqual(['2026-05-01T00:00', '2026-06-01T00:00']);
  });
});
