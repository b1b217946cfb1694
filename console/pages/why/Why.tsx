import { useSearchParams } from 'wouter';
import { Warnings } from '../../charts/Warnings';
import { useCatalog } from '../../questions/useCatalog';
import { Change } from '../../widgets/Change';
import { Choice } from '../../widgets/Choice';
import { Empty } from '../../widgets/Empty';
import { Pick } from '../../widgets/Pick';
import { Problem } from '../../widgets/Problem';
import { Skeleton } from '../../widgets/Skeleton';
import { useWords } from '../../words/words';
import { RANGES, type RangeKey } from '../dashboard/ranges';
import { JourneyLinks } from '../journeys/JourneyLinks';
import { Parts } from './Parts';
import { explainableOf, explainingOf, readState, writeState, type WhyState } from './state';
import { useChange } from './useChange';
import './why.css';

/** Which groups make up the change of a metric. The address says what is shown. */
export function Why() {
  const words = useWords();
  const { why } = words;
  const [search, setSearch] = useSearchParams();
  const { data: catalog, error: catalogError, refetch: loadCatalog } = useCatalog();
  const state = catalog === undefined ? null : readState(search, catalog);
  const metric = catalog?.metrics.find(({ key }) => key === state?.metric);
  const by = catalog === undefined || metric === undefined ? [] : explainingOf(catalog, metric);
  const { data, error, isPlaceholderData, refetch } = useChange(state, by);
  const change = (part: Partial<WhyState>) => setSearch(writeState({ ...state!, ...part }));
  return (
    <article className="page journey">
      <title>{`${why.title} · ${words.product}`}</title>
      <header className="page-head">
        <div>
          <h1>{why.title}</h1>
          <p className="quiet">{why.intro}</p>
        </div>
        <JourneyLinks />
      </header>
      {catalogError !== null && catalog === undefined && (
        <Problem error={catalogError} onRetry={() => void loadCatalog()} />
      )}
      {catalog !== undefined && state === null && <Empty title={words.empty.title} text={why.none} />}
      {catalog !== undefined && state !== null && metric !== undefined && (
        <>
          <section className="controls" aria-label={words.explore.question}>
            <Pick
              label={why.metric}
              text={metric.label}
              searchLabel={why.searchMetrics}
              sections={catalog.groups.map((group) => ({
                key: group.key,
                title: group.label,
                items: explainableOf(catalog)
                  .filter((one) => one.group.key === group.key)
                  .map(({ key, label, description }) => ({ key, text: label, also: description })),
              }))}
              picked={[metric.key]}
              mode="one"
              onPick={([key]) => key !== undefined && change({ metric: key })}
            />
            <Choice<RangeKey>
              label={words.range.label}
              value={state.range}
              options={(Object.keys(RANGES) as RangeKey[]).map((key) => ({
                key,
                text: words.range.last(RANGES[key].last, words.units[RANGES[key].unit]),
              }))}
              onChange={(range) => change({ range })}
            />
          </section>
          {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
          {data === undefined && error === null && <Skeleton shape="table" />}
          {data !== undefined && error === null && (
            <div className="why-answer" data-old={isPlaceholderData}>
              <section className="card">
                <p className="why-change">
                  <strong>{data.overall.formatted ?? '–'}</strong>
                  <span className="quiet">{why.instead(data.overall.previousText ?? '–')}</span>
                  <Change
                    change={data.overall.change ?? null}
                    text={data.overall.changeText ?? null}
                    better={metric.better ?? null}
                  />
                </p>
                <Warnings warnings={data.meta.warnings} />
              </section>
              {data.dimensions
                .filter(({ parts }) => parts.length > 0)
                .map((explained) => (
                  <Parts
                    key={explained.dimension.key}
                    explained={explained}
                    hasEffects={explained.parts.some(({ rateText }) => rateText !== null && rateText !== undefined)}
                  />
                ))}
            </div>
          )}
        </>
      )}
    </article>
  );
}
