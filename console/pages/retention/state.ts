import type { MetricGrain, MetricReturnMode } from '../../questions/documents';
import type { Catalog } from '../../questions/useCatalog';
import { audiencesOf, isLike } from '../journeys/audiences';

/** What the page shows; its address says it. */
export interface RetentionState {
  readonly cohort: string;
  readonly returning: string;
  readonly period: MetricGrain;
  readonly periods: number;
  /** The number of cohorts, back from the running period. */
  readonly cohorts: number;
  readonly mode: MetricReturnMode;
}

export const PERIODS = ['DAY', 'WEEK', 'MONTH'] as const;
export const MOST_PERIODS = 52;
export const MOST_COHORTS = 104;

/**
 * Reads an address. What it lacks, or says wrong, has a default: who registers first, and the first
 * other metric that counts the same. Null: no metric counts someone.
 */
export function readState(parameters: URLSearchParams, catalog: Catalog): RetentionState | null {
  const audiences = audiencesOf(catalog);
  const find = (name: string) => audiences.find(({ key }) => key === parameters.get(name));
  const returning = find('returning');
  const cohort = find('cohort') ?? audiences.find((one) => isLike(one, returning)) ?? audiences[0];
  if (cohort === undefined) return null;
  const other = audiences.find((one) => one.key !== cohort.key && isLike(one, cohort));
  const back = returning !== undefined && isLike(returning, cohort) ? returning : (other ?? cohort);
  const grains = PERIODS.filter((grain) => cohort.grains.includes(grain) && back.grains.includes(grain));
  const period = grains.find((grain) => grain === parameters.get('period')?.toUpperCase());
  return {
    cohort: cohort.key,
    returning: back.key,
    period: period ?? (grains.includes('WEEK') ? 'WEEK' : (grains[0] ?? 'MONTH')),
    periods: numberOf(parameters.get('periods'), 8, MOST_PERIODS),
    cohorts: numberOf(parameters.get('cohorts'), 8, MOST_COHORTS),
    mode: parameters.get('mode') === 'after' ? 'ON_OR_AFTER' : 'ON',
  };
}

/** The parameters that `readState` reads as this state. */
export function writeState({ cohort, returning, period, periods, cohorts, mode }: RetentionState): URLSearchParams {
  return new URLSearchParams({
    cohort,
    returning,
    period: period.toLowerCase(),
    periods: String(periods),
    cohorts: String(cohorts),
    ...(mode === 'ON_OR_AFTER' && { mode: 'after' }),
  });
}

function numberOf(text: string | null, otherwise: number, most: number): number {
  const number = Number(text ?? otherwise);
  return Number.isInteger(number) && number >= 1 && number <= most ? number : otherwise;
}
