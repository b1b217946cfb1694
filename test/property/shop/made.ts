import type { Data, Row, Value } from '../evaluator/data';
import { instantOf, textOf, valueOf } from '../evaluator/data';
import { compare, parse, sum, write } from '../evaluator/exact';

/**
 * Adds the rows that the shop's database derives: by a view, a materialized view, and the
 * registry's select.
 */
export function withMade(data: Data): Data {
  return {
    ...data,
    basket: baskets(data['purchase_line'] ?? []),
    on_hand: onHand(data['stock_count'] ?? []),
    box_plan: (data['plan'] ?? []).filter((row) => textOf(row, 'trial') !== 'true').map(withEnd),
  };
}

/** `examples/shop/schema.sql`, `sales.basket`: the sum of the lines of each purchase. */
function baskets(lines: readonly Row[]): readonly Row[] {
  return grouped(lines, ['tenant', 'order_no']).map((all) => {
    const dates = all.map((line) => instantOf(line, 'booked_at')).filter((at) => at !== null);
    return {
      tenant: valueOf(all[0]!, 'tenant'),
      order_no: valueOf(all[0]!, 'order_no'),
      booked_at: dates.length === 0 ? null : Math.min(...dates),
      pieces: total(all, 'pieces'),
      worth: total(all, 'worth'),
    };
  });
}

/**
 * `examples/shop/schema.sql`, `warehouse.on_hand`: each count is valid until the next of its
 * article. Counts at one moment are in the order of their numbers.
 */
function onHand(counts: readonly Row[]): readonly Row[] {
  const dated = counts.filter((row) => instantOf(row, 'counted_at') !== null);
  return grouped(dated, ['tenant', 'sku']).flatMap((all) => {
    const inOrder = [...all].sort(
      (a, b) =>
        instantOf(a, 'counted_at')! - instantOf(b, 'counted_at')! ||
        compare(parse(textOf(a, 'count_no')!), parse(textOf(b, 'count_no')!)),
    );
    return inOrder.map((row, i) => ({
      ...row,
      held_from: valueOf(row, 'counted_at'),
      held_until: inOrder[i + 1] === undefined ? null : valueOf(inOrder[i + 1]!, 'counted_at'),
    }));
  });
}

/** `sql` of `box_plan`: the earlier of the two end dates, ignoring null. */
function withEnd(plan: Row): Row {
  const ends = ['ends_on', 'cancelled_on'].map((key) => textOf(plan, key)).filter((date) => date !== null);
  return { ...plan, ends_on: ends.sort()[0] ?? null };
}

function grouped(rows: readonly Row[], by: readonly string[]): readonly (readonly Row[])[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(by.map((column) => valueOf(row, column)));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

/** There is no sum without values. */
function total(rows: readonly Row[], column: string): Value {
  const values = rows.map((row) => textOf(row, column)).filter((value) => value !== null);
  return values.length === 0 ? null : write(sum(values.map(parse)));
}
