import type { DemoDay } from './days';
import type { Person } from './people';
import { Random } from './random';
import { DRAW, mood, timeOfDay } from './story';

const MINUTE = 60_000;

/** What is random about a person's day: first whether and when they come, then what they do. */
export function luck(person: Person, day: DemoDay): Random {
  return new Random(DRAW.day, person.number, day.number);
}

/** The instants at which a person comes on a day, in order; none if they stay away. Each visit ends with the day. */
export function visits(person: Person, day: DemoDay, random: Random): readonly number[] {
  const age = day.number - person.day;
  if (age < 0) return [];
  if (age === 0) {
    const first = Math.floor(person.registeredAt + random.between(0.5, 10) * MINUTE);
    return random.chance(0.86) && first < day.end ? [first] : [];
  }
  // Now and then someone who has left looks in again.
  if (!random.chance(age > person.lifetime ? 0.0015 : Math.min(0.95, person.habit * mood(day)))) return [];
  const times = 1 + (random.chance(0.35) ? 1 : 0) + (random.chance(0.1) ? 1 : 0);
  const starts = Array.from({ length: times }, () => timeOfDay(day, random));
  return starts.sort((a, b) => a - b);
}

/** When a person was last seen up to an instant: their last visit, or else their registration. */
export function lastLoginAt(person: Person, days: readonly DemoDay[], now: number): number {
  for (let number = days.length - 1; number >= person.day; number--) {
    const day = days[number] as DemoDay;
    const last = visits(person, day, luck(person, day)).findLast((start) => start <= now);
    if (last !== undefined) return last;
  }
  return person.registeredAt;
}
