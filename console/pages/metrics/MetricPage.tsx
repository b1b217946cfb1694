import type { MetricDefinition } from '../../questions/useMetric';
import { useWords } from '../../words/words';
import { Changes } from './Changes';
import { Definition } from './definition/Definition';
import { Dimensions } from './leaders/Dimensions';
import { MetricHead } from './MetricHead';
import { LineageSection } from './lineage/LineageSection';
import { Query } from './query/Query';
import { Freshness } from './recent/Freshness';
import { Recent } from './recent/Recent';
import { useRecent } from './recent/useRecent';
import { Usage } from './Usage';
import './metrics.css';

/** All that is known about a metric: its numbers, its definition, and where they come from. */
export function MetricPage({ metric }: { readonly metric: MetricDefinition }) {
  const words = useWords();
  const recent = useRecent(metric);
  return (
    <article className="page metric-page">
      <title>{`${metric.label} · ${words.product}`}</title>
      <MetricHead metric={metric} />
      <div className="metric-columns">
        <div className="metric-column">
          <Recent metric={metric} recent={recent} />
          <Dimensions metric={metric} />
        </div>
        <Definition metric={metric} />
      </div>
      <LineageSection lineage={metric.lineage} metric={metric.key} />
      <div className="metric-columns">
        <Query metric={metric} />
        <div className="metric-column">
          <Usage metric={metric} />
          <Changes metric={metric} />
          <Freshness answer={recent.data ?? null} />
        </div>
      </div>
    </article>
  );
}
