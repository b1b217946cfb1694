import type { Registry } from '../../../src/model/registry';
import { dimensionsOf } from '../arbitrary/query';
import { unfiltered } from '../evaluator/metrics';
import { productRegistry, variantRegistry } from '../gateway';

// A metric that a registry's files could not declare would prove nothing.

describe.each([
  ['product', productRegistry()],
  ['variant', variantRegistry()],
])('the metrics of every kind beside those of %s', (_, registry: Registry) => {
  const metrics = [...registry.metrics.values()];

  test('metrics are filtered by dimensions that they reach', () => {
    const wrong = metrics.filter(({ definition }) => {
      if (definition.kind !== 'filtered') return false;
      const { dimensions } = registry.metrics.get(definition.metric)!;
      return !dimensionsOf(definition.where).every((key) => dimensions.includes(key));
    });
    expect(wrong.map(({ key }) => key)).toEqual([]);
  });

  test('a ratio has sides that are not statistics', () => {
    const wrong = metrics.filter(({ definition }) => {
      if (definition.kind !== 'ratio') return false;
      const parts = [definition.numerator, definition.denominator].map((key) => unfiltered(registry, key).base);
      return parts.some((part) => ['ratio', 'derived', 'statistic'].includes(part.definition.kind));
    });
    expect(wrong.map(({ key }) => key)).toEqual([]);
  });

  test('every metric can be grouped by some dimension', () => {
    expect(metrics.filter(({ dimensions }) => dimensions.length === 0).map(({ key }) => key)).toEqual([]);
  });
});
