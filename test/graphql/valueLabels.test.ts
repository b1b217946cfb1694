import { DimensionValueType } from '../../src/graphql/types/dimensionValue';
import { productModel } from '../registry/productModel';

/** The labels of values of a dimension, in English and Chinese. */
function labelsOf(value: string | null): string[] {
  const registry = productModel();
  const shown = new DimensionValueType(value, registry.dimensions.get('subscription_type')!, registry.locale);
  return ['en', 'zh'].map((locale) => shown.label(locale));
}

test('a missing value and an empty text have words of their own, and no two labels are equal', () => {
  expect(labelsOf(null)).toEqual(['(none)', '（无）']);
  expect(labelsOf('')).toEqual(['(empty)', '（空）']);
  expect(labelsOf('of no label')).toEqual(['of no label', 'of no label']);
});
