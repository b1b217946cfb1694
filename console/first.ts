// First, because it sets the colours before anything is painted.
import './themeStore';
import { chosenRange } from './pages/dashboard/ranges';
import { tilesQuestion } from './pages/dashboard/tilesQuestion';
import { catalogQuery, dashboardQuery, manySeriesQuery, metricQuery } from './questions/queries';
import { queryClient } from './questions/queryClient';
import { ROOT } from './root';
import { chosenLanguage } from './words/language';

/*
 * Asks the questions of the first page while the browser still loads and runs the rest of the
 * console (main.tsx). The hooks of the page then find the answers, or wait for the same requests.
 */
const language = chosenLanguage();
const path = location.pathname.slice(ROOT.length);
const dashboard = path === '' || path === '/' ? 'overview' : /^\/d\/([\w-]+)\/?$/.exec(path)?.[1];
const metric = /^\/metrics\/(\w+)\/?$/.exec(path)?.[1];
if (dashboard !== undefined) void askDashboard(dashboard);
void askCatalog();

/** Asks for a metric only if the caller sees it. */
async function askCatalog(): Promise<void> {
  const query = catalogQuery(language);
  await queryClient.prefetchQuery(query);
  const isKnown = queryClient.getQueryData(query.queryKey)?.metrics.some(({ key }) => key === metric) ?? false;
  if (metric !== undefined && isKnown) await queryClient.prefetchQuery(metricQuery(metric, language));
}

async function askDashboard(key: string): Promise<void> {
  const query = dashboardQuery(key, language);
  await queryClient.prefetchQuery(query);
  const sections = queryClient.getQueryData(query.queryKey)?.sections ?? [];
  const { merged } = tilesQuestion(
    sections.flatMap(({ tiles }) => tiles),
    chosenRange(new URLSearchParams(location.search)),
  );
  if (merged.length === 0) return;
  await queryClient.prefetchQuery(
    manySeriesQuery(
      merged.map(({ args }) => args),
      language,
    ),
  );
}
