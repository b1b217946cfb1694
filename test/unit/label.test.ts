import { formatNumber } from '../../src/answer/format';
import { bucketLabels, type Axis } from '../../src/time/label';

/** The label of a bucket that is the only one of its answer. */
const alone = (range: Axis['range'], grain: Axis['grain'], zone: string, locale: string): string =>
  bucketLabels({ range, grain, zone })(range, locale);
const at = (start: string, end?: string) => ({
  start: Date.parse(start),
  end: end === undefined ? Date.parse(start) + 1 : Date.parse(end),
});

test('buckets have the usual labels', () => {
  const label = (start: string, grain: Axis['grain'], locale = 'en') => alone(at(start), grain, 'UTC', locale);
  expect(label('2026-10-01T14:00Z', 'hour')).toBe('14:00');
  expect(label('2026-10-01', 'day')).toBe('Oct 1');
  expect(label('2026-10-01', 'month')).toBe('Oct 2026');
  expect(label('2026-10-01', 'month', 'zh-CN')).toBe('2026年10月');
  expect(label('2026-10-01', 'quarter')).toBe('Q4 2026');
  expect(label('2026-01-01', 'year')).toBe('2026');
});

test('weeks have the numbers of ISO 8601', () => {
  const week = (monday: string) => alone(at(monday), 'week', 'UTC', 'en');
  expect([week('2024-12-30'), week('2026-09-28'), week('2026-12-28'), week('2021-01-04')]).toEqual([
    'W1',
    'W40',
    'W53',
    'W1',
  ]);
});

test('a bucket is labelled in the zone of the query, and a range by its dates', () => {
  expect(alone(at('2026-10-01T00:15Z'), 'hour', 'Asia/Kathmandu', 'en')).toBe('06:00');
  const october = at('2026-09-30T16:00Z', '2026-10-31T16:00Z');
  expect(alone(october, null, 'Asia/Shanghai', 'en')).toMatch(/^Oct 1\s–\s31$/);
});

test('numbers are formatted by their unit', () => {
  const yuan = { kind: 'currency', currency: 'CNY' } as const;
  const plain = (kind: 'percent' | 'count') => ({ kind, currency: null });
  expect(formatNumber('12345.6', 'value', yuan, 'en')).toBe('¥12,345.60');
  expect(formatNumber('0.0841', 'value', plain('percent'), 'en')).toBe('8.4%');
  expect(formatNumber('0.0841', 'value', plain('percent'), 'de')).toBe('8,4\u00a0%');
  expect(formatNumber('1234', 'value', plain('count'), 'en')).toBe('1,234');
  expect(formatNumber('12345678901234567890', 'value', plain('count'), 'en')).toBe('12,345,678,901,234,567,890');
});

test('changes have a sign, and differences of percentages are in points', () => {
  const yuan = { kind: 'currency', currency: 'CNY' } as const;
  const percent = { kind: 'percent', currency: null } as const;
  expect(formatNumber('0.12', 'change', yuan, 'en')).toBe('+12.0%');
  expect(formatNumber('-0.0004', 'change', percent, 'en')).toBe('0.0%');
  expect(formatNumber('0', 'change', percent, 'en')).toBe('0.0%');
  expect(formatNumber('1234.5', 'difference', yuan, 'en')).toBe('+¥1,234.50');
  expect(formatNumber('1234.5', 'previous', yuan, 'en')).toBe('¥1,234.50');
  expect(formatNumber('0.05', 'change', yuan, 'en')).toBe('+5.0%');
  expect(formatNumber('0.25', 'difference', percent, 'en')).toBe('+25.0 pp');
  expect(formatNumber('0.012', 'difference', percent, 'en')).toBe('+1.2 pp');
  expect(formatNumber('-0.012', 'difference', percent, 'zh-CN')).toBe('-1.2 个百分点');
  expect(formatNumber('0.012', 'difference', percent, 'de')).toBe('+1,2 pp');
});

test('small numbers keep two significant digits', () => {
  const yuan = { kind: 'currency', currency: 'CNY' } as const;
  const plain = (kind: 'percent' | 'count') => ({ kind, currency: null });
  expect(formatNumber('0.00391', 'value', yuan, 'en')).toBe('¥0.0039');
  expect(formatNumber('0.5', 'value', yuan, 'en')).toBe('¥0.50');
  expect(formatNumber('0', 'value', yuan, 'en')).toBe('¥0.00');
  expect(formatNumber('1234', 'value', yuan, 'en')).toBe('¥1,234.00');
  expect(formatNumber('0.00041', 'value', plain('percent'), 'en')).toBe('0.041%');
  expect(formatNumber('0.041', 'value', plain('count'), 'en')).toBe('0.041');
  expect(formatNumber('1.1666', 'value', plain('count'), 'en')).toBe('1.2');
});
