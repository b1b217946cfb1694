import { Accounts } from '../../src/answer/accounts';
import { RequestBudget } from '../../src/answer/budget';

/** The points that clients may spend, on a clock that the test sets. */
let now = Date.parse('2026-11-22T12:00:00Z');
const accounts = new Accounts(() => now);
const cost = (points: number) => ({ points, scans: 1, buckets: 1, groups: 1, metrics: 1 });

test('an account fills up evenly, and never above its limit', () => {
  const account = accounts.of('one', 600);
  expect(account.take(600)).toBeNull();
  expect(account.take(10)).toEqual({ remaining: 0, retryAfterMs: 1_000 });
  expect(account.resetAt).toBe(now + 60_000);
  now += 1_000;
  expect(account.take(10)).toBeNull();
  now += 3_600_000;
  expect([account.remaining, account.resetAt]).toEqual([600, now]);
});

test('a clock that goes back takes no points away', () => {
  const account = accounts.of('two', 600);
  expect(account.take(300)).toBeNull();
  now -= 3_600_000;
  expect(account.remaining).toBe(300);
});

test('a rejected query costs nothing, and clients do not pay for each other', () => {
  const limits = { maxCost: 100, costPerMinute: 150 };
  const budget = () =>
    new RequestBudget({ limits, estimates: new Map(), account: accounts.of('three', limits.costPerMinute) });
  const first = budget();
  first.spend(cost(60));
  expect(() => first.spend(cost(50))).toThrow(
    'The query costs 50 points after 60 for the rest of the request; at most 100 are allowed in one request.',
  );
  first.spend(cost(40));
  expect(first.spent).toBe(100);
  const second = budget();
  expect(() => second.spend(cost(60))).toThrow('The query costs 60 points, and this client has 50 left now.');
  second.spend(cost(50));
  new RequestBudget({ limits, estimates: new Map(), account: accounts.of('four', limits.costPerMinute) }).spend(
    cost(100),
  );
});

test("a query above a minute's points is rejected as too large, not as too early", () => {
  const limits = { maxCost: 1_000, costPerMinute: 10 };
  const budget = new RequestBudget({
    limits,
    estimates: new Map(),
    account: accounts.of('five', limits.costPerMinute),
  });
  expect(() => budget.spend(cost(11))).toThrow('at most 10 are allowed in one request');
});

test('old accounts are forgotten after ten thousand others', () => {
  const account = accounts.of('old', 10);
  account.take(10);
  for (let index = 0; index < 10_000; index++) accounts.of(`client ${index}`, 10);
  expect(accounts.of('old', 10).remaining).toBe(10);
});
