import type { Grain } from '../../../time/grain';
import { matchKind } from '../../byKind';
import type { Activity, Movement, Statistic, Window } from '../../measure';
import { scaled, type MeasuredAmount } from './amount';
import type { Phrases } from './phrases';

/** Definitions in English. */
export const en: Phrases = {
  measures: {
    count: ({ table, at, lag }, grain) => `rows of ${table} by ${at}${before(lag, grain)}`,
    sum: (measure, grain) => `${amount(measure)} of ${measure.table} by ${measure.at}${before(measure.lag, grain)}`,
    distinct: (measure, grain) =>
      `${amount(measure)} of ${measure.table} by ${measure.at}${before(measure.lag, grain)}`,
    first: (measure) => `${amount(measure)} of ${measure.table}, each at its first row ever by ${measure.at}`,
    rolling: (measure, grain) =>
      `${amount(measure)} of ${measure.table} by ${measure.at} ${windowWords(measure.window, grain)}`,
    statistic: (measure, grain) => {
      const { table, at, per, fn, fraction } = measure;
      const totals = per === null ? '' : `, added up for each ${per} and ${grain},`;
      return `${STATISTICS[fn](fraction)} of ${scaled(measure)}${totals} of ${table} by ${at}`;
    },
    snapshot: (measure, grain) => {
      const { table, moment, from, until } = measure;
      return `${amount(measure)} of ${table} active at the ${moment} of the ${grain}, from ${from} until ${until}`;
    },
    movement: (measure) => {
      const { from, until } = measure;
      return `${movementWords(measure)} between the open and the close of the bucket, active from ${from} until ${until}`;
    },
    return: (measure, grain) => {
      const { table, at, lag, within } = measure;
      const cohort = `${amount(measure)} of ${table} by ${at}${before(lag, grain)}`;
      return `${cohort}, that have a row of ${choice(within.map((one) => one.table))} in the ${grain} itself`;
    },
    activity: (measure, grain) => {
      const { table, at, is } = measure;
      return `${amount(measure)} of ${table} by ${at} that ${ACTIVITIES[is](grain)}`;
    },
  },
  conditions: {
    in: (subject, values) => `${subject} is ${choice(values)}`,
    notIn: (subject, values) => `${subject} ${values.length === 1 ? 'is not' : 'is none of'} ${values.join(', ')}`,
    null: (subject) => `${subject} is null`,
    notNull: (subject) => `${subject} is not null`,
    gt: (subject, value) => `${subject} is greater than ${value}`,
    gte: (subject, value) => `${subject} is at least ${value}`,
    lt: (subject, value) => `${subject} is less than ${value}`,
    lte: (subject, value) => `${subject} is at most ${value}`,
    contains: (subject, text) => `${subject} contains ${text}`,
    startsWith: (subject, text) => `${subject} starts with ${text}`,
    endsWith: (subject, text) => `${subject} ends with ${text}`,
    ignoringCase: (condition) => `${condition} (ignoring case)`,
    not: (condition) => `not (${condition})`,
    all: (conditions) => (conditions.length === 0 ? 'always' : conditions.join(' and ')),
    any: (conditions) => (conditions.length === 0 ? 'never' : conditions.join(' or ')),
    group: (condition) => `(${condition})`,
  },
  measureWhere: (measure, condition) => `${measure}, where ${condition}`,
  metricWhere: (metric, condition) => `${metric} where ${condition}`,
  renamedTo: (key) => `Renamed to ${key}`,
};

/** `distinct user_id`, `sum of price × 0.01` or `rows`. */
function amount({ entity = null, column = null, factor = '1' }: MeasuredAmount): string {
  if (entity !== null) return `distinct ${entity}`;
  return column === null ? 'rows' : `sum of ${scaled({ column, factor })}`;
}

const ACTIVITIES: { readonly [I in Activity['is']]: (grain: Grain) => string } = {
  new: (grain) => `are active in the ${grain} and never before`,
  retained: (grain) => `are active in the ${grain} and in the ${grain} before`,
  resurrected: (grain) => `are active in the ${grain}, not in the ${grain} before, but earlier`,
  dormant: (grain) => `are active in the ${grain} before, but not in the ${grain} itself`,
};

/** `, 7 days before`; empty for rows of the bucket itself. */
function before(lag: number, grain: Grain): string {
  return lag === 0 ? '' : `, ${units(lag, grain)} before`;
}

/** `1 day`, `7 days`. */
function units(count: number, unit: Grain): string {
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}

/** `a`, `a or b`, `a, b or c`. */
function choice(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? 'nothing';
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function windowWords(window: Window, grain: Grain): string {
  return matchKind<Window, string, []>(window, {
    last: ({ last, unit }) => `in the ${units(last, unit)} ending with the ${grain}`,
    since: ({ unit }) => (unit === 'beginning' ? 'since the beginning' : `since the start of the ${unit}`),
  });
}

/** The percentile 0.5 is the median. */
const STATISTICS: { readonly [F in Statistic['fn']]: (fraction: string | null) => string } = {
  avg: () => 'mean',
  min: () => 'minimum',
  max: () => 'maximum',
  percentile: (fraction) => (fraction === '0.5' ? 'median' : `percentile ${fraction}`),
  discretePercentile: (fraction) => (fraction === '0.5' ? 'discrete median' : `discrete percentile ${fraction}`),
};

const AMOUNTS: { readonly [M in Movement['movement']]: string } = {
  new: 'what is new in',
  reactivated: 'what is back in',
  expansion: 'what is added to',
  contraction: 'what is taken off',
  churned: 'what is gone from',
  net: 'net change of',
};
const ENTITIES: { readonly [M in Exclude<Movement['movement'], 'net'>]: string } = {
  new: 'are new',
  reactivated: 'are back',
  expansion: 'have more rows',
  contraction: 'have fewer rows',
  churned: 'are gone',
};

function movementWords(measure: Movement): string {
  const { movement, counts, entity, table } = measure;
  if (counts === 'amounts') {
    return `${AMOUNTS[movement]} the ${amount({ ...measure, entity: null })} of ${table} by ${entity},`;
  }
  if (movement === 'net') return `net change of the distinct ${entity} of ${table}`;
  return `distinct ${entity} of ${table} that ${ENTITIES[movement]}`;
}
