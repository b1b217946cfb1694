import type { NotExplained, WrittenPeriod } from '../warning';
import { firstNames, type MetricNaming, type WarningWords } from './words';

/** Warnings in Chinese. */
export const zh: WarningWords = {
  rangeWidened: ({ requested, counted }) =>
    `所选时间范围为 ${period(requested)}，其时间段覆盖更长：各行与合计均为 ${period(counted)} 的数字。`,
  metricWidened: ({ metric, measured, isTotal, isComparison }, named) => {
    const what = `“${named(metric)}”${isTotal ? '的合计' : ''}${isComparison ? '的对比值' : ''}`;
    return `${what}按指标自身粒度的完整时间段计算，即 ${period(measured)}。`;
  },
  stillRunning: ({ metric }, named) => `“${named(metric)}”的最后一个时间段尚未结束，其中尚未活跃的都仍计算在内。`,
  keyNotProven: ({ table, primaryKey, problem }) => {
    const key = `（${primaryKey.join(', ')}）`;
    const consequence = '属于这类行的数据会被重复计算。';
    if (problem === null) return `表 ${table} 有多行的键${key}相同，${consequence}`;
    return `表 ${table} 可能有多行的键${key}相同：没有唯一索引保证，检查也未成功（${problem}）。若有，${consequence}`;
  },
  noDataBefore: ({ metrics, table, first }, named) =>
    `${readers(metrics, named)}读取表 ${table}，该表${first === null ? '尚无数据' : `在 ${first} 之前没有数据`}。`,
  firstRowUnknown: ({ problem }) => `网关未能检查整个时间范围是否都有数据：${problem}`,
  noDataAfter: ({ metrics, table, newest }, named) =>
    `${readers(metrics, named)}读取表 ${table}，该表在 ${newest} 之后没有数据。`,
  lastRowUnknown: ({ problem }) => `网关未能检查数据是否持续到时间范围结束：${problem}`,
  notExplained: ({ metric, status }, named) =>
    `无法解释“${named(metric)}”的变化：${status === null ? '对比时段没有可显示的数字' : MISSING[status]}。`,
};

const MISSING: { readonly [S in NonNullable<NotExplained['status']>]: string } = {
  NO_DATA: '所选时间范围内没有数据',
  DIVIDE_BY_ZERO: '所选时间范围内分母为 0',
  SUPPRESSED: '所涉及的人数过少，数字不予显示',
};

function period({ start, end }: WrittenPeriod): string {
  return `${start} 至 ${end}`;
}

/** `“a”`, `“a”、“b”`, `“a”、“b”、“c”等 12 个指标`. */
function readers(metrics: readonly string[], named: MetricNaming): string {
  const { names, more } = firstNames(metrics, named);
  const listed = names.map((name) => `“${name}”`).join('、');
  return more > 0 ? `${listed}等 ${metrics.length} 个指标` : listed;
}
