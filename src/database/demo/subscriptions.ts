import type { Temporal } from 'temporal-polyfill';
import { startOfDate } from '../../time/calendar';
import type { DemoDay } from './days';
import type { Ledger } from './ledger';
import type { Person } from './people';
import type { Random } from './random';
import { timeOfDay } from './story';

interface SubscriptionPlan {
  readonly name: string;
  readonly monthlyFee: number;
  readonly months: number;
  /** The plan runs until it is cancelled: one record without an end, with a payment every month. */
  readonly open: boolean;
  readonly share: number;
}

const PLANS: readonly SubscriptionPlan[] = [
  { name: 'monthly', monthlyFee: 39, months: 1, open: false, share: 0.35 },
  { name: 'monthly_auto', monthlyFee: 35, months: 1, open: true, share: 0.35 },
  { name: 'quarterly', monthlyFee: 33, months: 3, open: false, share: 0.15 },
  { name: 'yearly', monthlyFee: 26, months: 12, open: false, share: 0.15 },
];
/** The number of days between the cancellation of an open plan and its end. */
const NOTICE_DAYS = 5;

/**
 * The share of users who continue with another plan, among those who continue. `RETURNS` is the
 * share who come back after a while, among those who leave.
 */
const CHANGES = 0.18;
const RETURNS = 0.3;

/**
 * A plan from its first day on. It begins at `at`, and is paid at `paidAt`, on the day `paidOn`.
 */
interface Stint {
  readonly plan: SubscriptionPlan;
  readonly at: number;
  readonly first: DemoDay;
  readonly paidOn: DemoDay;
  readonly paidAt: number;
}

/**
 * Adds a person's plans from the first one on: terms, renewals, changes and returns, with the
 * trades that pay for them.
 */
export function subscribe(
  person: Person,
  at: number,
  first: DemoDay,
  zone: string,
  random: Random,
  book: Ledger,
): void {
  let stint: Stint | null = { plan: anyPlan(PLANS, random), at, first, paidOn: first, paidAt: at };
  while (stint !== null) stint = stay(person, stint, zone, random, book);
}

/** Adds one plan until it ends. Returns the next plan, if there is one. */
function stay(
  person: Person,
  { plan, at, first, ...paid }: Stint,
  zone: string,
  random: Random,
  book: Ledger,
): Stint | null {
  const order = { person: person.number, amount: plan.monthlyFee * plan.months, type: 'subscription' as const };
  const record = { person: person.number, plan: plan.name, monthlyFee: plan.monthlyFee };
  let start = at;
  let { paidOn, paidAt } = paid;
  for (let term = 1; ; term++) {
    if (book.charge({ ...order, at: paidAt }, paidOn, random) === 'refunded') {
      // A refunded subscription is void: it is expired and has no end, so no metric counts it.
      book.subscriptions.push({ ...record, start, end: null, status: 'expired' });
      return null;
    }
    const lastDate = first.date.add({ months: term * plan.months });
    const ends = startOfDate(lastDate.add({ days: 1 }), zone);
    const lastDay = dayOf(lastDate, book.days);
    const status = ends <= book.today.start ? 'expired' : 'active';
    const renews = random.chance(daysIn(person, first, lastDate) > person.lifetime ? 0.35 : 0.86);
    const changes = renews && random.chance(CHANGES);
    if (!plan.open) book.subscriptions.push({ ...record, start, end: ends, status });
    else if (!renews || changes || lastDay === undefined) {
      const cancelled = !renews && dayOf(lastDate.subtract({ days: NOTICE_DAYS }), book.days) !== undefined;
      const ended = cancelled || (changes && lastDay !== undefined);
      book.subscriptions.push({ ...record, start, end: ended ? ends : null, status });
    }
    if (lastDay === undefined) return null;
    if (!renews) return comesBack(lastDay, random, book);
    paidOn = lastDay;
    paidAt = timeOfDay(lastDay, random);
    if (changes) {
      const otherPlans = PLANS.filter((each) => each !== plan);
      const next = book.days[lastDay.number + 1];
      return next ? { plan: anyPlan(otherPlans, random), at: ends, first: next, paidOn, paidAt } : null;
    }
    if (!plan.open) start = ends;
  }
}

function comesBack(left: DemoDay, random: Random, book: Ledger): Stint | null {
  const back = random.chance(RETURNS);
  const day = book.days[left.number + 4 + Math.floor(random.wait(25))];
  if (!back || day === undefined) return null;
  const at = timeOfDay(day, random);
  return { plan: anyPlan(PLANS, random), at, first: day, paidOn: day, paidAt: at };
}

function anyPlan(plans: readonly SubscriptionPlan[], random: Random): SubscriptionPlan {
  return plans[random.pick(plans.map(({ share }) => share))]!;
}

/** Returns the day of a date; undefined after today. */
function dayOf(date: Temporal.PlainDate, days: readonly DemoDay[]): DemoDay | undefined {
  return days[(days[0] as DemoDay).date.until(date).days];
}

function daysIn(person: Person, first: DemoDay, date: Temporal.PlainDate): number {
  return first.number - person.day + first.date.until(date).days;
}
