import { merge } from '../../console/questions/merge';
import type { SeriesArguments } from '../../console/questions/useSeries';

/**
 * The page compared questions without what is inside their range, condition and comparison. A tile
 * that differed from another only there showed the numbers of the other.
 */
const first: SeriesArguments = { select: ['tasks'], range: { last: 7, unit: 'DAY' }, grain: 'DAY', groupBy: [] };
const second: SeriesArguments = { ...first, select: ['failed_tasks'] };

test.each([
  ['range', { range: { last: 28, unit: 'DAY' } }],
  ['condition', { where: { task_type: { eq: 'text' } } }],
  ['comparison', { compare: { previousPeriod: true } }],
] as const)('a question with another %s is asked alone', (_, other) => {
  expect(merge([first, { ...second, ...other }]).map(({ of }) => of)).toEqual([[0], [1]]);
});

test('questions whose condition or comparison differs inside are two', () => {
  const where = (value: string) => ({ where: { task_type: { eq: value } } });
  expect(merge([where('text'), where('image')].map((one) => ({ ...first, ...one })))).toHaveLength(2);
  const compare = (shift: number) => ({ compare: { shift, unit: 'WEEK' as const } });
  expect(merge([compare(1), compare(52)].map((one) => ({ ...first, ...one })))).toHaveLength(2);
});

test('questions that differ only in their metrics are one, in any order of their arguments', () => {
  const { select, ...rest } = second;
  const turned = { ...Object.fromEntries(Object.entries(rest).reverse()), select } as SeriesArguments;
  expect(merge([first, turned])).toEqual([{ args: { ...first, select: ['tasks', 'failed_tasks'] }, of: [0, 1] }]);
});
