import * as fc from 'fast-check';
import { histories } from '../arbitrary/histories';
import { date, reference, rows, word } from '../arbitrary/product';
import { CATEGORIES, COUNTRIES, SKUS, TENANTS, type ShopDraft } from './draft';

const tied = fc.oneof({ weight: 4, arbitrary: date }, { weight: 1, arbitrary: fc.constant<'as before'>('as before') });
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
      method: word('card', 'invoice', 'wallet', 'cash', ''),
      charged: money,
      rehearsal: rarely,
      voided: rarely,
      bought: tied,
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
  counts: rows(fc.record({ tenant: word(...TENANTS), sku, pieces, counted: tied }), 24),
  plans: histories,
  trials: rows(
    fc.record({ trial: rarely, cancelled: fc.oneof(date, fc.constant(null), fc.constant<'as begun'>('as begun')) }),
    12,
  ),
});
