import type { Grain } from '../../../time/grain';
import { matchKind } from '../../byKind';
import type { Activity, Movement, Statistic, Window } from '../../measure';
import { scaled, type MeasuredAmount } from './amount';
import type { Phrases } from './phrases';
import { spaced } from './spaced';

/** Definitions in Chinese. */
export const zh: Phrases = {
  measures: {
    count: ({ table, at, lag }, grain) => spaced`${table} 的行数，${by(at)}${before(lag, grain)}`,
    sum: (measure, grain) => spaced`${amount(measure)}，${by(measure.at)}${before(measure.lag, grain)}`,
    distinct: (measure, grain) => spaced`${amount(measure)}，${by(measure.at)}${before(measure.lag, grain)}`,
    first: (measure) => spaced`${amount(measure)}，每个只在其首行计一次，${by(measure.at)}`,
    rolling: (measure, grain) => spaced`${amount(measure)}，${by(measure.at)}，${windowWords(measure.window, grain)}`,
    statistic: (measure, grain) => {
      const { table, at, per, fn, fraction } = measure;
      const totals = per === null ? '' : spaced`，先按每个 ${per} 和${GRAINS[grain]}求和`;
      return spaced`${table} 中 ${scaled(measure)} 的${STATISTICS[fn](fraction)}${totals}，${by(at)}`;
    },
    snapshot: (measure, grain) => {
      const { moment, from, until } = measure;
      const at = moment === 'open' ? '开始' : '结束';
      return spaced`${amount(measure)}，只计${CURRENT[grain]}${at}时有效的行，${validity(from, until)}`;
    },
    movement: (measure) => {
      const { from, until } = measure;
      return spaced`${movementWords(measure)}，比较时间段开始与结束时有效的行，${validity(from, until)}`;
    },
    return: (measure, grain) => {
      const { at, lag, within } = measure;
      const tables = choice(within.map((one) => one.table));
      return spaced`${amount(measure)}，${by(at)}${before(lag, grain)}，只计在${CURRENT[grain]}有 ${tables} 数据的`;
    },
    activity: (measure, grain) => spaced`${amount(measure)}，${by(measure.at)}，只计${ACTIVITIES[measure.is](grain)}的`,
  },
  conditions: {
    in: (subject, values) => spaced`${subject}为${choice(values)}`,
    notIn: (subject, values) =>
      values.length === 1
        ? spaced`${subject}不为${values[0]!}`
        : spaced`${subject}不为${values.join('、')}中的任何一个`,
    null: (subject) => spaced`${subject}为空`,
    notNull: (subject) => spaced`${subject}不为空`,
    gt: (subject, value) => spaced`${subject}大于${value}`,
    gte: (subject, value) => spaced`${subject}不小于${value}`,
    lt: (subject, value) => spaced`${subject}小于${value}`,
    lte: (subject, value) => spaced`${subject}不大于${value}`,
    contains: (subject, text) => spaced`${subject}包含${text}`,
    startsWith: (subject, text) => spaced`${subject}以${text}开头`,
    endsWith: (subject, text) => spaced`${subject}以${text}结尾`,
    ignoringCase: (condition) => `${condition}（不区分大小写）`,
    not: (condition) => `非（${condition}）`,
    all: (conditions) => (conditions.length === 0 ? '始终成立' : listed(conditions, '，且')),
    any: (conditions) => (conditions.length === 0 ? '永不成立' : listed(conditions, '，或')),
    group: (condition) => `（${condition}）`,
  },
  measureWhere: (measure, condition) => `${measure}；条件：${condition}`,
  metricWhere: (metric, condition) => `${metric}；条件：${condition}`,
  renamedTo: (key) => spaced`已更名为 ${key}`,
};

const GRAINS: { readonly [G in Grain]: string } = {
  hour: '小时',
  day: '天',
  week: '周',
  month: '月',
  quarter: '季度',
  year: '年',
};
const CURRENT: { readonly [G in Grain]: string } = {
  hour: '当前小时',
  day: '当天',
  week: '当周',
  month: '当月',
  quarter: '当季度',
  year: '当年',
};

function by(column: string): string {
  return spaced`按 ${column} 归入时间段`;
}

function validity(from: string, until: string): string {
  return spaced`有效期为 ${from} 至 ${until}`;
}

function amount({
  table,
  entity = null,
  column = null,
  factor = '1',
}: MeasuredAmount & { readonly table: string }): string {
  if (entity !== null) return spaced`${table} 中去重后的 ${entity} 数`;
  return column === null ? spaced`${table} 的行数` : spaced`${table} 中 ${scaled({ column, factor })} 之和`;
}

const ACTIVITIES: { readonly [I in Activity['is']]: (grain: Grain) => string } = {
  new: (grain) => `${CURRENT[grain]}活跃且此前从未活跃`,
  retained: (grain) => spaced`${CURRENT[grain]}活跃且前${units(1, grain)}也活跃`,
  resurrected: (grain) => spaced`${CURRENT[grain]}活跃、前${units(1, grain)}不活跃、但更早活跃过`,
  dormant: (grain) => spaced`前${units(1, grain)}活跃而${CURRENT[grain]}不活跃`,
};

function before(lag: number, grain: Grain): string {
  return lag === 0 ? '' : `，取 ${units(lag, grain)}前的数据`;
}

/** `7 天`, `3 个月`. */
function units(count: number, unit: Grain): string {
  const measureWord = unit === 'month' || unit === 'quarter' ? '个' : '';
  return `${count} ${measureWord}${GRAINS[unit]}`;
}

/** `a`, `a 或 b`, `a、b 或 c`. */
function choice(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? '无';
  return spaced`${names.slice(0, -1).join('、')}或${names.at(-1)!}`;
}

function listed(conditions: readonly string[], link: string): string {
  return conditions.reduce((text, condition) => spaced`${text}${link}${condition}`);
}

function windowWords(window: Window, grain: Grain): string {
  return matchKind<Window, string, []>(window, {
    last: ({ last, unit }) => `取截至${CURRENT[grain]}的 ${units(last, unit)}`,
    since: ({ unit }) => (unit === 'beginning' ? '取有数据以来的全部' : `取${CURRENT[unit]}开始以来的`),
  });
}

/** The percentile 0.5 is the median. */
const STATISTICS: { readonly [F in Statistic['fn']]: (fraction: string | null) => string } = {
  avg: () => '平均值',
  min: () => '最小值',
  max: () => '最大值',
  percentile: (fraction) => (fraction === '0.5' ? '中位数' : spaced`${fraction!} 分位数`),
  discretePercentile: (fraction) => (fraction === '0.5' ? '离散中位数' : spaced`离散 ${fraction!} 分位数`),
};

const AMOUNTS: { readonly [M in Movement['movement']]: string } = {
  new: '新增部分',
  reactivated: '恢复部分',
  expansion: '增加部分',
  contraction: '减少部分',
  churned: '流失部分',
  net: '净变化',
};
const ENTITIES: { readonly [M in Exclude<Movement['movement'], 'net'>]: string } = {
  new: '新出现的',
  reactivated: '恢复的',
  expansion: '行数增加的',
  contraction: '行数减少的',
  churned: '流失的',
};

function movementWords(measure: Movement): string {
  const { movement, counts, entity, table } = measure;
  if (counts === 'amounts') {
    return spaced`${amount({ ...measure, entity: null })}按每个 ${entity} 的${AMOUNTS[movement]}`;
  }
  if (movement === 'net') return spaced`${amount({ table, entity })}的净变化`;
  return spaced`${table} 中${ENTITIES[movement]} ${entity} 数（去重）`;
}
