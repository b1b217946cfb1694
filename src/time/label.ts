import { LRUCache } from 'lru-cache';
import { firstDate, dateOf, type Interval } from './calendar';
import type { Grain } from './grain';
import { reducedLocale } from './locale';

const SHAPES: Record<Exclude<Grain, 'week' | 'quarter'>, Intl.DateTimeFormatOptions> = {
  hour: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { month: 'short', day: 'numeric' },
  month: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
};

/** Formats kept, over all locales, zones and grains. One takes up to 80 kB. */
const MOST_FORMATS = 300;

const formats = new LRUCache<string, Intl.DateTimeFormat>({ max: MOST_FORMATS });

/** The number of formats kept. */
export function keptLabelFormats(): number {
  return formats.size;
}

/**
 * The label of a bucket on an axis: `14:00`, `Oct 1`, `W40`, `Oct 2026`, `Q4 2026`. Without a
 * grain, the dates of the range.
 */
export function bucketLabel({ start, end }: Interval, grain: Grain | null, zone: string, locale: string): string {
  if (grain === null) return formatOf(SHAPES.day, zone, locale).formatRange(start, end - 1);
  if (grain === 'week') return `W${weekOfYear(start, zone)}`;
  if (grain === 'quarter') {
    const { month, year } = dateOf(start, zone);
    return `Q${Math.ceil(month / 3)} ${year}`;
  }
  return formatOf(SHAPES[grain], zone, locale).format(start);
}

/** The number of an ISO week: week 1 contains the year's first Thursday. */
function weekOfYear(start: number, zone: string): number {
  const thursday = firstDate(dateOf(start, zone), 'week').add({ days: 3 });
  return Math.ceil(thursday.dayOfYear / 7);
}

/** A cached format: creating one costs far more than using it. */
function formatOf(shape: Intl.DateTimeFormatOptions, timeZone: string, locale: string): Intl.DateTimeFormat {
  const tag = reducedLocale(locale);
  const key = `${tag} ${timeZone} ${JSON.stringify(shape)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(tag, { ...shape, timeZone });
    formats.set(key, format);
  }
  return format;
}
