import type { Catalog, CatalogMetric } from '../../questions/useCatalog';
import { Pick } from '../../widgets/Pick';
import { useWords } from '../../words/words';
import { audiencesOf, isLike } from './audiences';

interface Props {
  readonly label: string;
  readonly catalog: Catalog;
  readonly picked: CatalogMetric;
  /** The metric that must count the same; null: any audience will do. */
  readonly like: CatalogMetric | null;
  onPick(key: string): void;
}

/** Picks a metric that counts someone. */
export function AudiencePick({ label, catalog, picked, like, onPick }: Props) {
  const { journeys: words } = useWords();
  const audiences = audiencesOf(catalog);
  const sections = catalog.groups.map((group) => ({
    key: group.key,
    title: group.label,
    items: audiences
      .filter((metric) => metric.group.key === group.key)
      .map((metric) => ({
        key: metric.key,
        text: metric.label,
        also: metric.description,
        disabled: like === null || isLike(metric, like) ? undefined : words.differs,
      })),
  }));
  return (
    <Pick
      label={label}
      text={picked.label}
      searchLabel={words.searchMetrics}
      sections={sections}
      picked={[picked.key]}
      mode="one"
      onPick={([key]) => key !== undefined && onPick(key)}
    />
  );
}
