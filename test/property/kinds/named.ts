import type { Definition } from '../../../src/model/definition';
import type { Metric } from '../../../src/model/registry';
import type { Grain } from '../../../src/time/grain';
import { GRAINS } from '../evaluator/grains';
import { operandsOf } from '../evaluator/metrics';

/** The metrics that a definition refers to. */
export function namedIn(definition: Definition): readonly string[] {
  switch (definition.kind) {
    case 'ratio':
      return [definition.numerator, definition.denominator];
    case 'filtered':
      return [definition.metric];
    case 'derived':
      return operandsOf(definition.expression);
    default:
      return [];
  }
}

/** The coarsest grain of the metrics. */
export function coarsestOf(metrics: readonly Metric[]): Grain {
  return GRAINS[Math.max(...metrics.map(({ grain }) => GRAINS.indexOf(grain)))]!;
}
