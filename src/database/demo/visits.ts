import type { DemoDay } from './days';
import type { Person } from './people';
import { Random } from './random';
import { DRAW, mood, timeOfDay } from './story';

const MINUTE = 60_000;

/**
 * Returns the random numbers of a person's day. They first decide whether and when the person
 * comes, and then the actions.
 */
export function luck(person: Person, day: DemoDay): Random {
  return new Random(DRAW.day, person.number, day.number);
}

/**
 * Returns the instants at which a person comes on a day, in order; none if the person stays away.
 * Each visit ends with the day.
 */
export function visits(person: Person, day: DemoDay, random: Random): readonly number[] {
  const age = day.number - person.day;
  if (age < 0) return [];
  if (age === 0) {
    const first = Math.floor(person.registeredAt + random.between(0.5, 10) * MINUTE);
    return random.chance(0.86) && first < day.end ? [first] : [];
  }
  // Sometimes a person who has left comes back once.
  if (!random.chance(age > person.lifetime ? 0.0015 : Math.min(0.95, person.habit * mood(day)))) return [];
  const times = 1 + (random.chance(0.35) ? 1 : 0) + (random.chance(0.1) ? 1 : 0);
  const starts = Array.from({ length: times }, () => timeOfDay(day, random));
  return starts.sort((a, b) => a - b);
}

/** Returns the last visit of a person up to an instant, or else the registration. */
export function lastLoginAt(person: Person, days: readonly DemoDay[], now: number): number {
  for (let number = days.length - 1; number >= person.day; number--) {
    const day = days[number] as DemoDay;
    const last = visits(person, day, luck(person, day)).findLast((start) => start <= now);
    if (last !== undefined) return last;
  }
  return person.registeredAt;
}
