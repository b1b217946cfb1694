import { NOTHING, parameter, sql, type Sql } from '../fragment';

/**
 * How many of the ascending `edges` are not after the instant. Before them stands an edge that is
 * before all times, because `roundDown` takes the first edge for times before it.
 */
export function bucketIndex(instant: Sql, edges: readonly number[]): Sql {
  const micros = parameter([EARLIEST, ...edges.map(writeMicros)], 'bigint[]');
  const counts = parameter([0, ...edges.map((_, index) => index + 1)], 'int[]');
  return sql`transform(roundDown(${microsOf(instant)}, ${micros}), ${micros}, ${counts}, toInt32(0))`;
}

/** The least number of 64 bits. */
const EARLIEST = String(-(2n ** 63n));

/** Microseconds since the epoch. */
function writeMicros(at: number): string {
  const whole = Math.floor(at);
  return String(BigInt(whole) * 1000n + BigInt(Math.round((at - whole) * 1000)));
}

/** Whole milliseconds of an instant, rounded down. */
export function epochMilliseconds(instant: Sql): Sql {
  return sql`intDiv(${microsOf(instant)} - positiveModulo(${microsOf(instant)}, 1000), 1000)`;
}

/**
 * The instant at which the clock of a zone shows a date and time. A time that the clock skips is
 * read with the offset before, a time that it shows twice with the offset after, as PostgreSQL
 * does.
 */
export function instantOfLocal(local: Sql, zone: string): Sql {
  const second = microsOf(local, sql`toStartOfSecond`);
  const { early, late } = readings(microsOf(local), second, zone);
  return instantOf(sql`if(${late.holds}, ${late.at}, ${early.at})`);
}

/** The first instant of a date: of two midnights the first; the change that skips midnight. */
export function firstInstantOf(date: Sql, zone: string): Sql {
  const midnight = microsOf(date);
  const { early, late } = readings(midnight, midnight, zone);
  return instantOf(sql`if(${late.holds} and not ${early.holds}, ${late.at}, ${early.at})`);
}

/** The microseconds of a clock that is read with one offset; and whether the zone has it then. */
interface Reading {
  readonly at: Sql;
  readonly holds: Sql;
}

const DAY = sql`86400000000`;

/**
 * Reads a clock with the offsets of a day before and a day after: a change lies between them.
 * `second`: its whole second.
 */
function readings(local: Sql, second: Sql, zone: string): { readonly early: Reading; readonly late: Reading } {
  const reading = (other: Sql): Reading => {
    const at = sql`(${local} + ${other} - ${clockOf(other, zone)})`;
    return { at, holds: sql`(${clockOf(at, zone)} = ${second})` };
  };
  return { early: reading(sql`(${second} - ${DAY})`), late: reading(sql`(${second} + ${DAY})`) };
}

/**
 * What the clock of a zone shows at an instant, in microseconds, cut to the second. With
 * `timezoneOffset` statements would be shorter, but after a day that a zone skipped it returns the
 * offset before.
 */
function clockOf(at: Sql, zone: string): Sql {
  const shown = sql`toTimeZone(${instantOf(at)}, ${parameter(zone, 'text')})`;
  return sql`toUnixTimestamp64Micro(YYYYMMDDhhmmssToDateTime64(toYYYYMMDDhhmmss(${shown}), 6, 'UTC'))`;
}

function instantOf(micros: Sql): Sql {
  return sql`fromUnixTimestamp64Micro(${micros}, 'UTC')`;
}

/** Microseconds since the epoch, of a time of any precision or of a date. */
export function microsOf(time: Sql, rounded: Sql = NOTHING): Sql {
  return sql`toUnixTimestamp64Micro(${rounded}(toDateTime64((${time}), 6, 'UTC')))`;
}
