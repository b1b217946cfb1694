import type { MetricQuery, Order } from '../../../src/query/query';
import type { Dimensions } from './dimensions';
import type { EvaluatedRow } from './evaluated';
import { compare, parse } from './exact';

/** The total order of the rows: what was asked, then time, then the group's keys in the order of `groupBy`. */
export function ordered(rows: readonly EvaluatedRow[], query: MetricQuery, dimensions: Dimensions): EvaluatedRow[] {
  const keys = [...query.orderBy, ...['TIME', ...query.groupBy].map(ascending)];
  return [...rows].sort((a, b) => {
    for (const key of keys) {
      const order = byKey(key, a, b, query, dimensions);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function ascending(key: string): Order {
  return { key, direction: 'asc', nulls: 'last' };
}

function byKey(
  { key, direction, nulls }: Order,
  a: EvaluatedRow,
  b: EvaluatedRow,
  query: MetricQuery,
  dimensions: Dimensions,
): number {
  const sign = direction === 'asc' ? 1 : -1;
  if (key === 'TIME') return sign * (a.time.start - b.time.start);
  if (query.metrics.includes(key)) {
    const number = (row: EvaluatedRow) => row.cells[key]?.decimal ?? null;
    return nullAside(number(a), number(b), nulls, (left, right) => sign * compare(parse(left), parse(right)));
  }
  const value = (row: EvaluatedRow) => row.by[key] ?? null;
  return nullAside(value(a), value(b), nulls, (left, right) => sign * dimensions.order(key, left, right));
}

/** Null comes first or last, whatever the direction. */
function nullAside(
  a: string | null,
  b: string | null,
  nulls: Order['nulls'],
  compareKnown: (a: string, b: string) => number,
): number {
  if (a === null || b === null) return (Number(a === null) - Number(b === null)) * (nulls === 'last' ? 1 : -1);
  return compareKnown(a, b);
}
