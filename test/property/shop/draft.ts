import * as fc from 'fast-check';
import { histories, type HistoryDraft } from '../arbitrary/histories';
import type { InstantDraft } from '../arbitrary/instants';
import { date, reference, rows, word, type Reference } from '../arbitrary/product';

/** The shop's rows with references and instants still open, so that they shrink one by one. */
export interface ShopDraft {
  /** How numbers look: not in the order of the rows, wider than a double, below zero. */
  readonly numbers: 'plain' | 'scattered' | 'wide' | 'signed';
  readonly countries: readonly { region: string | null }[];
  readonly customers: readonly {
    country: string | null;
    segment: string | null;
    newsletter: string | null;
    joined: InstantDraft | null;
    erased: InstantDraft | null;
  }[];
  readonly purchases: readonly {
    till: boolean;
    customer: Reference;
    state: string | null;
    method: string | null;
    charged: string | null;
    rehearsal: string | null;
    voided: string | null;
    bought: InstantDraft | null;
    shipped: InstantDraft | 'as bought' | null;
  }[];
  readonly lines: readonly {
    purchase: number | 'missing';
    sku: string | null;
    pieces: string | null;
    worth: string | null;
    cost: string | null;
    booked: InstantDraft | 'as bought' | null;
  }[];
  readonly refunds: readonly {
    line: Reference;
    worth: string | null;
    reason: string | null;
    approved: string | null;
    made: InstantDraft | null;
  }[];
  readonly categories: readonly { department: string | null }[];
  readonly articles: readonly { category: string | null }[];
  readonly counts: readonly {
    tenant: string | null;
    sku: string | null;
    pieces: string | null;
    counted: InstantDraft | null;
  }[];
  /** Plans that follow each other, and beside each whether it is a trial and when it is cancelled. */
  readonly plans: readonly HistoryDraft[];
  readonly trials: readonly { trial: string | null; cancelled: InstantDraft | 'as begun' | null }[];
}

export const TENANTS = ['north', 'south', 'east'] as const;
export const SKUS = ['T-10', 'T-9', 'C-1'] as const;
export const COUNTRIES = ['DE', 'AT', 'FR', 'IS'] as const;
export const CATEGORIES = ['tea', 'cup', 'gift'] as const;

const flag = fc.constantFrom('false', 'false', 'false', 'true', null);
const rarely = fc.constantFrom('false', 'false', 'false', 'false', 'false', null, 'true');
const money = fc.option(fc.constantFrom('19.9', '0', '5', '5', '40', '-3.5', '0.000001', '12345678901234567890.1234'), {
  freq: 9,
});
const pieces = fc.option(fc.oneof(fc.constantFrom('0', '1', '1', '2', '12', '-1'), fc.nat(300).map(String)), {
  freq: 9,
});
const sku = word(...SKUS, 'Z-0', '');

export const shopDraft: fc.Arbitrary<ShopDraft> = fc.record({
  numbers: fc.constantFrom<ShopDraft['numbers'][]>('plain', 'scattered', 'wide', 'signed'),
  countries: rows(fc.record({ region: word('home', 'near', '', 'elsewhere') }), COUNTRIES.length),
  customers: rows(
    fc.record({
      country: word(...COUNTRIES, 'XX', ''),
      segment: word('private', 'business', 'staff'),
      newsletter: flag,
      joined: date,
      erased: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: date }),
    }),
    12,
  ),
  purchases: rows(
    fc.record({
      till: fc.boolean(),
      customer: reference(6),
      state: word('shipped', 'placed', 'cancelled', 'cart'),
      method: word('card', 'invoice', 'wallet', ''),
      charged: money,
      rehearsal: rarely,
      voided: rarely,
      bought: date,
      shipped: fc.oneof(date, fc.constant<'as bought'>('as bought'), fc.constant(null)),
    }),
    30,
  ),
  lines: rows(
    fc.record({
      purchase: fc.oneof(
        { weight: 12, arbitrary: fc.nat(14) },
        { weight: 1, arbitrary: fc.constant('missing' as const) },
      ),
      sku,
      pieces,
      worth: money,
      cost: money,
      booked: fc.oneof({ weight: 3, arbitrary: fc.constant<'as bought'>('as bought') }, { weight: 1, arbitrary: date }),
    }),
    36,
  ),
  refunds: rows(
    fc.record({
      line: reference(12),
      worth: money,
      reason: word('broken', 'too many', ''),
      approved: fc.constantFrom('true', 'true', 'true', 'false', null),
      made: date,
    }),
    12,
  ),
  categories: rows(fc.record({ department: word('drinks', 'kitchen', '') }), CATEGORIES.length),
  articles: rows(fc.record({ category: word(...CATEGORIES, 'lost') }), TENANTS.length * SKUS.length),
  counts: rows(fc.record({ tenant: word(...TENANTS), sku, pieces, counted: date }), 24),
  plans: histories,
  trials: rows(
    fc.record({ trial: rarely, cancelled: fc.oneof(date, fc.constant(null), fc.constant<'as begun'>('as begun')) }),
    12,
  ),
});
