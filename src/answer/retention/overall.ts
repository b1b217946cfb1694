import type { RetentionPlan } from '../../plan/retention/retentionPlan';
import type { CountedCohort, TogetherPeople } from './cohort';

/**
 * All cohorts of a group as one. A period has the cohorts for which it is complete
 * (docs/meaning.md#retention).
 */
export function overallOf(
  { buckets, periods }: RetentionPlan,
  cohorts: readonly CountedCohort[],
  people: TogetherPeople | null,
): CountedCohort {
  return {
    size: { count: sum(cohorts.map(({ size }) => size.count)), people: people?.all ?? null },
    periods: Array.from({ length: periods + 1 }, (_, number) => {
      const complete = cohorts.map((cohort) => cohort.periods[number]!).filter((one) => one.complete);
      const size = { count: sum(complete.map((one) => one.size.count)), people: people?.size[number] ?? null };
      const retained = sum(complete.map((one) => one.retained!.count));
      return {
        size,
        retained: complete.length === 0 ? null : { count: retained, people: people?.retained[number] ?? null },
        complete: complete.length === buckets.length,
      };
    }),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
