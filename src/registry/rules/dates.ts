import { isFiner, type Grain } from '../../time/grain';
import { COLUMN_TYPE_FACTS } from '../../model/columnTypes';
import { factsOf } from '../../model/kinds';
import { nonNull } from '../../model/kinds/kind';
import type { Measure } from '../../model/measure';
import type { ProblemList } from '../problems';
import type { Spot } from '../yaml/spot';
import type { TableDraft } from './tableDraft';

/** A metric cannot be hourly if its rows have a date without a time (docs/meaning.md#dates). */
export function checkDates(
  measure: Measure,
  { grain, spot }: { readonly grain: Grain | undefined; readonly spot: Spot },
  tables: ReadonlyMap<string, TableDraft>,
  problems: ProblemList,
): void {
  if (grain === undefined || !isFiner(grain, 'day')) return;
  const date = timeColumns(measure).find(({ table, column }) => {
    const type = tables.get(table)?.columns.get(column)?.type;
    return type !== undefined && COLUMN_TYPE_FACTS[type].time === 'date';
  });
  if (date === undefined) return;
  const wrong = `is ${grain}, but "${date.column}" of "${date.table}", which dates its rows, is a date`;
  problems.add(spot.at('grain'), wrong, 'day or coarser');
}

/** The columns with the date of a measure's rows, or with the interval in which they are valid. */
function timeColumns(measure: Measure): { table: string; column: string }[] {
  const facts = factsOf(measure);
  const { at, until } = facts.dating(measure);
  return [
    ...nonNull(at, until).map((column) => ({ table: measure.table, column })),
    ...facts.within(measure).map((one) => ({ table: one.table, column: one.at })),
  ];
}
