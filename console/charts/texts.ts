import type { MetricGrain } from '../questions/documents';
import type { Answer, Series } from '../questions/useSeries';
import type { Words } from '../words/en';

/** Returns the bucket that has begun and is not over, if the answer has one. */
export function runningBucket({ buckets, meta }: Answer): Answer['buckets'][number] | undefined {
  return buckets.find((bucket) => isRunning(bucket, meta.asOf));
}

function isRunning({ complete, start }: Answer['buckets'][number], asOf: string): boolean {
  return !complete && Date.parse(start) <= Date.parse(asOf);
}

/** Returns the label of a bucket, with a word if it still runs. */
export function pointLabel(answer: Answer, index: number, words: Words): string {
  const bucket = answer.buckets[index]!;
  return isRunning(bucket, answer.meta.asOf) ? `${bucket.label} (${words.value.runningShort})` : bucket.label;
}

const HOUR = 3_600_000;
/** The longest bucket of each grain in hours. A day, and each unit above it, may gain an hour. */
const LONGEST: readonly (readonly [MetricGrain, number])[] = [
  ['HOUR', 1],
  ['DAY', 25],
  ['WEEK', 7 * 24 + 1],
  ['MONTH', 31 * 24 + 1],
  ['QUARTER', 92 * 24 + 1],
];

/** Returns the grain of a bucket, by its length. */
export function grainOfBucket({ start, end }: Pick<Answer['buckets'][number], 'start' | 'end'>): MetricGrain {
  const hours = (Date.parse(end) - Date.parse(start)) / HOUR;
  return LONGEST.find(([, longest]) => hours <= longest)?.[0] ?? 'YEAR';
}

/** Returns the name of a series and its text at a position. */
export function pointText(series: Series, index: number, words: Words): string {
  const text = valueText(series, index, words);
  const before = series.previousFormatted?.[index];
  return `${series.label}: ${text}${before === null || before === undefined ? '' : ` (${words.value.previous(before)})`}`;
}

/** Returns the text of a value, or the reason why there is none. */
export function valueText(series: Series, index: number, { value }: Words): string {
  const text = series.formatted[index];
  if (text !== null && text !== undefined) return text;
  const status = series.statuses[index];
  if (status === 'SUPPRESSED') return value.suppressed;
  return status === 'DIVIDE_BY_ZERO' ? value.divideByZero : value.noData;
}
