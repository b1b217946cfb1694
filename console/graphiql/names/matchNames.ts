import type { NamesQuery } from '../../questions/documents';

type Catalog = NonNullable<NamesQuery['metricCatalog']>;

/** A metric or a dimension of the registry. */
export interface Name {
  readonly key: string;
  readonly label: string;
  readonly description: string | null;
  readonly isDimension: boolean;
}

/** Returns all metrics, and then all dimensions. */
export function namesOf({ metrics, dimensions }: Catalog): readonly Name[] {
  return [
    ...metrics.map((metric) => ({ ...metric, isDimension: false })),
    ...dimensions.map((dimension) => ({ ...dimension, description: null, isDimension: true })),
  ];
}

/** Returns the names whose label, key or description has every word of a text, labels first. */
export function matchNames(names: readonly Name[], search: string): readonly Name[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const found = names.filter(({ key, label, description }) => has(`${label} ${key} ${description ?? ''}`));
  const isNamed = ({ key, label }: Name) => has(`${label} ${key}`);
  return [...found.filter(isNamed), ...found.filter((name) => !isNamed(name))];
}
