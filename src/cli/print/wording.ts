import type { AnswerRow, Cell } from '../../answer/answer';
import { formatNumber, formatRate } from '../../answer/format';
import { formatDuration } from '../../answer/formatDuration';
import type { QueryFrame } from '../../query/query';
import { EMPTY_TEXT_LABEL, languageOf, NO_VALUE_LABEL, textIn, type OwnWords } from '../../model/words/language';
import { valueLabel } from '../../model/words/valueLabel';
import type { Registry } from '../../model/registry';
import type { GridCell } from './grid';
import { onOneLine } from './textWidth';

/** Writes the labels and numbers of an answer in one language. */
export interface Wording {
  readonly metric: (key: string) => string;
  readonly dimension: (key: string) => string;
  /** A value of a dimension. Null is the group without a value. */
  readonly value: (dimension: string, value: string | null) => GridCell;
  readonly number: (metric: string, cell: Cell) => GridCell;
  /** The relative change from the comparison period. For percentages: the difference in points. */
  readonly change: (metric: string, cell: Cell) => GridCell;
  /** A number of a change, or a difference with its sign. Null is no number. */
  readonly part: (metric: string, decimal: string | null, part: 'value' | 'difference') => GridCell;
  /** A share of entities: 0.25 is `25%`. */
  readonly rate: (rate: number) => string;
  /** Elapsed time: `3 hr 20 min`. */
  readonly elapsed: (seconds: number) => string;
  /** The Others group. */
  readonly others: GridCell;
}

/** Words that are not labels of the registry. */
const WORDS = {
  none: NO_VALUE_LABEL,
  others: { en: '(others)', zh: '（其他）' },
  empty: EMPTY_TEXT_LABEL,
} satisfies Record<string, OwnWords>;

/** The locale selects the number format, and the text of the registry's labels. */
export function wordingOf({ metrics, dimensions }: Registry, locale: string): Wording {
  const language = languageOf(locale);
  return {
    metric: (key) => onOneLine(textIn(metrics.get(key)!.label, locale)),
    dimension: (key) => onOneLine(textIn(dimensions.get(key)!.label, locale)),
    value: (dimension, value) => {
      if (value === null) return { text: WORDS.none[language], dim: true };
      if (value === '') return { text: WORDS.empty[language], dim: true };
      return { text: onOneLine(valueLabel(dimensions.get(dimension)!, value, locale)) };
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
    part: (metric, decimal, part) =>
      decimal === null
        ? { text: '–', dim: true }
        : { text: formatNumber(decimal, part, metrics.get(metric)!.unit, locale) },
    rate: (rate) => formatRate(rate, locale),
    elapsed: (seconds) => formatDuration(seconds, locale),
    others: { text: WORDS.others[language], dim: true },
  };
}

/** Returns a group as the labels of its values, in the order of `groupBy`. */
export function groupCells(
  { groupBy, top }: Grouping,
  row: Pick<AnswerRow, 'by' | 'others'>,
  wording: Wording,
): GridCell[] {
  return groupBy.map((dimension) =>
    row.others && top?.of.includes(dimension) ? wording.others : wording.value(dimension, row.by[dimension]!),
  );
}

/** Returns a group as one text. */
export function groupText(grouping: Grouping, row: Pick<AnswerRow, 'by' | 'others'>, wording: Wording): string {
  return groupCells(grouping, row, wording)
    .map(({ text }) => text)
    .join(' · ');
}

type Grouping = Pick<QueryFrame, 'groupBy' | 'top'>;
