import { activity } from './activity';
import { demoDays, type DemoDay } from './days';
import { money } from './money';
import { population, type Person } from './people';
import type { DemoChunk, DemoRow, DemoTable } from './rows';
import { lastLoginAt } from './visits';

export interface DemoStory {
  /** The last day, an ISO date. It decides every row, except how much of that day has passed. */
  readonly today: string;
  /** No row has a later date. */
  readonly now: Date;
  readonly timeZone: string;
  /** The number of users. There are some 20 times as many tasks. */
  readonly users?: number;
  readonly days?: number;
}

/**
 * Raise this if the same story makes other rows, so that databases with the earlier rows are filled
 * again.
 */
export const DEMO_VERSION = 2;
export const DEMO_USERS = 5000;
export const DEMO_DAYS = 200;
const ROWS_IN_A_CHUNK = 5000;

/** Yields the demo's rows in chunks, so that two million rows are never in memory at once. */
export function* demoRows(story: DemoStory): Generator<DemoChunk, void, void> {
  const days = demoDays(story.today, story.days ?? DEMO_DAYS, story.timeZone);
  const now = story.now.getTime();
  const people = population(days, story.users ?? DEMO_USERS).filter((person) => person.registeredAt <= now);
  yield* chunks('user', userRows(people, days, now));
  yield* moneyRows(people, days, story.timeZone, now);
  yield* activityRows(people, days, now);
}

function userRows(people: readonly Person[], days: readonly DemoDay[], now: number): DemoRow[] {
  return people.map((person) => [person.number, person.source, person.registeredAt, lastLoginAt(person, days, now)]);
}

function* moneyRows(people: readonly Person[], days: readonly DemoDay[], zone: string, now: number) {
  const { trades, subscriptions } = money(people, days, zone);
  const orders = trades
    .filter((trade) => trade.at <= now)
    .map(({ person, amount, status, at, type }, n): DemoRow => {
      const paid = status === 'paid' || status === 'refunded';
      return [n + 1, person, amount, status, paid ? at : null, type];
    });
  yield* chunks('trade', orders);
  const records = subscriptions
    .filter((record) => record.start <= now)
    .map(({ person, plan, monthlyFee, start, end, status }, n): DemoRow => {
      return [n + 1, person, plan, monthlyFee, start, end, status];
    });
  yield* chunks('subscription_records', records);
}

function* activityRows(people: readonly Person[], days: readonly DemoDay[], now: number): Generator<DemoChunk> {
  let tasks: DemoRow[] = [];
  let actions: DemoRow[] = [];
  let taskCount = 0;
  let actionCount = 0;
  for (const day of days) {
    const done = activity(people, day);
    const numbers = new Map<object, number>();
    for (const task of done.tasks) {
      if (task.at > now) break;
      numbers.set(task, (taskCount += 1));
      const status = task.succeeded ? 'success' : 'failed';
      tasks.push([taskCount, task.person, task.type, status, task.tokens, task.at]);
    }
    for (const action of done.actions) {
      if (action.at > now) break;
      const task = action.task === null ? null : (numbers.get(action.task) ?? null);
      actions.push([(actionCount += 1), action.person, action.type, task, action.at]);
    }
    const last = day.ago === 0;
    if (last || tasks.length >= ROWS_IN_A_CHUNK) {
      yield { table: 'task_generate_log', rows: tasks, days: day.number + 1 };
      tasks = [];
    }
    if (last || actions.length >= ROWS_IN_A_CHUNK) {
      yield { table: 'user_action_log', rows: actions, days: day.number + 1 };
      actions = [];
    }
  }
}

function* chunks(table: DemoTable, rows: readonly DemoRow[]): Generator<DemoChunk> {
  for (let from = 0; from < rows.length; from += ROWS_IN_A_CHUNK) {
    yield { table, rows: rows.slice(from, from + ROWS_IN_A_CHUNK), days: 0 };
  }
}
