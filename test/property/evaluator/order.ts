import type { MetricQuery } from '../../../src/query/query';
import type { Dimensions } from './dimensions';
import type { EvaluatedRow } from './evaluated';
import { compare, parse } from './exact';

/** The total order of the rows: what was asked, then time, then the group's keys in the order of `groupBy`. */
export function ordered(rows: readonly EvaluatedRow[], query: MetricQuery, dimensions: Dimensions): EvaluatedRow[] {
  const keys = [
    ...query.orderBy,
    { key: 'TIME', direction: 'asc' as const },
    ...query.groupBy.map((key) => ({ key, direction: 'asc' as const })),
  ];
  return [...rows].sort((a, b) => {
    for (const { key, direction } of keys) {
      const order = byKey(key, a, b, query, dimensions, direction === 'asc' ? 1 : -1);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function byKey(
  key: string,
  a: EvaluatedRow,
  b: EvaluatedRow,
  query: MetricQuery,
  dimensions: Dimensions,
  sign: 1 | -1,
): number {
  if (key === 'TIME') return sign * (a.time.start - b.time.start);
  if (query.metrics.includes(key)) {
    const number = (row: EvaluatedRow) => row.cells[key]?.decimal ?? null;
    return nullLast(number(a), number(b), (left, right) => sign * compare(parse(left), parse(right)));
  }
  return nullLast(a.by[key] ?? null, b.by[key] ?? null, (left, right) => sign * dimensions.order(key, left, right));
}

/** Null comes last, whatever the direction. */
function nullLast(a: string | null, b: string | null, compareKnown: (a: string, b: string) => number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareKnown(a, b);
}
