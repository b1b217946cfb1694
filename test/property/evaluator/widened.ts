import type { Bucket } from './calendar';
import type { Setting } from './measured';
import { nativeIn } from './measured';
import { operandsOf, unfiltered } from './metrics';

/** The metrics without a grain whose native buckets reach beyond a period. */
export function widerThan(setting: Setting, period: Bucket): readonly string[] {
  return setting.query.metrics.filter((key) => isWider(setting, key, period));
}

/** An expression is wider if one of its metrics is. */
function isWider(setting: Setting, key: string, period: Bucket): boolean {
  const { base } = unfiltered(setting.registry, key);
  if (base.definition.kind === 'derived')
    return operandsOf(base.definition.expression).some((part) => isWider(setting, part, period));
  const native = nativeIn(setting.calendar, base.grain, period, null);
  return native[0]!.start < period.start || native.at(-1)!.end > period.end;
}
