-- Few rows, to count by hand; a note gives the purpose of a row. Days are those of Berlin, and
-- March 2 is a Monday. On Sunday, March 29, 2026 the clocks go from 02:00 to 03:00.

insert into crm.country (country_code, region) values
  ('DE', 'home'), ('AT', 'neighbours'), ('FR', 'neighbours'), ('IS', null);

insert into crm.customer (customer_no, country_code, segment, newsletter, joined_on, erased_on) values
  ('00000000-0000-4000-8000-000000000001', 'DE', 'private',  true,  '2026-02-23', null),
  ('00000000-0000-4000-8000-000000000002', 'DE', 'private',  false, '2026-02-28', null),
  ('00000000-0000-4000-8000-000000000003', 'AT', 'business', true,  '2026-03-02', null),
  ('00000000-0000-4000-8000-000000000004', 'FR', 'private',  null,  '2026-03-04', null),
  ('00000000-0000-4000-8000-000000000005', 'DE', 'business', true,  '2026-03-08', '2026-03-20'), -- erased, so left out
  ('00000000-0000-4000-8000-000000000006', 'IS', 'private',  false, '2026-03-29', null),         -- a country without region
  ('00000000-0000-4000-8000-000000000007', 'XX', 'staff',    true,  '2026-03-31', null),         -- no such country
  ('00000000-0000-4000-8000-000000000008', null, null,       true,  '2026-04-01', null),
  ('00000000-0000-4000-8000-000000000009', 'DE', 'private',  true,  '2026-04-20', null);         -- in the future

insert into sales.web_order (tenant, order_no, customer_no, order_state, pay_method, charged, rehearsal, placed_at, shipped_on) values
  ('north', 1, '00000000-0000-4000-8000-000000000001', 'shipped',   'card',    45.00, false, '2026-03-02 09:15',    '2026-03-03'),
  ('north', 2, '00000000-0000-4000-8000-000000000003', 'shipped',   'invoice', 80.00, false, '2026-03-05 23:59:59', '2026-03-09'),
  ('north', 3, '00000000-0000-4000-8000-000000000002', 'cart',      null,      12.00, false, '2026-03-06 10:00',    null),         -- a cart is no order
  ('north', 4, '00000000-0000-4000-8000-000000000001', 'shipped',   'wallet',  25.50, null,  '2026-03-14 18:00',    '2026-03-16'),
  ('north', 5, '00000000-0000-4000-8000-000000000005', 'shipped',   'card',    30.00, false, '2026-03-16 08:00',    '2026-03-17'), -- its customer is erased
  ('north', 6, '00000000-0000-4000-8000-000000000004', 'cancelled', 'card',    60.00, false, '2026-03-29 01:59:59', null),         -- just before the clock change
  ('north', 7, '00000000-0000-4000-8000-000000000006', 'shipped',   'card',    19.90, false, '2026-03-29 03:00',    '2026-03-31'), -- just after the clock change
  ('south', 1, '00000000-0000-4000-8000-000000000003', 'shipped',   'invoice', 150.00, false, '2026-03-30 00:00',   '2026-04-02'), -- another tenant has the same number
  ('south', 3, '00000000-0000-4000-8000-000000000002', 'placed',    'wallet',  22.00, false, '2026-04-01 00:00',    null),
  ('south', 5, null,                                   'placed',    'card',    10.00, false, '2026-04-07 12:00',    null),         -- without customer
  ('south', 7, '00000000-0000-4000-8000-000000000001', 'placed',    null,      40.00, false, '2026-04-09 09:30',    null),         -- exactly at the questions' asOf
  ('south', 9, '00000000-0000-4000-8000-000000000001', 'placed',    'card',    99.00, false, '2026-04-09 10:00',    null);         -- after asOf

