import type { MetricGrammar } from '../grammar/metric';
import type { ProblemList } from '../problems';
import type { Unit } from '../../model/registry';
import type { Spot } from '../yaml/spot';
import { checkCurrency, type Settings } from './settings';

export function checkUnit(unit: MetricGrammar['unit'], spot: Spot, settings: Settings, problems: ProblemList): void {
  if (typeof unit === 'object') checkCurrency(spot.at('currency'), unit.currency, problems);
  else if (unit === 'currency' && settings.currency === null) {
    problems.add(spot, 'does not say which currency', '`{ currency: USD }`, or `currency:` for the whole registry');
  }
}

/** The unit of a metric: `count` by default; `currency` alone means the registry's currency. */
export function unitOf(unit: MetricGrammar['unit'], currency: string | null): Unit {
  if (typeof unit === 'object') return { kind: 'currency', currency: unit.currency };
  return { kind: unit ?? 'count', currency: unit === 'currency' ? currency : null };
}
