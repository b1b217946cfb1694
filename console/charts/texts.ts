import type { Answer, Series } from '../questions/useSeries';
import type { Words } from '../words/en';

/** Returns the label of a bucket, with a word if it still runs. */
export function pointLabel(answer: Answer, index: number, words: Words): string {
  const bucket = answer.buckets[index]!;
  return bucket.complete ? bucket.label : `${bucket.label} (${words.value.runningShort})`;
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
