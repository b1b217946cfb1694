import type { EngineRow } from '../../engine/engine';
import { gatewayError } from '../../errors';
import type { Registry } from '../../model/registry';
import type { RetentionPlan } from '../../plan/retention/retentionPlan';
import { isOver } from '../../time/asOf';
import type { AnswerRow } from '../answer';
import { keyTextOf, readKey } from '../keyTexts';
import { hideFew } from './hideFew';
import { overallOf } from './overall';
import type { Cohort, Counted, CountedCohort, RetentionTable, TogetherPeople } from './cohort';

/** A group, and its cohorts by slot. */
interface Group {
  readonly by: AnswerRow['by'];
  readonly found: Map<number, EngineRow[]>;
}

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

/** In the order of the rows, which come by keys. Without keys there is one group. */
function groupsIn({ groupBy, keyForms }: RetentionPlan, rows: readonly EngineRow[]): readonly Group[] {
  const groups = new Map<string, Group>();
  if (groupBy.length === 0) groups.set('[]', { by: {}, found: new Map() });
  const texts = keyForms.map(keyTextOf);
  for (const row of rows) {
    const keys = row.slice(1, 1 + groupBy.length);
    const id = JSON.stringify(keys);
    let group = groups.get(id);
    if (group === undefined) {
      const by = Object.fromEntries(groupBy.map((key, index) => [key, readKey(texts[index]!, keys[index]!)]));
      groups.set(id, (group = { by, found: new Map() }));
    }
    const slot = Number(row[0]);
    const own = group.found.get(slot);
    if (own === undefined) group.found.set(slot, [row]);
    else own.push(row);
  }
  return [...groups.values()];
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
