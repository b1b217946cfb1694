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
  /** Runs on until it is cancelled: one record without an end, charged every month. */
  readonly open: boolean;
  readonly share: number;
}

const PLANS: readonly SubscriptionPlan[] = [
  { name: 'monthly', monthlyFee: 39, months: 1, open: false, share: 0.35 },
  { name: 'monthly_auto', monthlyFee: 35, months: 1, open: true, share: 0.35 },
  { name: 'quarterly', monthlyFee: 33, months: 3, open: false, share: 0.15 },
  { name: 'yearly', monthlyFee: 26, months: 12, open: false, share: 0.15 },
];
/** Someone who cancels an open plan does so that long before it ends. */
const NOTICE_DAYS = 5;

/** Of those who go on, who goes on with another plan; and of those who leave, who is back after a while. */
const CHANGES = 0.18;
const RETURNS = 0.3;

/** A plan from its first day on; `at` is when it begins, and `paidAt` when it is paid for, on the day `paidOn`. */
interface Stint {
  readonly plan: SubscriptionPlan;
  readonly at: number;
  readonly first: DemoDay;
  readonly paidOn: DemoDay;
  readonly paidAt: number;
}

/** A person's plans from the day they take the first: terms, renewals, changes, returns, and the trades that pay for them. */
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

/** One plan until it ends; and what comes after it, if anything does. */
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
      // Given back, it is void: expired, with no end to count it up to.
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

/** The day of a date; undefined after today. */
function dayOf(date: Temporal.PlainDate, days: readonly DemoDay[]): DemoDay | undefined {
  return days[(days[0] as DemoDay).date.until(date).days];
}

function daysIn(person: Person, first: DemoDay, date: Temporal.PlainDate): number {
  return first.number - person.day + first.date.until(date).days;
}
