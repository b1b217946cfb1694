import type { MetricQuery, Order } from '../../../src/query/query';
import type { Dimensions } from './dimensions';
import type { EvaluatedCell, EvaluatedRow } from './evaluated';
import { compare, parse } from './exact';

/** Returns a number below 0, 0, or above 0, as sorting expects. */
export type Comparator<Item> = (a: Item, b: Item) => number;

/**
 * Sorts the rows by the query's order, then by time, then by the group's keys, then others last.
 */
export function ordered(rows: readonly EvaluatedRow[], query: MetricQuery, dimensions: Dimensions): EvaluatedRow[] {
  const asked = [...query.orderBy, TIME].map((order) => byOrder(order, query, dimensions));
  return [...rows].sort(oneAfterAnother([...asked, byKeys(query.groupBy, dimensions), othersLast]));
}

const TIME: Order = { key: 'TIME', of: 'value', direction: 'asc', nulls: 'last' };

export function othersLast(a: Pick<EvaluatedRow, 'others'>, b: Pick<EvaluatedRow, 'others'>): number {
  return Number(a.others) - Number(b.others);
}

/** Compares the values of the dimensions in their order, null last. */
export function byKeys(keys: readonly string[], dimensions: Dimensions): Comparator<Pick<EvaluatedRow, 'by'>> {
  return oneAfterAnother(
    keys.map((key) => (a, b) => nullAside(a.by[key]!, b.by[key]!, 'last', (x, y) => dimensions.order(key, x, y))),
  );
}

/** Uses the first comparison that is not 0. */
export function oneAfterAnother<Item>(comparators: readonly Comparator<Item>[]): Comparator<Item> {
  return (a, b) => {
    for (const comparator of comparators) {
      const order = comparator(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Compares decimals. Null is last in both directions, unless the order puts it first. */
export function byNumber(
  a: string | null,
  b: string | null,
  direction: Order['direction'],
  nulls: Order['nulls'],
): number {
  return nullAside(a, b, nulls, (x, y) => signOf(direction) * compare(parse(x), parse(y)));
}

function byOrder(
  { key, of, direction, nulls }: Order,
  query: MetricQuery,
  dimensions: Dimensions,
): Comparator<EvaluatedRow> {
  if (key === 'TIME') return (a, b) => signOf(direction) * (a.time.start - b.time.start);
  if (query.metrics.includes(key)) {
    const number = ({ cells }: EvaluatedRow) => cells[key]![PARTS[of]];
    return (a, b) => byNumber(number(a), number(b), direction, nulls);
  }
  const inOrder = (x: string, y: string) => signOf(direction) * dimensions.order(key, x, y);
  return (a, b) => nullAside(a.by[key]!, b.by[key]!, nulls, inOrder);
}

const PARTS = {
  value: 'decimal',
  previous: 'previous',
  change: 'change',
  difference: 'difference',
} as const satisfies Record<Order['of'], keyof EvaluatedCell>;

function signOf(direction: Order['direction']): number {
  return direction === 'asc' ? 1 : -1;
}

/** Puts null first or last, in both directions. */
function nullAside(
  a: string | null,
  b: string | null,
  nulls: Order['nulls'],
  compareKnown: Comparator<string>,
): number {
  if (a === null || b === null) return (Number(a === null) - Number(b === null)) * (nulls === 'last' ? 1 : -1);
  return compareKnown(a, b);
}
