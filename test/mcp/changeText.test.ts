import { changeText, type ChangeAnswer } from '../../src/server/mcp/tools/changeText';

/** A change with more parts than an answer of a tool may have. */
const part = {
  ...{ label: 'web', status: 'OK', share: 0.25, rate: null, mix: null },
  ...{ current: '3', previous: '2', contribution: '+1' },
};
const dimension = (key: string, parts: number) => ({
  dimension: { key, label: key, type: 'STRING' },
  surprise: 0.5,
  parts: Array.from({ length: parts }, () => part),
});
const answer = (dimensions: ChangeAnswer['dimensions']): ChangeAnswer => ({
  metric: { key: 'orders', deprecated: null },
  overall: { formatted: '9', status: 'OK', complete: true, previous: '5', change: '+80.0%', difference: '+4' },
  dimensions,
  meta: {
    ...{ asOf: '2026-03-09T00:00:00Z', timeZone: 'UTC', comparedTo: null, warnings: [] },
    range: { start: '2026-03-02', end: '2026-03-09' },
  },
});

test('dimensions beyond 200 lines are left out whole, so the parts of each still add up', () => {
  const text = changeText(answer([dimension('channel', 120), dimension('plan', 80), dimension('user', 1)]));
  expect(text.match(/^web \| 3 \| 2 \| \+1 \| 25%$/gm)).toHaveLength(200);
  expect(text.match(/^by \w+/gm)).toEqual(['by channel', 'by plan']);
  expect(text).toContain('… 1 more dimensions. Ask for fewer of them by `by`, or a lower `top`.');
});

test('a dimension without parts has no table', () => {
  expect(changeText(answer([dimension('channel', 0)]))).not.toContain('by channel');
});
