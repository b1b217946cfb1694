import { useRef } from 'react';
import { useCatalog } from '../../questions/useCatalog';
import { useFound } from '../../questions/useFound';
import { Empty } from '../../widgets/Empty';
import { Problem } from '../../widgets/Problem';
import { Skeleton } from '../../widgets/Skeleton';
import { useWords } from '../../words/words';
import { MetricList } from './list/MetricList';
import { MetricSearch } from './list/MetricSearch';
import { useSearchText } from './list/useSearchText';
import './metrics.css';

/** All metrics by group, and a search whose words are in the address (`?q=paid users`). */
export function Metrics() {
  const words = useWords();
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useSearchText();
  const { data: catalog, error, refetch } = useCatalog();
  const { keys, error: searchError, isOld, refetch: searchAgain } = useFound(text);
  const metrics = (catalog?.metrics ?? []).filter(({ key }) => keys === null || keys === undefined || keys.has(key));
  const toList = () => list.current?.querySelector<HTMLElement>('.metric-row')?.focus();
  return (
    <article className="page metrics">
      <title>{`${words.metrics.title} · ${words.product}`}</title>
      <header className="page-head">
        <div>
          <h1>{words.metrics.title}</h1>
          <p className="quiet">{words.metrics.intro}</p>
        </div>
        <MetricSearch text={text} onChange={setText} onDown={toList} />
      </header>
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {searchError !== null && <Problem error={searchError} onRetry={() => void searchAgain()} />}
      {catalog === undefined && error === null && <Skeleton shape="table" />}
      {catalog !== undefined && (
        <div>
          <p className="quiet metrics-count" role="status">
            {words.metrics.count(metrics.length, catalog.metrics.length)}
          </p>
          {metrics.length === 0 ? (
            <Empty title={words.empty.noMetric} text={words.empty.metrics} />
          ) : (
            <MetricList ref={list} groups={catalog.groups} metrics={metrics} isOld={isOld} />
          )}
        </div>
      )}
    </article>
  );
}
