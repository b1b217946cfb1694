import type { Words } from './en';

/** The words of the page /why in Chinese. */
export const whyZh: Words['why'] = {
  title: '为什么变化？',
  intro: '与上一时间段相比，数值的变化由哪些分组构成。',
  link: '为什么变化？',
  metric: '指标',
  searchMetrics: '搜索变化可拆分的指标',
  none: '您可见的指标都不能按分组相加，因此没有可以解释变化的部分。',
  instead: (previous: string) => `上期为 ${previous}`,
  by: (dimension: string) => `按${dimension}`,
  before: '上期',
  now: '本期',
  contribution: '对变化的贡献',
  rate: '比率变化',
  mix: '占比变化',
};
