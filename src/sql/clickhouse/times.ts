import { parameter, sql, type Sql } from '../fragment';

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
  return instantBy(microsOf(local), zone, (early, late) => sql`if(${late.holds}, ${late.at}, ${early.at})`);
}

/** The first instant of a date: of two midnights the first; the change that skips midnight. */
export function firstInstantOf(date: Sql, zone: string): Sql {
  const midnight = microsOf(date);
  return instantBy(
    midnight,
    zone,
    (early, late) => sql`if(${late.holds} and not ${early.holds}, ${late.at}, ${early.at})`,
  );
}

/** The microseconds of a clock that is read with one offset; and whether the zone has it then. */
interface Reading {
  readonly at: Sql;
  readonly holds: Sql;
}

const DAY = sql`86400000000`;

/** Reads a clock with the offsets of a day before and a day after: a change lies between them. */
function instantBy(local: Sql, zone: string, choose: (early: Reading, late: Reading) => Sql): Sql {
  const offset = (at: Sql) => {
    const second = sql`(${at} - positiveModulo(${at}, 1000000))`;
    return sql`(${clockOf(second, zone)} - ${second})`;
  };
  const reading = (away: Sql): Reading => {
    const own = offset(sql`${local} ${away}`);
    const at = sql`(${local} - ${own})`;
    return { at, holds: sql`(${offset(at)} = ${own})` };
  };
  const chosen = choose(reading(sql`- ${DAY}`), reading(sql`+ ${DAY}`));
  return sql`fromUnixTimestamp64Micro(${chosen}, 'UTC')`;
}

/**
 * What a zone's clock shows at a whole second, in microseconds since a clock showed 1970.
 * `timezoneOffset` would be shorter, but it is wrong after a day that a zone skipped: for Apia it
 * is ten hours behind UTC for ever.
 */
function clockOf(second: Sql, zone: string): Sql {
  const shown = sql`toTimeZone(fromUnixTimestamp64Micro(${second}, 'UTC'), ${parameter(zone, 'text')})`;
  return sql`toUnixTimestamp64Micro(YYYYMMDDhhmmssToDateTime64(toYYYYMMDDhhmmss(${shown}), 6, 'UTC'))`;
}

/** Microseconds since the epoch, of a time of any precision or of a date. */
function microsOf(time: Sql): Sql {
  return sql`toUnixTimestamp64Micro(toDateTime64((${time}), 6, 'UTC'))`;
}
