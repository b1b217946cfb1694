import type { Answer } from '../../../questions/useSeries';
import type { Sort } from '../state/state';

/** Returns the positions of the buckets in an order. Missing numbers always come last. */
export function sortedRows({ buckets, series }: Pick<Answer, 'buckets' | 'series'>, sort: Sort): readonly number[] {
  const rows = buckets.map((_, index) => index);
  if (sort.column === 'time') return sort.isDescending ? rows.reverse() : rows;
  const values = series[sort.column]?.values;
  if (values === undefined) return rows;
  const sign = sort.isDescending ? -1 : 1;
  return rows.sort((one, other) => {
    const [a, b] = [values[one] ?? null, values[other] ?? null];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (a - b);
  });
}

/** Returns the order after a press on the head of a column: greatest first, then turned around. */
export function nextSort(sort: Sort, column: Sort['column']): Sort {
  if (sort.column !== column) return { column, isDescending: column !== 'time' };
  return { column, isDescending: !sort.isDescending };
}
