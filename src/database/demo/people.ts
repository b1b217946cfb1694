import type { DemoDay } from './days';
import { Random } from './random';
import { CHANNELS, comers, DRAW, loyalty, share, timeOfDay } from './story';

/** A user of the demo's product, with the habits that decide all their actions. */
export interface Person {
  /** From 1, in the order of registration. */
  readonly number: number;
  readonly registeredAt: number;
  /** The number of the day of registration. */
  readonly day: number;
  readonly source: string | null;
  /** The number of days after registration on which they may come. */
  readonly lifetime: number;
  /** The chance to come on one of those days. */
  readonly habit: number;
  /** The mean number of tasks per visit. */
  readonly appetite: number;
  /** The share of their tasks that ask for images. */
  readonly images: number;
  /** The chance that they adopt a result. */
  readonly adopts: number;
  readonly pays: boolean;
}

/** Returns all people who ever register, in the order of registration. */
export function population(days: readonly DemoDay[], users: number): readonly Person[] {
  const weights = days.map((day) => comers(day, days.length));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const people: Person[] = [];
  let weight = 0;
  for (const day of days) {
    weight += weights[day.number] ?? 0;
    const count = Math.round((users * weight) / total) - people.length;
    for (const registeredAt of registrations(day, count)) people.push(person(people.length + 1, registeredAt, day));
  }
  return people;
}

function registrations(day: DemoDay, count: number): number[] {
  const random = new Random(DRAW.registration, day.number);
  return Array.from({ length: count }, () => timeOfDay(day, random)).sort((a, b) => a - b);
}

function person(number: number, registeredAt: number, day: DemoDay): Person {
  const random = new Random(DRAW.person, number);
  const channel = random.pick(CHANNELS.map((_, n) => share(n, day)));
  const stays = 0.23 * loyalty(channel, day);
  const kind = random.pick([stays, 0.28, 0.72 - stays]);
  const pays = random.chance([0.19, 0.04, 0.01][kind] ?? 0);
  return {
    number,
    registeredAt,
    day: day.number,
    source: CHANNELS[channel]?.source ?? null,
    // Some find a tool for their work, some try it for a few days, and most only look.
    lifetime: kind === 0 ? 20 + random.wait(pays ? 240 : 90) : kind === 1 ? 1 + random.wait(2) : 0,
    habit: kind === 0 ? random.between(0.3, 0.75) : random.between(0.5, 0.9),
    appetite: Math.exp(0.24 + 0.35 * random.bell()) * (pays ? 1.5 : 1),
    images: random.between(0.35, 0.75),
    adopts: Math.min(0.8, Math.max(0.15, 0.44 + 0.1 * random.bell())),
    pays,
  };
}
