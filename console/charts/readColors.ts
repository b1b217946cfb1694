import { token } from '../theme';
import type { Colors } from './colors';

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
