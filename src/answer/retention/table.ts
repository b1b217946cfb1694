import type { EngineRow } from '../../engine/engine';
import { gatewayError } from '../../errors';
import type { Registry } from '../../model/registry';
import type { RetentionPlan } from '../../plan/retention/retentionPlan';
import { isOver } from '../../time/asOf';
import type { Counted } from '../hiddenCounts';
import { groupsIn } from '../slotRows';
import { hideFew } from './hideFew';
import { overallOf } from './overall';
import type { Cohort, CountedCohort, RetentionTable, TogetherPeople } from './cohort';

const NONE: Counted = { count: 0, people: null };

/** Turns the statement's rows into the table. Errors: RESULT_TOO_LARGE. */
export function retentionTable(
  { limits: { maxRows } }: Pick<Registry, 'limits'>,
  plan: RetentionPlan,
  rows: readonly EngineRow[],
): RetentionTable {
  const groups = groupsIn(plan, rows);
  if (groups.length * plan.begunCount * (plan.periods + 1) > maxRows || rows.length > 2 * maxRows) {
    throw gatewayError('RESULT_TOO_LARGE', { max: maxRows, limit: null, pages: false });
  }
  const { asOf, policy } = plan;
  const least = plan.personKeyIndex === null ? null : policy.smallestGroup!.size;
  const begun = plan.buckets.slice(0, plan.begunCount);
  const counted = begun.map((_, index) =>
    groups.map(({ found }) => cohortOf(plan, index + 1, found.get(index + 1) ?? [])),
  );
  const cohorts = begun.flatMap(({ start, end }, index) => {
    const time = { start, end, complete: isOver({ end }, asOf) };
    return hideFew(counted[index]!, least).map((numbers, at): Cohort => ({ time, by: groups[at]!.by, ...numbers }));
  });
  const together = groups.map(({ found }, at) =>
    overallOf(
      plan,
      counted.map((bySlot) => bySlot[at]!),
      peopleOf(plan, found.get(0)),
    ),
  );
  const overall = hideFew(together, least).map((numbers, at): Cohort => ({
    time: null,
    by: groups[at]!.by,
    ...numbers,
  }));
  return { cohorts, overall };
}

function cohortOf(plan: RetentionPlan, slot: number, rows: readonly EngineRow[]): CountedCohort {
  const { groupBy, periods, slots, asOf, personKeyIndex } = plan;
  const first = groupBy.length + 1;
  const byNumber = new Map(rows.map((row) => [Number(row[first]), row]));
  const at = (row: EngineRow | undefined, column: number): Counted =>
    row === undefined
      ? NONE
      : {
          count: Number(row[first + column]),
          people: personKeyIndex === null ? null : Number(row[first + column + 2]),
        };
  const size = at(rows[0], 1);
  return {
    size,
    periods: Array.from({ length: periods + 1 }, (_, number) => {
      const bucket = slots[slot + number - 1];
      return {
        size,
        retained: bucket === undefined ? null : at(byNumber.get(number), 2),
        complete: bucket !== undefined && isOver(bucket, asOf),
      };
    }),
  };
}

function peopleOf(
  { groupBy, personKeyIndex }: RetentionPlan,
  rows: readonly EngineRow[] | undefined,
): TogetherPeople | null {
  if (personKeyIndex === null || rows === undefined) return null;
  const first = groupBy.length + 1;
  return {
    all: Number(rows[0]![first + 5]),
    size: rows.map((row) => Number(row[first + 3])),
    retained: rows.map((row) => Number(row[first + 4])),
  };
}
