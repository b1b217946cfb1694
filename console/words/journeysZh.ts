import type { Words } from './en';

/** The words that the pages about journeys share, in Chinese. */
export const journeysZh: Words['journeys'] = {
  title: '用户旅程',
  searchMetrics: '搜索以人数等计的指标',
  differs: '计数对象不同',
};
