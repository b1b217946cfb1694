import { queryOptions } from '@tanstack/react-query';
import { OTHER, type Language } from '../words/language';
import { ask, askAll } from './ask';
import { CatalogDocument, DashboardDocument, MetricDocument, SeriesDocument } from './documents';
import { GatewayProblem } from './problem';
import type { SeriesArguments } from './useSeries';

// The questions that a page begins with. first.ts asks them before the hooks have loaded.

/** The registry that the caller sees. */
export function catalogQuery(language: Language) {
  return queryOptions({
    queryKey: ['catalog', language],
    queryFn: async ({ signal }) => (await ask(CatalogDocument, { locale: language }, signal)).metricCatalog!,
  });
}

/** A dashboard as its file is now. Errors: UNKNOWN_NAME, if the caller sees none of this key. */
export function dashboardQuery(key: string, language: Language) {
  return queryOptions({
    queryKey: ['dashboard', language, key],
    queryFn: async ({ signal }) => {
      const { metricCatalog } = await ask(DashboardDocument, { key, locale: language }, signal);
      const { dashboard, dashboardsVersion } = metricCatalog!;
      return { ...dashboard!, dashboardsVersion };
    },
  });
}

/** The answers of several pictures, in the order of `all`, by one request. */
export function manySeriesQuery(all: readonly SeriesArguments[], language: Language) {
  return queryOptions({
    queryKey: ['many', language, all],
    queryFn: async ({ signal }) => {
      const questions = all.map((args) => ({ document: SeriesDocument, variables: { ...args, locale: language } }));
      const answers = await askAll(questions, signal);
      return answers.map((answer) => (answer instanceof GatewayProblem ? answer : answer.metricSeries!));
    },
  });
}

/** The definition of a metric that the catalog has. */
export function metricQuery(key: string, language: Language) {
  return queryOptions({
    queryKey: ['metric', language, key],
    queryFn: async ({ signal }) => {
      const variables = { key, locale: language, other: OTHER[language] };
      return (await ask(MetricDocument, variables, signal)).metricCatalog!.metric!;
    },
  });
}
