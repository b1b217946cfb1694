import type { MetricGrain } from '../../../questions/documents';
import type { Comparison, ExploreRange } from './state';

const UNITS: Readonly<Record<string, MetricGrain>> = {
  h: 'HOUR',
  d: 'DAY',
  w: 'WEEK',
  m: 'MONTH',
  q: 'QUARTER',
  y: 'YEAR',
};
const LAST = /^(\d{1,5})([hdwmqy])$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Returns the range of a text: `30d`, `2026-10-01..2026-10-31`, or two instants; else null.
 * `isRunning` adds the running unit to a range of whole units.
 */
export function parseRange(text: string, isRunning: boolean): ExploreRange | null {
  const [, count, unit] = LAST.exec(text) ?? [];
  if (count !== undefined) {
    if (Number(count) === 0 && !isRunning) return null;
    return { kind: 'last', count: Number(count), unit: UNITS[unit!]!, isRunning };
  }
  const [from, to, ...rest] = text.split('..');
  if (from === undefined || to === undefined || rest.length > 0) return null;
  if (isDate(from) && isDate(to) && from <= to) return { kind: 'dates', from, through: to };
  if (isInstant(from) && isInstant(to) && Date.parse(from) < Date.parse(to)) return { kind: 'instants', from, to };
  return null;
}

/** Returns the text that `parseRange` reads. */
export function formatRange(range: ExploreRange): string {
  switch (range.kind) {
    case 'last':
      return `${range.count}${letterOf(range.unit)}`;
    case 'dates':
      return `${range.from}..${range.through}`;
    case 'instants':
      return `${range.from}..${range.to}`;
  }
}

/** Returns the comparison of a text: `previous`, or a shift such as `1y` or `52w`; else null. */
export function parseComparison(text: string): Comparison | null {
  if (text === 'previous') return { kind: 'previous' };
  const [, shift, unit] = LAST.exec(text) ?? [];
  if (shift === undefined || Number(shift) === 0) return null;
  return { kind: 'shift', shift: Number(shift), unit: UNITS[unit!]! };
}

/** Returns the text that `parseComparison` reads. */
export function formatComparison(compare: Comparison): string {
  return compare.kind === 'previous' ? 'previous' : `${compare.shift}${letterOf(compare.unit)}`;
}

/** True for a date of the calendar, such as 2026-10-31. */
export function isDate(text: string): boolean {
  if (!DATE.test(text) || text < '1000') return false;
  const time = Date.parse(`${text}T00:00Z`);
  // Date.parse moves February 30 into March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isInstant(text: string): boolean {
  return INSTANT.test(text) && isDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
}

function letterOf(unit: MetricGrain): string {
  return Object.keys(UNITS).find((letter) => UNITS[letter] === unit)!;
}
