import { check } from '../grammar/check';
import { currencyGrammar, DEFAULT_LIMITS, limitsGrammar, timeZoneGrammar } from '../grammar/file';
import { nearestName } from '../../model/nearest';
import { oneOf, type ProblemList } from '../problems';
import type { Limits } from '../../model/registry';
import type { Sections } from '../yaml/sections';
import type { Spot } from '../yaml/spot';
import { isTimeZone } from '../../time/zone';
import { readLocales, type DeclaredLocales } from './locales';

export interface Settings {
  readonly timeZone: string;
  /** Null: their declaration has problems. */
  readonly locales: DeclaredLocales | null;
  /** The meaning of `unit: currency`; null: such a metric must name its own currency. */
  readonly currency: string | null;
  readonly limits: Limits;
}

/** Reads the defaults of all queries. */
export function readSettings(sections: Sections, first: Spot | null, problems: ProblemList): Settings {
  const { timeZone, currency } = sections;
  if (!timeZone && first)
    problems.add(first, 'no file declares a timeZone', '`timeZone:` and a zone such as Asia/Shanghai');
  const zone = timeZone && check(timeZone, timeZoneGrammar, problems);
  if (timeZone && zone) checkTimeZone(timeZone, zone, problems);
  const code = currency && check(currency, currencyGrammar, problems);
  if (currency && code) checkCurrency(currency, code, problems);
  return {
    timeZone: zone ?? '',
    locales: readLocales(sections, problems),
    currency: code,
    limits: readLimits(sections.limits, problems),
  };
}

function readLimits(entries: ReadonlyMap<string, Spot>, problems: ProblemList): Limits {
  const limits: Record<string, number> = { ...DEFAULT_LIMITS };
  const names = Object.keys(DEFAULT_LIMITS) as (keyof Limits)[];
  for (const [key, spot] of entries) {
    const name = names.find((known) => known === key);
    if (name) limits[name] = check(spot, limitsGrammar.shape[name], problems) ?? limits[name]!;
    else problems.add(spot, `there is no limit "${key}"`, oneOf(names), nearestName(key, names));
  }
  return limits as unknown as Limits;
}

/** Reports an invalid IANA zone. Offsets such as +08:00 are invalid: they have no clock changes. */
export function checkTimeZone(spot: Spot, zone: string, problems: ProblemList): void {
  if (isTimeZone(zone)) return;
  const nearest = nearestName(zone, Intl.supportedValuesOf('timeZone'));
  problems.add(
    spot,
    `"${zone}" is not a time zone`,
    'a name of the IANA database, such as Asia/Shanghai or UTC',
    nearest,
  );
}

/** Reports an invalid ISO 4217 code. */
export function checkCurrency(spot: Spot, code: string, problems: ProblemList): void {
  const codes = Intl.supportedValuesOf('currency');
  if (codes.includes(code)) return;
  const nearest = codes.includes(code.toUpperCase()) ? code.toUpperCase() : null;
  problems.add(spot, `"${code}" is not a currency`, 'an ISO 4217 code, such as CNY or USD', nearest);
}
