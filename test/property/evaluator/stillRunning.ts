import type { Grain } from '../../../src/time/grain';
import type { Setting } from './measured';
import { nativeIn, pairsOf } from './measured';
import { operandsOf, unfiltered } from './metrics';
import { hasCome, isComplete, momentAt } from './moment';

/** The metrics with a running native bucket whose number counts who is not active there yet. */
export function stillRunning(setting: Setting): readonly string[] {
  return setting.query.metrics.filter((key) => waits(setting, key));
}

function waits(setting: Setting, key: string): boolean {
  const { definition, grain } = unfiltered(setting.registry, key).base;
  switch (definition.kind) {
    case 'derived':
      return operandsOf(definition.expression).some((part) => waits(setting, part));
    case 'ratio':
      return (
        runs(setting, grain) && [definition.numerator, definition.denominator].some((part) => isDormant(setting, part))
      );
    default:
      return runs(setting, grain) && isDormant(setting, key);
  }
}

function isDormant({ registry }: Setting, key: string): boolean {
  const { definition } = unfiltered(registry, key).base;
  return definition.kind === 'activity' && definition.is === 'dormant';
}

/** Whether a native bucket of the answer has begun and is not over. */
function runs(setting: Setting, native: Grain): boolean {
  const { calendar, query } = setting;
  const asOf = momentAt(query.asOf);
  return pairsOf(setting).some(({ bucket }) =>
    nativeIn(calendar, native, bucket, query.grain).some((one) => hasCome(asOf, one.start) && !isComplete(asOf, one)),
  );
}
