import { useWords } from '../../words/words';
import type { CatalogMetric } from '../../questions/useCatalog';

/** Returns a function that names a unit: a currency by its code. */
export function useUnitText(): (unit: CatalogMetric['unit']) => string {
  const { metric: words } = useWords();
  return ({ kind, currency }) => (currency === null ? words.units[kind] : `${words.units[kind]} (${currency})`);
}
