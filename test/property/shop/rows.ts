import type { InstantDraft } from '../arbitrary/instants';
import { resolveInstant } from '../arbitrary/instants';
import { subscribed } from '../arbitrary/histories';
import type { Reference } from '../arbitrary/product';
import type { Scene } from '../arbitrary/scene';
import type { Data, Row, Value } from '../evaluator/data';
import { CATEGORIES, COUNTRIES, SKUS, TENANTS, type ShopDraft } from './draft';
import { numberAt } from './numbers';

const MISSING = '424242';

/**
 * The rows of a draft around a scene. Plans are the rows of the database, before the registry's
 * select.
 */
export function resolveShop(scene: Scene, draft: ShopDraft): Data {
  const instant = (at: InstantDraft | null): Value => (at === null ? null : resolveInstant(scene, at));
  const dateOf = (at: InstantDraft | null): Value =>
    at === null ? null : new Date(resolveInstant(scene, at)).toISOString().slice(0, 10);
  const customer = (to: Reference): Value => reference(to, draft.customers.length, (i) => String(i + 1));
  // Tenants share the same numbers, and web and till share one range.
  const purchaseKey = (i: number): Row => ({
    tenant: TENANTS[i % TENANTS.length]!,
    order_no: numberAt(draft.purchases[i]!.till && draft.numbers === 'wide' ? 'plain' : draft.numbers, i),
  });
  const lineKey = (i: number): Row => {
    const to = draft.lines[i]!.purchase;
    const { length } = draft.purchases;
    const key = to === 'missing' || length === 0 ? { tenant: 'north', order_no: MISSING } : purchaseKey(to % length);
    return { ...key, line_no: String(i + 1) };
  };
  const bought = untied(draft.purchases.map((row) => row.bought));
  const counted = untied(draft.counts.map((row) => row.counted));
  const purchases = draft.purchases.map((row, i) => ({
    till: row.till,
    row: {
      ...purchaseKey(i),
      customer_no: customer(row.customer),
      channel: row.till ? 'till' : 'web',
      order_state: row.state,
      method: row.method === '' && !row.till ? null : row.method,
      charged: row.charged,
      rehearsal: row.rehearsal,
      voided: row.voided,
      bought_at: instant(bought[i]!),
      shipped_on: instant(row.shipped === 'as bought' ? bought[i]! : row.shipped),
    } satisfies Row,
  }));
  const boughtBy = (to: number | 'missing'): InstantDraft | null =>
    to === 'missing' || draft.purchases.length === 0 ? null : bought[to % bought.length]!;
  return {
    country: draft.countries.map(({ region }, i) => ({ country_code: COUNTRIES[i]!, region })),
    customer: draft.customers.map((row, i) => ({
      customer_no: String(i + 1),
      country_code: row.country,
      segment: row.segment,
      newsletter: row.newsletter,
      joined_on: instant(row.joined),
      erased_on: instant(row.erased),
    })),
    web_order: purchases.filter(({ till }) => !till).map(({ row }) => row),
    till_receipt: purchases.filter(({ till }) => till).map(({ row }) => row),
    purchase_line: draft.lines.map((row, i) => ({
      ...lineKey(i),
      sku: row.sku,
      pieces: row.pieces,
      worth: row.worth,
      cost: row.cost,
      booked_at: instant(row.booked === 'as bought' ? boughtBy(row.purchase) : row.booked),
    })),
    refund: draft.refunds.map((row, i) => ({
      ...(typeof row.line === 'number' && draft.lines.length > 0 ? lineKey(row.line % draft.lines.length) : {}),
      ...(row.line === 'missing' ? { tenant: 'north', order_no: MISSING, line_no: MISSING } : {}),
      refund_no: String(i + 1),
      worth: row.worth,
      reason: row.reason,
      approved: row.approved,
      refunded_on: instant(row.made),
    })),
    category: draft.categories.map(({ department }, i) => ({ category_code: CATEGORIES[i]!, department })),
    article: draft.articles.map(({ category }, i) => ({
      tenant: TENANTS[i % TENANTS.length]!,
      sku: SKUS[Math.floor(i / TENANTS.length)]!,
      category_code: category,
    })),
    stock_count: draft.counts.map((row, i) => ({
      count_no: numberAt(draft.numbers, TENANTS.length * i),
      tenant: row.tenant,
      sku: row.sku,
      pieces: row.pieces,
      counted_at: instant(counted[i]!),
    })),
    plan: draft.plans.flatMap(subscribed).map((row, i) => {
      const { trial = null, cancelled = null } = draft.trials[i] ?? {};
      return {
        plan_no: `B-${i % 3}${i}`,
        customer_no: customer(row.user),
        kind: row.type,
        weekly_price: row.fee,
        trial,
        begins_on: dateOf(row.start),
        ends_on: dateOf(row.end),
        cancelled_on: dateOf(cancelled === 'as begun' ? row.start : cancelled),
      };
    }),
  };
}

/** The moments of rows; some repeat the moment of the row before. */
function untied(drafts: readonly (InstantDraft | 'as before' | null)[]): readonly (InstantDraft | null)[] {
  const known: (InstantDraft | null)[] = [];
  for (const at of drafts) known.push(at === 'as before' ? (known.at(-1) ?? null) : at);
  return known;
}

function reference(to: Reference, count: number, key: (index: number) => string): Value {
  if (to === null) return null;
  return to === 'missing' || count === 0 ? MISSING : key(to % count);
}
