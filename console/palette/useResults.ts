import { useCatalog } from '../questions/useCatalog';
import { useFound } from '../questions/useFound';
import { useWords } from '../words/words';
import { matches, ranked } from './match';

export interface Result {
  /** The path of a page of the gateway. */
  readonly id: string;
  readonly text: string;
  /** The key of a metric. */
  readonly detail: string | null;
  /** True if the path is a document of its own, and no page of the console. */
  readonly isDocument: boolean;
}

export interface ResultSection {
  readonly id: string;
  readonly title: string;
  readonly results: readonly Result[];
}

const MOST_METRICS = 30;

/** What a person can go to: metrics, dashboards and pages that contain the words of a search. */
export function useResults(search: string): readonly ResultSection[] {
  const words = useWords();
  const { data: catalog } = useCatalog();
  const { keys, isOld } = useFound(search);
  const found = isOld || keys === null || keys === undefined ? new Set<string>() : keys;
  const metrics = ranked(catalog?.metrics ?? [], search, found).slice(0, MOST_METRICS);
  const dashboards = (catalog?.dashboards ?? []).filter(
    ({ key, title }) => key !== 'overview' && matches(search, title, key),
  );
  const pages: Result[] = [
    page('/', words.nav.overview),
    page('/explore', words.nav.explore),
    page('/retention', words.nav.retention),
    page('/funnel', words.nav.funnel),
    page('/why', words.nav.why),
    page('/metrics', words.nav.metrics),
    { ...page('/graphiql', words.nav.graphiql), isDocument: true },
  ].filter(({ text }) => matches(search, text));
  const sections = [
    { id: 'pages', title: words.palette.pages, results: pages },
    {
      id: 'dashboards',
      title: words.nav.dashboards,
      results: dashboards.map(({ key, title }) => page(`/d/${key}`, title)),
    },
    {
      id: 'metrics',
      title: words.nav.metrics,
      results: metrics.map(({ key, label }) => ({ ...page(`/metrics/${key}`, label), detail: key })),
    },
  ];
  return sections.filter(({ results }) => results.length > 0);
}

function page(path: string, text: string): Result {
  return { id: path, text, detail: null, isDocument: false };
}
