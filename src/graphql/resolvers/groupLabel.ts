import { valueLabel } from '../../model/words/valueLabel';
import type { Registry } from '../../model/registry';

/** The name of a group in any locale: the labels of its values. Empty without groups. */
export function groupLabel(
  { dimensions, locale: own }: Pick<Registry, 'dimensions' | 'locale'>,
  by: Readonly<Record<string, string | null>>,
): (locale: string | null) => string {
  return (locale) =>
    Object.entries(by)
      .map(([key, value]) => valueLabel(dimensions.get(key)!, value, locale ?? own))
      .join(' · ');
}
