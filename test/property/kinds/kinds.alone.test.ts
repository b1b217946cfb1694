import type { Registry } from '../../../src/model/registry';
import { dimensionsOf } from '../arbitrary/query';
import { unfiltered } from '../evaluator/metrics';
import { productRegistry, variantRegistry } from '../gateway';

// Metrics that a registry's files could not declare would prove nothing.

describe.each([
  ['product', productRegistry()],
  ['variant', variantRegistry()],
])('the metrics of every kind beside those of %s', (_, registry: Registry) => {
  const metrics = [...registry.metrics.values()];

  test('are filtered by what they reach', () => {
    const wrong = metrics.filter(({ definition }) => {
      if (definition.kind !== 'filtered') return false;
      const { dimensions } = registry.metrics.get(definition.metric)!;
      return !dimensionsOf(definition.where).every((key) => dimensions.includes(key));
    });
    expect(wrong.map(({ key }) => key)).toEqual([]);
  });

  test('are ratios of measures that are no statistics', () => {
    const wrong = metrics.filter(({ definition }) => {
      if (definition.kind !== 'ratio') return false;
      const parts = [definition.numerator, definition.denominator].map((key) => unfiltered(registry, key).base);
      return parts.some((part) => ['ratio', 'derived', 'statistic'].includes(part.definition.kind));
    });
    expect(wrong.map(({ key }) => key)).toEqual([]);
  });

  test('can all be grouped by something', () => {
    expect(metrics.filter(({ dimensions }) => dimensions.length === 0).map(({ key }) => key)).toEqual([]);
  });
});
