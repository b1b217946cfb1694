import { Link } from 'react-aria-components';
import { useCatalog } from '../../questions/useCatalog';
import { useMetric } from '../../questions/useMetric';
import { Problem } from '../../widgets/Problem';
import { Skeleton } from '../../widgets/Skeleton';
import { useWords } from '../../words/words';
import { NotFound } from '../NotFound';
import { MetricPage } from './MetricPage';

/** The page of a metric. The catalog has all metrics that the caller may see. */
export function Metric({ metric: key }: { readonly metric: string }) {
  const words = useWords();
  const { data: catalog, error, refetch } = useCatalog();
  if (error !== null && catalog === undefined) return <Problem error={error} onRetry={() => void refetch()} />;
  if (catalog === undefined) return <Loading />;
  const isKnown = catalog.metrics.some((metric) => metric.key === key);
  if (isKnown) return <Known key={key} metric={key} />;
  return (
    <NotFound text={words.problem.noMetric(key)}>
      <Link href="/metrics">{words.problem.toMetrics}</Link>
    </NotFound>
  );
}

function Known({ metric }: { readonly metric: string }) {
  const { data, error, refetch } = useMetric(metric);
  if (data !== undefined) return <MetricPage metric={data} />;
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  return <Loading />;
}

function Loading() {
  return (
    <div className="page">
      <Skeleton shape="text" />
      <Skeleton shape="chart" />
      <Skeleton shape="table" />
    </div>
  );
}
