import type { SeriesArguments } from '../../console/questions/useSeries';

/** Questions of pictures, over the rows of test/fixtures/data.sql. */
export const QUESTIONS = {
  plain: { select: ['tasks'], range: { from: '2026-03-02', through: '2026-03-08' }, grain: 'DAY' },
  compared: {
    select: ['tasks', 'task_error_rate'],
    range: { last: 2, unit: 'WEEK' },
    grain: 'DAY',
    compare: { previousPeriod: true },
    timeZone: 'Asia/Tokyo',
  },
  grouped: {
    select: ['tasks'],
    range: { from: '2026-03-02', through: '2026-03-08' },
    grain: 'DAY',
    groupBy: ['task_type'],
    top: { n: 2, by: 'tasks', others: true },
  },
  // With all that a shell, TypeScript or Python would read as its own.
  filtered: {
    select: ['tasks'],
    range: { from: '2026-03-02', through: '2026-03-08' },
    grain: 'DAY',
    where: { or: [{ task_type: { eq: 'text' } }, { task_type: { eq: `it's "$HOME" \`id\` \\ 中文 \${x}` } }] },
  },
} as const satisfies Record<string, SeriesArguments>;
