import type { Words } from './en';

/** What each warning of an answer means, in Chinese. */
export const warningZh: Words['pictures']['warning'] = {
  RANGE_WIDENED: '指标按完整的时间段计算，因此数字覆盖的时间比所选范围更长。',
  STILL_RUNNING: '最后一个时间段尚未结束，尚未活跃的都仍计算在内。',
  KEY_NOT_PROVEN: '某张表中可能有两行的键相同，此时部分数据会被重复计算。',
  NO_DATA_BEFORE: '数据的起始时间晚于所选范围，之前的 0 可能表示当时还没有记录数据。',
  FIRST_ROW_UNKNOWN: '网关不知道数据从何时开始，较早的 0 可能是缺少数据。',
  NO_DATA_AFTER: '数据的结束时间早于所选范围，之后的 0 可能表示不再记录数据。',
  LAST_ROW_UNKNOWN: '网关不知道数据到何时结束，较晚的 0 可能是缺少数据。',
  NOT_EXPLAINED: '本期或上期没有数值，无法拆分变化。',
};
