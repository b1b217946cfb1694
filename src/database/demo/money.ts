import type { DemoDay } from './days';
import { Ledger } from './ledger';
import type { Person } from './people';
import { Random } from './random';
import { DRAW, timeOfDay } from './story';
import { subscribe } from './subscriptions';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TOP_UPS = [10, 20, 50, 100];

/** Returns all orders, payments and subscriptions, each in the order of time. */
export function money(people: readonly Person[], days: readonly DemoDay[], zone: string): Ledger {
  const book = new Ledger(days);
  for (const person of people) {
    const random = new Random(DRAW.money, person.number);
    if (random.chance(0.03)) abandon(person, random, book);
    if (person.pays) spend(person, zone, random, book);
  }
  book.trades.sort((a, b) => a.at - b.at);
  book.subscriptions.sort((a, b) => a.start - b.start);
  return book;
}

/** Adds an order that is never paid. */
function abandon(person: Person, random: Random, book: Ledger): void {
  const at = Math.floor(person.registeredAt + random.wait(20) * HOUR);
  book.trades.push({ at, person: person.number, amount: 39, status: 'pending', type: 'subscription' });
}

function spend(person: Person, zone: string, random: Random, book: Ledger): void {
  const age = Math.floor(Math.min(person.lifetime, random.chance(0.35) ? 0 : 1 + random.wait(6)));
  const day = book.days[person.day + age];
  if (day === undefined) return;
  const soon = Math.floor(person.registeredAt + random.between(12, 90) * MINUTE);
  const at = age > 0 ? timeOfDay(day, random) : Math.min(soon, day.end - 1);
  const subscriber = random.chance(0.65);
  if (subscriber) subscribe(person, at, day, zone, random, book);
  else topUp(person, at, day, random, book);
  if (!subscriber || random.chance(0.3)) topUpAgain(person, day, random, book);
}

function topUp(person: Person, at: number, day: DemoDay, random: Random, book: Ledger): void {
  const amount = TOP_UPS[random.pick([0.4, 0.35, 0.18, 0.07])] as number;
  book.charge({ at, person: person.number, amount, type: 'recharge' }, day, random);
}

function topUpAgain(person: Person, first: DemoDay, random: Random, book: Ledger): void {
  let number = first.number;
  for (;;) {
    number += 1 + Math.floor(random.wait(18));
    const day = book.days[number];
    if (day === undefined || number - person.day > person.lifetime) return;
    topUp(person, timeOfDay(day, random), day, random, book);
  }
}
