import { Temporal } from 'temporal-polyfill';
import { gatewayError } from '../errors';
import type { TimePoint } from './query';

/** Calendars and databases agree on these years; nobody measures a product outside of them. */
const FIRST_YEAR = 1000;
const LAST_YEAR = 9999;

const EXAMPLES = 'Give a date such as `2026-10-01`, or an instant such as `2026-10-01T00:00:00+08:00`.';

/** Reads a date or an instant. Errors: BAD_RANGE, naming the argument it stands in. */
export function parseTimePoint(text: string, argument: string): TimePoint {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { date: parseDate(text, argument) };
  return { instant: parseInstant(text, argument) };
}

/** Reads a calendar date. */
export function parseDate(text: string, argument: string): string {
  try {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError(text);
    const date = Temporal.PlainDate.from(text, { overflow: 'reject' });
    if (date.year < FIRST_YEAR) throw outside(text, argument);
    return date.toString();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const problem = `\`${argument}\` is ${quoted(text)}, which is no calendar date.`;
    throw gatewayError('BAD_RANGE', { problem, hint: 'Dates are written `2026-10-01`.' });
  }
}

/** Reads an instant: a time with its offset, to the millisecond. */
export function parseInstant(text: string, argument: string): number {
  const refuse = (problem: string) =>
    gatewayError('BAD_RANGE', { problem: `\`${argument}\` is ${quoted(text)}, ${problem}.`, hint: EXAMPLES });
  if (/^\d{4}-\d{2}-\d{2}[T ][\d:.,]+$/.test(text)) throw refuse('a time without an offset from UTC');
  let instant: Temporal.Instant;
  try {
    instant = Temporal.Instant.from(text);
  } catch {
    throw refuse('which is neither a date nor an instant');
  }
  if (instant.epochNanoseconds % 1_000_000n !== 0n) throw refuse('finer than a millisecond');
  checkYears(instant.epochMilliseconds, text, argument);
  return instant.epochMilliseconds;
}

/** Refuses instants far outside of any calendar in use. */
export function checkYears(instant: number, text: string, argument: string): void {
  if (instant < Date.UTC(FIRST_YEAR, 0, 2) || instant > Date.UTC(LAST_YEAR, 11, 30)) throw outside(text, argument);
}

function outside(text: string, argument: string) {
  const problem = `\`${argument}\` is ${quoted(text)}; years from ${FIRST_YEAR} to ${LAST_YEAR} are known.`;
  return gatewayError('BAD_RANGE', { problem, hint: EXAMPLES });
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
