import type { DemoDay } from './days';
import type { Person } from './people';
import type { Random } from './random';
import { errorRate, quality, thrift } from './story';
import { luck, visits } from './visits';

export interface DemoTask {
  readonly at: number;
  readonly person: number;
  readonly type: 'image_text' | 'text';
  readonly succeeded: boolean;
  readonly tokens: number | null;
}

export interface DemoAction {
  readonly at: number;
  readonly person: number;
  readonly type: string;
  readonly task: DemoTask | null;
}

/** The activity of one day, in the order of time. */
export interface DemoActivity {
  readonly tasks: DemoTask[];
  readonly actions: DemoAction[];
}

const SECOND = 1000;
const ADOPTIONS = ['copy', 'download', 'save'];

/** Returns the activity of all people on a day. It depends only on the people and the day. */
export function activity(people: readonly Person[], day: DemoDay): DemoActivity {
  const done: DemoActivity = { tasks: [], actions: [] };
  for (const person of people) {
    if (person.day > day.number) break;
    const random = luck(person, day);
    for (const start of visits(person, day, random)) visit(person, day, start, random, done);
  }
  done.tasks.sort(byTime);
  done.actions.sort(byTime);
  return done;
}

function visit(person: Person, day: DemoDay, start: number, random: Random, done: DemoActivity): void {
  const mind = random.pick([0.89, 0.06, 0.05]);
  if (mind === 2) return; // Only looks around.
  let at = start + random.between(10, 90) * SECOND;
  if (mind === 1) return act(person, day, at, null, random, done); // Fetches an old result.
  let wanted = Math.min(30, Math.ceil(random.wait(person.appetite)));
  for (let retries = 0; wanted > 0 && at < day.end; wanted--) {
    const task = attempt(person, day, Math.floor(at), random);
    done.tasks.push(task);
    if (task.succeeded) react(person, day, task, random, done);
    else if (retries < 2 && random.chance(0.6)) {
      retries++;
      wanted++;
    }
    at += (20 + random.wait(150)) * SECOND;
  }
}

function attempt(person: Person, day: DemoDay, at: number, random: Random): DemoTask {
  const type = random.chance(person.images) ? 'image_text' : 'text';
  const succeeded = !random.chance(errorRate(day, at));
  const full = (type === 'image_text' ? 2900 : 950) * Math.exp(0.35 * random.bell()) * thrift(day);
  // A failed task has used part of its tokens, or none if it never reached the model.
  const tokens = succeeded ? full : random.chance(0.35) ? null : full * random.between(0.05, 0.6);
  return { at, person: person.number, type, succeeded, tokens: tokens === null ? null : Math.round(tokens) };
}

function react(person: Person, day: DemoDay, task: DemoTask, random: Random, done: DemoActivity): void {
  const at = task.at + (8 + random.wait(40)) * SECOND;
  if (random.chance(person.adopts * quality(day))) act(person, day, at, task, random, done);
  if (random.chance(0.07)) push(day, { at, person: person.number, type: 'like', task }, done);
  if (random.chance(0.02)) push(day, { at, person: person.number, type: 'share', task }, done);
}

/** Adds the adoption of a result. Sometimes it happens in two ways, such as copy and then save. */
function act(
  person: Person,
  day: DemoDay,
  at: number,
  task: DemoTask | null,
  random: Random,
  done: DemoActivity,
): void {
  const adoption = random.pick(task?.type === 'text' ? [0.8, 0.06, 0.14] : [0.3, 0.45, 0.25]);
  push(day, { at, person: person.number, type: ADOPTIONS[adoption] as string, task }, done);
  if (!random.chance(0.15)) return;
  const other = { person: person.number, type: ADOPTIONS[(adoption + 1) % ADOPTIONS.length] as string, task };
  push(day, { ...other, at: at + (5 + random.wait(20)) * SECOND }, done);
}

function push(day: DemoDay, action: DemoAction, done: DemoActivity): void {
  if (action.at < day.end) done.actions.push({ ...action, at: Math.floor(action.at) });
}

/** The sort is stable: events of the same millisecond keep the order in which they were made. */
function byTime(a: { readonly at: number }, b: { readonly at: number }): number {
  return a.at - b.at;
}
