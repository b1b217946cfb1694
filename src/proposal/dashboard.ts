import { Document } from 'yaml';
import type { ProposedMetric, Proposal } from './proposal';
import { written } from './written';

const MOST_TILES = 12;

/** The days of a dashboard: the last 30, or those that end on a date if the data ends there. */
export type DashboardDays = { readonly from: string; readonly through: string } | null;

/** A dashboard with the first numbers of each table. */
export function dashboardOf({ metrics }: Proposal, days: DashboardDays): string {
  const shown = metrics.filter((metric) => isTelling(metric, metrics)).slice(0, MOST_TILES);
  const groups = [...new Set(shown.map(({ group }) => group))];
  const document = new Document({
    title: 'Overview',
    order: 1,
    range: days ?? { last: 29, unit: 'day', includeCurrent: true },
    grain: 'day',
    compare: { previousPeriod: true },
    sections: groups.map((group) => ({
      group,
      tiles: shown.filter((metric) => metric.group === group).map(({ key }) => ({ metrics: [key], picture: 'number' })),
    })),
  });
  return written(document, 'dashboard');
}

/** Different users tell how a product does, different addresses do not. */
function isTelling(
  { numerator: { count_distinct: column, of } }: ProposedMetric,
  metrics: Proposal['metrics'],
): boolean {
  return (
    column === undefined ||
    metrics.some(({ numerator }) => numerator['count_first'] === column && numerator['of'] === of)
  );
}
