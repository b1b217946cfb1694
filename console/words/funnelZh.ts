import type { Words } from './en';

/** The words of the page /funnel in Chinese. */
export const funnelZh: Words['funnel'] = {
  title: '漏斗',
  intro: '在限定时间内，依次完成各步的人数。',
  step: (number: number) => `第 ${number} 步`,
  remove: (number: number) => `移除第 ${number} 步`,
  add: '添加一步',
  within: '全部步骤的时限',
  unit: '单位',
  units: { MINUTE: '分钟', HOUR: '小时', DAY: '天', WEEK: '周' },
  entered: '进入时间',
  groupBy: '分组',
  noGroups: '不分组',
  groups: (dimension: string) => `按${dimension}的各步`,
  ofFirst: (rate: string) => `占第一步的 ${rate}`,
  ofPrevious: (rate: string) => `占上一步的 ${rate}`,
  median: (time: string) => `其中一半在 ${time} 内完成`,
  running: '部分进入者的时限尚未结束，后续步骤的数值仍会增加。',
  none: '您可见的指标中没有两个以同一对象（例如用户）计数，漏斗需要这样的指标。',
  nobody: '这段时间内没有人完成第一步，可以选择更长的时间范围。',
};