insert into sales.till_receipt (tenant, receipt_no, customer_no, paid_by, charged, rehearsal, voided, rung_at) values
  ('north', 20, '00000000-0000-4000-8000-000000000002', 'cash', 15.00, false, false, '2026-03-07 11:00+01'),
  ('north', 21, '00000000-0000-4000-8000-000000000002', 'cash',  5.00, false, true,  '2026-03-07 11:05+01'), -- voided
  ('north', 22, '00000000-0000-4000-8000-000000000007', 'card',  1.00, true,  false, '2026-03-07 12:00+01'), -- for practice
  ('north', 24, null,                                   'cash',  7.50, null,  null,  '2026-03-28 23:30+01'),
  ('south', 20, '00000000-0000-4000-8000-000000000002', 'card', 35.00, false, false, '2026-03-29 22:30+00'), -- March 30 in Berlin
  ('south', 22, '00000000-0000-4000-8000-000000000004', 'card', 18.00, false, false, '2026-04-02 10:00+02'),
  ('south', 24, '00000000-0000-4000-8000-000000000099', 'cash',  3.00, false, false, '2026-04-02 11:00+02'), -- no such customer
  ('south', 26, '00000000-0000-4000-8000-000000000001', '',     12.00, false, false, '2026-04-04 09:00+02'),
  ('south', 28, '00000000-0000-4000-8000-000000000003', 'card', 66.00, false, false, null);                  -- without a date

insert into warehouse.category (category_code, department) values ('tea', 'drinks'), ('cup', 'kitchen'), ('gift', null);

insert into warehouse.article (tenant, sku, category_code) values
  ('north', 'T-10', 'tea'), ('north', 'T-9', 'tea'), ('north', 'C-1', 'cup'), ('south', 'T-10', 'gift'), ('south', 'C-1', 'cup');

insert into sales.line (tenant, order_no, line_no, sku, pieces, worth, cost, booked_at) values
  ('north',  1, 1, 'T-10', 2, 20.00, 9.00,  '2026-03-02 09:15'),
  ('north',  1, 2, 'C-1',  1, 20.00, 8.00,  '2026-03-02 09:15'),
  ('north',  2, 1, 'C-1',  4, 75.00, 32.00, '2026-03-05 23:59:59'),
  ('north',  3, 1, 'T-9',  1, 12.00, 5.00,  '2026-03-06 10:00'),    -- a line of a cart: sold, but without purchase
  ('north', 20, 1, 'T-9',  1, 15.00, 5.00,  '2026-03-07 11:00'),
  ('north',  4, 1, 'T-10', 2, 20.50, 9.00,  '2026-03-14 18:00'),
  ('north',  5, 1, 'T-10', 3, 30.00, 13.50, '2026-03-16 08:00'),
  ('north', 24, 1, 'Z-0',  1,  7.50, null,  '2026-03-28 23:30'),    -- no such article
  ('north',  6, 1, 'C-1',  3, 60.00, 24.00, '2026-03-29 01:59:59'),
  ('north',  7, 1, 'T-10', 2, 19.90, 9.00,  '2026-03-29 03:00'),
  ('south',  1, 1, 'T-10', 9, 90.00, 40.50, '2026-03-30 00:00'),
  ('south',  1, 2, 'C-1',  3, 55.00, 24.00, '2026-03-30 00:00'),
  ('south', 20, 1, 'C-1',  2, 35.00, 16.00, '2026-03-30 00:30'),
  ('south',  3, 1, 'T-10', 2, 20.00, 9.00,  '2026-04-01 00:00'),
  ('south', 22, 1, 'C-1',  1, 18.00, 8.00,  '2026-04-02 10:00'),
  ('south', 24, 1, null,   1,  3.00, 1.00,  '2026-04-02 11:00'),
  ('south', 26, 1, 'T-10', 1, 12.00, 4.50,  '2026-04-04 09:00'),
  ('south',  5, 1, 'T-10', 1, 10.00, 4.50,  '2026-04-07 12:00'),
  ('south',  7, 1, 'C-1',  2, 36.00, 16.00, '2026-04-09 09:30'),
  ('south',  7, 2, 'T-10', null, null, null, '2026-04-09 09:30'),
  ('south',  9, 1, 'C-1',  5, 95.00, 40.00, '2026-04-09 10:00');    -- after asOf

