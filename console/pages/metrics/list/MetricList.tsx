import type { Ref } from 'react';
import { Collection, GridList, GridListHeader, GridListSection } from 'react-aria-components';
import type { Catalog, CatalogMetric } from '../../../questions/useCatalog';
import { useWords } from '../../../words/words';
import { MetricRow } from './MetricRow';

interface Props {
  readonly groups: Catalog['groups'];
  readonly metrics: readonly CatalogMetric[];
  /** True while the results of other words are shown. */
  readonly isOld: boolean;
  readonly ref: Ref<HTMLDivElement>;
}

/** The metrics by group, as one list: the arrow keys cross its groups. */
export function MetricList({ groups, metrics, isOld, ref }: Props) {
  const { metrics: words } = useWords();
  const sections = groups
    .map(({ key, label }) => ({ key, label, metrics: metrics.filter(({ group }) => group.key === key) }))
    .filter((section) => section.metrics.length > 0);
  return (
    <div className="card metric-card" data-old={isOld}>
      <div className="metric-row metric-titles" aria-hidden>
        <span>{words.name}</span>
        <span>{words.unit}</span>
        <span>{words.grain}</span>
        <span>{words.priority}</span>
        <span>{words.owner}</span>
      </div>
      <GridList ref={ref} className="metric-list" aria-label={words.title} items={sections} dependencies={[words]}>
        {(section) => (
          <GridListSection id={section.key} className="metric-section">
            <GridListHeader className="metric-group">{section.label}</GridListHeader>
            <Collection items={section.metrics} dependencies={[words]}>
              {(metric) => <MetricRow id={metric.key} metric={metric} />}
            </Collection>
          </GridListSection>
        )}
      </GridList>
    </div>
  );
}
