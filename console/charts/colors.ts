import { token } from '../theme';

/** The colours of a picture in the shown theme. */
export interface Colors {
  readonly series: readonly string[];
  readonly others: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly surface: string;
  readonly accent: string;
  /** The font, because a canvas does not inherit it. */
  readonly font: string;
}

const SERIES = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** Reads theme.css, so call it again when the theme changes. */
export function readColors(): Colors {
  return {
    series: SERIES.map((index) => token(`--series-${index}`)),
    others: token('--series-others'),
    ink: token('--ink'),
    quiet: token('--ink-2'),
    line: token('--line'),
    surface: token('--surface'),
    accent: token('--accent'),
    font: token('--font'),
  };
}

/** The colour of the series at a position. */
export function colorOf(colors: Colors, index: number, isOthers: boolean): string {
  return isOthers ? colors.others : colors.series[index % colors.series.length]!;
}
