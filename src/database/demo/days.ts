import { Temporal } from 'temporal-polyfill';
import { startOfDate } from '../../time/calendar';

/** A local day of the demo's story. */
export interface DemoDay {
  /** Its position in the story, from 0. */
  readonly number: number;
  readonly date: Temporal.PlainDate;
  readonly start: number;
  readonly end: number;
  /** The number of days before today, which is the last day. */
  readonly ago: number;
}

/** Returns the local days of the story, in order; the last is `today`. */
export function demoDays(today: string, count: number, timeZone: string): readonly DemoDay[] {
  const last = Temporal.PlainDate.from(today);
  return Array.from({ length: count }, (_, number) => {
    const ago = count - 1 - number;
    const date = last.subtract({ days: ago });
    const end = startOfDate(date.add({ days: 1 }), timeZone);
    return { number, date, start: startOfDate(date, timeZone), end, ago };
  });
}
