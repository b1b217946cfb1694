import { useSearchParams } from 'wouter';
import { useCatalog } from '../../questions/useCatalog';
import { Empty } from '../../widgets/Empty';
import { Problem } from '../../widgets/Problem';
import { Skeleton } from '../../widgets/Skeleton';
import { useWords } from '../../words/words';
import { CohortTable } from './CohortTable';
import { JourneyLinks } from '../journeys/JourneyLinks';
import { RetentionControls } from './RetentionControls';
import { readState, writeState, type RetentionState } from './state';
import { useRetention } from './useRetention';

/** Cohorts, and how many of each come back. The address says what is shown. */
export function Retention() {
  const words = useWords();
  const [search, setSearch] = useSearchParams();
  const { data: catalog, error: catalogError, refetch: loadCatalog } = useCatalog();
  const state = catalog === undefined ? null : readState(search, catalog);
  const { data, error, isPlaceholderData, refetch } = useRetention(state);
  const { retention } = words;
  const change = (part: Partial<RetentionState>) => setSearch(writeState({ ...state!, ...part }));
  return (
    <article className="page journey">
      <title>{`${retention.title} · ${words.product}`}</title>
      <header className="page-head">
        <div>
          <h1>{retention.title}</h1>
          <p className="quiet">{retention.intro}</p>
        </div>
        <JourneyLinks />
      </header>
      {catalogError !== null && catalog === undefined && (
        <Problem error={catalogError} onRetry={() => void loadCatalog()} />
      )}
      {catalog !== undefined && state === null && <Empty title={words.empty.title} text={retention.none} />}
      {catalog !== undefined && state !== null && (
        <>
          <RetentionControls catalog={catalog} state={state} onChange={change} />
          {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
          {data === undefined && error === null && <Skeleton shape="table" />}
          {data !== undefined && error === null && (
            <div className="card" data-old={isPlaceholderData}>
              <CohortTable answer={data} catalog={catalog} state={state} />
            </div>
          )}
        </>
      )}
    </article>
  );
}
