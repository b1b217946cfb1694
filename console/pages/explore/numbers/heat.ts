import type { Answer } from '../../../questions/useSeries';

/**
 * Returns a function that gives the heat of a number, from 0 to 1, between the least and the
 * greatest number of its metric in the answer. Groups of one metric are on one scale.
 */
export function heatOf({ series }: Pick<Answer, 'series'>): (column: number, row: number) => number | null {
  const scales = new Map<string, { least: number; greatest: number }>();
  for (const { metric, values } of series) {
    const scale = scales.get(metric.key) ?? { least: Infinity, greatest: -Infinity };
    for (const value of values) {
      if (value === null) continue;
      scale.least = Math.min(scale.least, value);
      scale.greatest = Math.max(scale.greatest, value);
    }
    scales.set(metric.key, scale);
  }
  return (column, row) => {
    const { metric, values } = series[column]!;
    const value = values[row] ?? null;
    const { least, greatest } = scales.get(metric.key)!;
    if (value === null || least === greatest) return null;
    return (value - least) / (greatest - least);
  };
}
