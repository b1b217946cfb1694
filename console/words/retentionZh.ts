import type { Words } from './en';

/** The words of the page /retention in Chinese. */
export const retentionZh: Words['retention'] = {
  title: '留存',
  intro: '某一时段开始的人，之后各时段有多少回来。',
  link: '他们会回来吗？',
  cohort: '谁开始',
  returning: '怎样算回来',
  none: '您可见的指标都不以用户等对象计数，留存分析需要这样的指标。',
  period: '时段',
  periods: '之后的时段数',
  mode: '计算方式',
  modes: { ON: '在该时段回来', ON_OR_AFTER: '在该时段或之后回来' },
  cohorts: '群组',
  size: '人数',
  all: '全部群组',
  table: (cohort: string, returning: string) => `${cohort}：之后有多少回来（${returning}）`,
  running: '虚线：该时段尚未结束，数值仍会变化。',
  notBegun: '尚未开始',
};
