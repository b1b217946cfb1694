import { languageOf } from '../model/words/language';
import { reducedLocale } from '../time/locale';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/**
 * A stretch of elapsed time in the style of a locale: whole seconds below a minute, else the
 * largest unit and the one after it: `20 sec`, `3 hr 20 min`, `2 days`.
 */
export function formatDuration(seconds: number, locale: string): string {
  const tag = reducedLocale(locale);
  const write = (value: number, unit: string) =>
    new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  const whole = Math.round(seconds);
  const largest = UNITS.findIndex(([, size]) => whole >= size);
  if (largest < 0) return write(whole, 'second');
  let rest = whole;
  const parts = UNITS.slice(largest, largest + 2).flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [write(count, unit)];
  });
  return parts.join(languageOf(locale) === 'zh' ? '' : ' ');
}
