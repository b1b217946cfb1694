import { Temporal } from 'temporal-polyfill';
import { gatewayError } from '../errors';
import type { TimePoint } from './query';

/**
 * Calendars, databases and date formats agree on these years, and on a few years around them, where
 * a bucket may end.
 */
const FIRST_YEAR = 1000;
const LAST_YEAR = 9000;
const DAY = 86_400_000;

const EXAMPLES = 'Give a date such as `2026-10-01`, or an instant such as `2026-10-01T00:00:00+08:00`.';
const EXAMPLE = 'Give an instant such as `2026-10-01T00:00:00+08:00`.';

/** Reads a date or an instant. Errors: BAD_RANGE, with the name of the argument. */
export function parseTimePoint(text: string, argument: string): TimePoint {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { date: parseDate(text, argument) };
  return { instant: instantOf(text, argument, 'which is neither a date nor an instant', EXAMPLES) };
}

/** Reads a calendar date. */
export function parseDate(text: string, argument: string): string {
  try {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError(text);
    const date = Temporal.PlainDate.from(text, { overflow: 'reject' });
    if (date.year < FIRST_YEAR || date.year > LAST_YEAR) throw outside(`\`${argument}\` is ${quoted(text)}`);
    return date.toString();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const problem = `\`${argument}\` is ${quoted(text)}, which is no calendar date.`;
    throw gatewayError('BAD_RANGE', { problem, hint: 'Dates are written `2026-10-01`.' });
  }
}

/** Reads an instant: a time with its offset, to the millisecond. */
export function parseInstant(text: string, argument: string): number {
  return instantOf(text, argument, 'which is no instant', EXAMPLE);
}

function instantOf(text: string, argument: string, otherwise: string, hint: string): number {
  const refuse = (problem: string) =>
    gatewayError('BAD_RANGE', { problem: `\`${argument}\` is ${quoted(text)}, ${problem}.`, hint });
  if (/^\d{4}-\d{2}-\d{2}[T ][\d:.,]+$/i.test(text)) throw refuse('a time without an offset from UTC');
  // Temporal would change a leap second to the previous second, and ignore a note in brackets.
  if (/:60/.test(text)) throw refuse('a leap second, which clocks here do not know');
  if (text.includes('[')) throw refuse('an instant with a note in brackets');
  let instant: Temporal.Instant;
  try {
    instant = Temporal.Instant.from(text);
  } catch {
    throw refuse(otherwise);
  }
  if (instant.epochNanoseconds % 1_000_000n !== 0n) throw refuse('finer than a millisecond');
  checkYears(instant.epochMilliseconds, `\`${argument}\` is ${quoted(text)}`, hint);
  return instant.epochMilliseconds;
}

/**
 * Rejects instants far outside of any calendar in use. The message begins with `subject`. Errors:
 * BAD_RANGE.
 */
export function checkYears(instant: number, subject: string, hint = EXAMPLES): void {
  // In any zone, the date of such an instant is in one of the years or next to them.
  const from = Date.UTC(FIRST_YEAR, 0, 1) - DAY;
  const to = Date.UTC(LAST_YEAR + 1, 0, 1) + DAY;
  if (instant < from || instant > to) throw outside(subject, hint);
}

function outside(subject: string, hint = EXAMPLES) {
  const problem = `${subject}; years from ${FIRST_YEAR} to ${LAST_YEAR} are known.`;
  return gatewayError('BAD_RANGE', { problem, hint });
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
