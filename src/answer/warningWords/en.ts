import type { NotExplained, WrittenPeriod } from '../warning';
import { firstNames, type MetricNaming, type WarningWords } from './words';

/** Warnings in English. */
export const en: WarningWords = {
  rangeWidened: ({ requested, counted }) =>
    `The range is ${period(requested)}. Its buckets cover more: rows and totals are those of ${period(counted)}.`,
  metricWidened: ({ metric, measured, isTotal, isComparison }, named) => {
    const name = `"${named(metric)}"`;
    const plain = isTotal ? `The total of ${name}` : name;
    const compared = `What ${isTotal ? 'the total of ' : ''}${name} is compared with`;
    const what = isComparison ? compared : plain;
    return `${what} is measured over whole buckets of its own grain, from ${period(measured)}.`;
  },
  stillRunning: ({ metric }, named) =>
    `The last bucket of "${named(metric)}" is not over: everybody who is not active in it yet still counts.`,
  keyNotProven: ({ table, primaryKey, problem }) => {
    const key = `(${primaryKey.join(', ')})`;
    const consequence = 'Rows that belong to such a row count more than once.';
    if (problem === null) return `Several rows of "${table}" have the same key ${key}. ${consequence}`;
    const reason = `no unique index proves it unique, and counting failed. ${problem}`;
    return `Several rows of "${table}" may have the same key ${key}: ${reason} ${consequence}`;
  },
  noDataBefore: ({ metrics, table, first }, named) =>
    `${readers(metrics, named)} ${table}, which has no data ${first === null ? 'yet' : `before ${first}`}.`,
  firstRowUnknown: ({ problem }) => `The gateway could not check whether there is data for the whole range: ${problem}`,
  noDataAfter: ({ metrics, table, newest }, named) =>
    `${readers(metrics, named)} ${table}, which has no data after ${newest}.`,
  lastRowUnknown: ({ problem }) =>
    `The gateway could not check whether there is data up to the end of the range: ${problem}`,
  notExplained: ({ metric, status }, named) => {
    const name = `"${named(metric)}"`;
    if (status === null) return `Nothing explains the change of ${name}: its comparison period has no number to show.`;
    return `Nothing explains the change of ${name}: ${MISSING[status]}.`;
  },
};

const MISSING: { readonly [S in NonNullable<NotExplained['status']>]: string } = {
  NO_DATA: 'it has no data in the range',
  DIVIDE_BY_ZERO: 'it divides by 0 in the range',
  SUPPRESSED: 'its number rests on too few people',
};

function period({ start, end }: WrittenPeriod): string {
  return `${start} to ${end}`;
}

/** `"a" reads`, `"a" and "b" read`, `"a", "b", "c" and 9 more read`. */
function readers(metrics: readonly string[], named: MetricNaming): string {
  const { names, more } = firstNames(metrics, named);
  const parts = [...names.map((name) => `"${name}"`), ...(more > 0 ? [`${more} more`] : [])];
  if (parts.length === 1) return `${parts[0]!} reads`;
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)} read`;
}