insert into sales.refund (refund_no, tenant, order_no, line_no, worth, reason, approved, refunded_on) values
  ('00000000-0000-4000-9000-000000000001', 'north',  1, 2, 20.00, 'broken',   true,  '2026-03-10'),
  ('00000000-0000-4000-9000-000000000002', 'north',  2, 1, 18.75, 'too many', true,  '2026-03-29'),
  ('00000000-0000-4000-9000-000000000003', 'south',  1, 2, 55.00, 'broken',   true,  '2026-04-03'),
  ('00000000-0000-4000-9000-000000000004', 'south',  1, 1, 10.00, 'too many', false, '2026-04-03'), -- rejected
  ('00000000-0000-4000-9000-000000000005', 'south', 22, 1, 18.00, null,       true,  '2026-04-09'),
  ('00000000-0000-4000-9000-000000000006', 'south', 99, 1,  4.00, '',         true,  '2026-04-08'), -- no such line
  ('00000000-0000-4000-9000-000000000007', 'north',  4, 1, 20.50, 'broken',   null,  '2026-04-08'); -- not yet decided

insert into warehouse.stock_count (count_no, tenant, sku, pieces, counted_at) values
  (1, 'north', 'T-10', 40, '2026-03-01 08:00+01'),
  (2, 'north', 'C-1',  12, '2026-03-01 08:00+01'),
  (3, 'north', 'T-10', 31, '2026-03-15 08:00+01'),
  (4, 'south', 'T-10', 20, '2026-03-20 08:00+01'),
  (5, 'south', 'T-10', 25, '2026-03-20 08:00+01'),                  -- of two counts at one moment, the higher number wins
  (6, 'north', 'C-1',   0, '2026-03-29 00:00+01'),                  -- sold out as the day begins
  (7, 'south', 'T-10',  9, '2026-03-31 00:00+02'),
  (8, 'south', 'C-1',  30, '2026-04-02 08:00+02'),
  (9, 'north', 'T-9',   7, null),                                   -- without a date
  (10, 'north', 'C-1', 50, '2026-04-09 09:30+02');                  -- exactly at the questions' asOf

refresh materialized view warehouse.on_hand;

insert into boxes.plan (plan_no, customer_no, kind, weekly_price, trial, begins_on, ends_on, cancelled_on) values
  ('B-1', '00000000-0000-4000-8000-000000000001', 'tea',   8.00, false, '2026-02-24', null,         null),
  ('B-2', '00000000-0000-4000-8000-000000000002', 'tea',   8.00, false, '2026-03-03', '2026-03-29', null),
  ('B-3', '00000000-0000-4000-8000-000000000002', 'mixed', 14.00, null, '2026-03-29', null,         null),         -- a new plan on the day of the clock change
  ('B-4', '00000000-0000-4000-8000-000000000003', 'mixed', 14.00, false, '2026-03-05', '2026-12-31', '2026-03-31'), -- cancelled before it ends
  ('B-5', '00000000-0000-4000-8000-000000000004', 'tea',   8.00, false, '2026-02-01', '2026-03-01', null),
  ('B-6', '00000000-0000-4000-8000-000000000004', 'tea',   8.00, false, '2026-04-02', null,         null),         -- back again
  ('B-7', '00000000-0000-4000-8000-000000000006', 'mixed', 0.00, true,  '2026-04-01', '2026-04-15', null),         -- a trial does not count as a plan
  ('B-8', '00000000-0000-4000-8000-000000000001', 'cups',  5.00, false, '2026-04-03', null,         '2026-04-08'),
  ('B-9', null,                                   'tea',   8.00, false, '2026-04-07', null,         null),         -- without customer
  ('B-A', '00000000-0000-4000-8000-000000000005', 'tea',   8.00, false, '2026-03-10', null,         '2026-03-20'),
  ('B-B', '00000000-0000-4000-8000-000000000008', 'cups',  6.00, false, '2026-04-12', null,         null);         -- in the future
