import type { Temporal } from 'temporal-polyfill';
import { startOfDate } from '../../time/calendar';
import type { DemoDay } from './days';
import type { Ledger } from './ledger';
import type { Person } from './people';
import type { Random } from './random';
import { timeOfDay } from './story';

interface Plan {
  readonly name: string;
  readonly monthlyFee: number;
  readonly months: number;
  /** Runs on until it is cancelled: one record without an end, charged every month. */
  readonly open: boolean;
  readonly share: number;
}

const PLANS: readonly Plan[] = [
  { name: 'monthly', monthlyFee: 39, months: 1, open: false, share: 0.35 },
  { name: 'monthly_auto', monthlyFee: 35, months: 1, open: true, share: 0.35 },
  { name: 'quarterly', monthlyFee: 33, months: 3, open: false, share: 0.15 },
  { name: 'yearly', monthlyFee: 26, months: 12, open: false, share: 0.15 },
];
/** Someone who cancels an open plan does so that long before it ends. */
const NOTICE_DAYS = 5;

/** A person's plan from the day they take it: terms, renewals, and the trades that pay for them. */
export function subscribe(
  person: Person,
  at: number,
  first: DemoDay,
  zone: string,
  random: Random,
  book: Ledger,
): void {
  const plan = PLANS[random.pick(PLANS.map((each) => each.share))] as Plan;
  const order = { person: person.number, amount: plan.monthlyFee * plan.months, type: 'subscription' as const };
  const record = { person: person.number, plan: plan.name, monthlyFee: plan.monthlyFee };
  let start = at;
  let paidOn = first;
  let paidAt = at;
  for (let term = 1; ; term++) {
    if (book.charge({ ...order, at: paidAt }, paidOn, random) === 'refunded') {
      // Given back, it is void: expired, with no end to count it up to.
      book.subscriptions.push({ ...record, start, end: null, status: 'expired' });
      return;
    }
    const lastDate = first.date.add({ months: term * plan.months });
    const ends = startOfDate(lastDate.add({ days: 1 }), zone);
    const lastDay = dayOf(lastDate, book.days);
    const status = ends <= book.today.start ? 'expired' : 'active';
    const renews = random.chance(daysIn(person, first, lastDate) > person.lifetime ? 0.35 : 0.86);
    if (!plan.open) book.subscriptions.push({ ...record, start, end: ends, status });
    else if (!renews || lastDay === undefined) {
      const cancelled = !renews && dayOf(lastDate.subtract({ days: NOTICE_DAYS }), book.days) !== undefined;
      book.subscriptions.push({ ...record, start, end: cancelled ? ends : null, status });
    }
    if (!renews || lastDay === undefined) return;
    paidOn = lastDay;
    paidAt = timeOfDay(lastDay, random);
    if (!plan.open) start = ends;
  }
}

/** The day of a date; undefined after today. */
function dayOf(date: Temporal.PlainDate, days: readonly DemoDay[]): DemoDay | undefined {
  return days[(days[0] as DemoDay).date.until(date).days];
}

function daysIn(person: Person, first: DemoDay, date: Temporal.PlainDate): number {
  return first.number - person.day + first.date.until(date).days;
}
