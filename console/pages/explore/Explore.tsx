import { useCatalog, type Catalog } from '../../questions/useCatalog';
import { Button } from '../../widgets/Button';
import { Problem } from '../../widgets/Problem';
import { Skeleton } from '../../widgets/Skeleton';
import { useWords } from '../../words/words';
import { Controls } from './Controls';
import './explore.css';
import { FilterBar } from './filters/FilterBar';
import { Leaders } from './leaders/Leaders';
import { MainPicture } from './MainPicture';
import { Notes } from './Notes';
import { ShareButton } from './ShareButton';
import { DEFAULT_STATE } from './state/state';
import { Suggestions } from './Suggestions';
import { useExplore } from './useExplore';

/** The page of a question that a person composes. */
export function Explore() {
  const { data: catalog, error, refetch } = useCatalog();
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (catalog === undefined) return <Skeleton shape="chart" />;
  return <Question catalog={catalog} />;
}

function Question({ catalog }: { readonly catalog: Catalog }) {
  const words = useWords();
  const explore = useExplore(catalog);
  const { state, notes, change } = explore;
  return (
    <article className="page explore">
      <title>{`${words.explore.title} · ${words.product}`}</title>
      <header className="page-head">
        <h1>{words.explore.title}</h1>
        <div className="explore-actions">
          <Button kind="quiet" onPress={() => change(DEFAULT_STATE)}>
            {words.explore.reset}
          </Button>
          <ShareButton state={state} />
        </div>
      </header>
      <Controls {...explore} />
      <FilterBar {...explore} />
      <Notes notes={notes} />
      <Suggestions {...explore} />
      {state.metrics.length > 0 && (
        <div className="explore-grid">
          <MainPicture {...explore} />
          <aside className="explore-side" aria-label={words.explore.leaders.label}>
            <Leaders {...explore} />
          </aside>
        </div>
      )}
    </article>
  );
}
