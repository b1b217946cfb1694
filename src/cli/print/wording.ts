import type { AnswerRow, Cell } from '../../answer/answer';
import { formatNumber } from '../../answer/format';
import type { QueryFrame } from '../../query/query';
import { languageOf, NO_VALUE_LABEL } from '../../model/words/language';
import type { Registry } from '../../model/registry';
import type { GridCell } from './grid';
import { onOneLine } from './textWidth';
import type { Text } from '../../model/text';

/** The words of one answer, in the language of the person who reads it. */
export interface Wording {
  readonly metric: (key: string) => string;
  readonly dimension: (key: string) => string;
  /** A value of a dimension; null is the group without one. */
  readonly value: (dimension: string, value: string | null) => GridCell;
  readonly number: (metric: string, cell: Cell) => GridCell;
  /** How much more it is than what it is compared with, relatively; of percentages the points. */
  readonly change: (metric: string, cell: Cell) => GridCell;
  /** The group of all others. */
  readonly others: GridCell;
}

/** What there is, beside labels. */
const WORDS = {
  none: NO_VALUE_LABEL,
  others: { en: '(others)', zh: '（其他）' },
  empty: { en: '(empty)', zh: '（空）' },
} satisfies Record<string, Text>;

/** The locale decides how numbers are written, and which of the registry's languages labels are in. */
export function wordingOf({ metrics, dimensions }: Registry, locale: string): Wording {
  const language = languageOf(locale);
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
    change: (metric, { change, difference }) => {
      const { unit } = metrics.get(metric)!;
      const part = unit.kind === 'percent' ? 'difference' : 'change';
      const decimal = part === 'difference' ? difference : change;
      return decimal === null ? { text: '–', dim: true } : { text: formatNumber(decimal, part, unit, locale) };
    },
    others: { text: WORDS.others[language], dim: true },
  };
}

/** A group: the labels of its values, in the order of `groupBy`. */
export function groupCells(
  { groupBy, top }: Grouping,
  row: Pick<AnswerRow, 'by' | 'others'>,
  wording: Wording,
): GridCell[] {
  return groupBy.map((dimension) =>
    row.others && top?.of.includes(dimension) ? wording.others : wording.value(dimension, row.by[dimension]!),
  );
}

/** The same in words. */
export function groupText(grouping: Grouping, row: Pick<AnswerRow, 'by' | 'others'>, wording: Wording): string {
  return groupCells(grouping, row, wording)
    .map(({ text }) => text)
    .join(' · ');
}

type Grouping = Pick<QueryFrame, 'groupBy' | 'top'>;
