import { LRUCache } from 'lru-cache';
import { firstDate, dateOf, type Interval } from './calendar';
import { clockAt } from './clock';
import type { Grain } from './grain';
import { reducedLocale, type Locale } from './locale';

/** The time that the labels of one answer must tell apart. */
export interface Axis {
  readonly zone: string;
  /** Null: the range is one bucket. */
  readonly grain: Grain | null;
  /** The range of the answer, widened to whole buckets. */
  readonly range: Interval;
}

/** The longest unit in which the range of an axis is within one: a date, or a year. */
type Extent = 'date' | 'year' | 'years';

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DATE = { month: 'short', day: 'numeric' } as const;
const YEAR = { year: 'numeric' } as const;

type Shape = Intl.DateTimeFormatOptions;

const HOURS: Record<Extent, Shape> = {
  date: CLOCK,
  year: { ...DATE, ...CLOCK },
  years: { ...YEAR, ...DATE, ...CLOCK },
};
const DAYS: Record<Extent, Shape> = { date: DATE, year: DATE, years: { ...YEAR, ...DATE } };
const MONTHS: Shape = { month: 'short', ...YEAR };
const OFFSET: Shape = { timeZoneName: 'shortOffset' };

type Labels = (bucket: Interval, locale: Locale) => string;

/** Formats kept, over all locales, zones and grains. One takes up to 80 kB. */
const MOST_FORMATS = 300;

const formats = new LRUCache<string, Intl.DateTimeFormat>({ max: MOST_FORMATS });

/** The number of formats kept. */
export function keptLabelFormats(): number {
  return formats.size;
}

/**
 * The labels of the buckets of an answer, all different: `14:00`, `Oct 1`, `W40`, `Oct 2026`,
 * `Q4 2026`. Without a grain, the dates of the range. Labels have the date or the year if the range
 * has several (docs/meaning.md#labels).
 */
export function bucketLabels(axis: Axis): Labels {
  const { grain } = axis;
  const extent = extentOf(axis);
  if (grain === null)
    return ({ start, end }, locale) => formatOf(DAYS[extent], axis.zone, locale).formatRange(start, end - 1);
  return LABELS[grain](axis.zone, extent);
}

const LABELS: Record<Grain, (zone: string, extent: Extent) => Labels> = {
  hour: (zone, extent) => (bucket, locale) => hourLabel(bucket, zone, extent, locale),
  day: (zone, extent) => formatted(DAYS[extent], zone),
  week: (zone, extent) => (bucket) => {
    const { week, year } = weekOf(bucket.start, zone);
    return extent === 'years' ? `W${week} ${year}` : `W${week}`;
  },
  month: (zone) => formatted(MONTHS, zone),
  quarter: (zone) => (bucket) => {
    const { month, year } = dateOf(bucket.start, zone);
    return `Q${Math.ceil(month / 3)} ${year}`;
  },
  year: (zone) => formatted(YEAR, zone),
};

function formatted(shape: Shape, zone: string): Labels {
  return ({ start }, locale) => formatOf(shape, zone, locale).format(start);
}

function extentOf({ zone, grain, range }: Axis): Extent {
  const [first, last] = [range.start, range.end - 1];
  if (grain === 'week') return weekOf(first, zone).year === weekOf(last, zone).year ? 'year' : 'years';
  const [firstDay, lastDay] = [dateOf(first, zone), dateOf(last, zone)];
  if (firstDay.year !== lastDay.year) return 'years';
  return firstDay.equals(lastDay) ? 'date' : 'year';
}

/** An hour that the clock shows for the second time has its offset, too: `02:00 GMT+1 (2)`. */
function hourLabel({ start }: Interval, zone: string, extent: Extent, locale: Locale): string {
  const label = formatOf(HOURS[extent], zone, locale).format(start);
  if (!isShownAgain(start, zone)) return label;
  const parts = formatOf(OFFSET, zone, locale).formatToParts(start);
  return `${label} ${parts.find(({ type }) => type === 'timeZoneName')!.value} (2)`;
}

/** Whether the clock has shown the local time of this instant before, because it was put back. */
function isShownAgain(instant: number, zone: string): boolean {
  const { since, ahead } = clockAt(instant, zone);
  return since !== -Infinity && instant - since < clockAt(since - 1, zone).ahead - ahead;
}

/** An ISO week: week 1 has the year's first Thursday, and a week is of the year of its Thursday. */
function weekOf(instant: number, zone: string): { readonly week: number; readonly year: number } {
  const thursday = firstDate(dateOf(instant, zone), 'week').add({ days: 3 });
  return { week: Math.ceil(thursday.dayOfYear / 7), year: thursday.year };
}

/** A cached format: creating one costs far more than using it. */
function formatOf(shape: Intl.DateTimeFormatOptions, timeZone: string, locale: Locale): Intl.DateTimeFormat {
  const tag = reducedLocale(locale);
  const key = `${tag} ${timeZone} ${JSON.stringify(shape)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(tag, { ...shape, timeZone });
    formats.set(key, format);
  }
  return format;
}
