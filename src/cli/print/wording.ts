import type { Cell } from '../../answer/answer';
import { formatNumber } from '../../answer/format';
import type { MetricQuery } from '../../query/query';
import type { Registry, Text } from '../../registry/registry';
import type { GridCell } from './grid';
import { onOneLine } from './textWidth';

/** The words of one answer, in the language of the person who reads it. */
export interface Wording {
  readonly metric: (key: string) => string;
  readonly dimension: (key: string) => string;
  /** A value of a dimension; null is the group without one. */
  readonly value: (dimension: string, value: string | null) => GridCell;
  readonly number: (metric: string, cell: Cell) => GridCell;
}

/** What there is, beside labels. */
const WORDS = {
  none: { en: '(none)', zh: '（无）' },
  empty: { en: '(empty)', zh: '（空）' },
} satisfies Record<string, Text>;

/** The locale decides how numbers are written, and which of the registry's languages labels are in. */
export function wordingOf({ metrics, dimensions }: Registry, locale: string): Wording {
  const language = /^zh\b/i.test(locale) ? 'zh' : 'en';
  return {
    metric: (key) => onOneLine(metrics.get(key)!.label[language]),
    dimension: (key) => onOneLine(dimensions.get(key)!.label[language]),
    value: (dimension, value) => {
      if (value === null) return { text: WORDS.none[language], dim: true };
      if (value === '') return { text: WORDS.empty[language], dim: true };
      return { text: onOneLine(dimensions.get(dimension)!.values.get(value)?.[language] ?? value) };
    },
    number: (metric, { decimal, status }) => {
      if (decimal !== null) return { text: formatNumber(decimal, 'value', metrics.get(metric)!.unit, locale) };
      return { text: status === 'DIVIDE_BY_ZERO' ? '÷0' : '–', dim: true };
    },
  };
}

/** A group in words: the labels of its values, in the order of `groupBy`. */
export function groupText(
  { groupBy }: Pick<MetricQuery, 'groupBy'>,
  by: Readonly<Record<string, string | null>>,
  wording: Wording,
): string {
  return groupBy.map((dimension) => wording.value(dimension, by[dimension]!).text).join(' · ');
}
