import { useSearchParams } from 'wouter';
import { Warnings } from '../../charts/Warnings';
import { useCatalog } from '../../questions/useCatalog';
import { Empty } from '../../widgets/Empty';
import { Problem } from '../../widgets/Problem';
import { Skeleton } from '../../widgets/Skeleton';
import { useWords } from '../../words/words';
import { JourneyLinks } from '../journeys/JourneyLinks';
import { FunnelControls } from './FunnelControls';
import { FunnelGroups } from './FunnelGroups';
import { FunnelSteps } from './FunnelSteps';
import { readState, writeState, type FunnelState } from './state';
import { useFunnel } from './useFunnel';
import './funnel.css';

/** How many go from step to step. The address says what is shown. */
export function Funnel() {
  const words = useWords();
  const { funnel } = words;
  const [search, setSearch] = useSearchParams();
  const { data: catalog, error: catalogError, refetch: loadCatalog } = useCatalog();
  const state = catalog === undefined ? null : readState(search, catalog);
  const { data, error, isPlaceholderData, refetch } = useFunnel(state);
  const change = (part: Partial<FunnelState>) => setSearch(writeState({ ...state!, ...part }));
  const dimension = catalog?.dimensions.find(({ key }) => key === data?.groupBy);
  return (
    <article className="page journey">
      <title>{`${funnel.title} · ${words.product}`}</title>
      <header className="page-head">
        <div>
          <h1>{funnel.title}</h1>
          <p className="quiet">{funnel.intro}</p>
        </div>
        <JourneyLinks />
      </header>
      {catalogError !== null && catalog === undefined && (
        <Problem error={catalogError} onRetry={() => void loadCatalog()} />
      )}
      {catalog !== undefined && state === null && <Empty title={words.empty.title} text={funnel.none} />}
      {catalog !== undefined && state !== null && (
        <>
          <FunnelControls catalog={catalog} state={state} onChange={change} />
          {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
          {data === undefined && error === null && <Skeleton shape="table" />}
          {data !== undefined && error === null && (
            <div className="card" data-old={isPlaceholderData}>
              <Warnings warnings={data.meta.warnings} />
              {dimension === undefined ? (
                data.rows.map((row, index) => <FunnelSteps key={index} row={row} />)
              ) : (
                <FunnelGroups rows={data.rows} dimension={dimension.label} />
              )}
              {data.rows.length === 0 && <Empty title={words.empty.title} text={funnel.nobody} />}
              {data.rows.some(({ complete }) => !complete) && <p className="quiet">{funnel.running}</p>}
            </div>
          )}
        </>
      )}
    </article>
  );
}
