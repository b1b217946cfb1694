import { isFiner, type Grain } from '../../time/grain';
import type { ProblemList } from '../problems';
import type { Measure } from '../../model/registry';
import type { Spot } from '../yaml/spot';
import type { TableDraft } from './tableDraft';

/** A metric that is dated by a date has no hours (docs/meaning.md#dates). */
export function checkDates(
  measure: Measure,
  { grain, spot }: { readonly grain: Grain | undefined; readonly spot: Spot },
  tables: ReadonlyMap<string, TableDraft>,
  problems: ProblemList,
): void {
  if (grain === undefined || !isFiner(grain, 'day')) return;
  const date = timeColumns(measure).find(
    ({ table, column }) => tables.get(table)?.columns.get(column)?.type === 'date',
  );
  if (date === undefined) return;
  const wrong = `is ${grain}, but "${date.column}" of "${date.table}", which dates its rows, is a date`;
  problems.add(spot.at('grain'), wrong, 'day or coarser');
}

/** The columns that a measure dates rows by, or tells by when they are valid. */
function timeColumns(measure: Measure): { table: string; column: string }[] {
  const { table } = measure;
  const own = 'from' in measure ? [measure.from, measure.until] : [measure.at];
  const columns = own.map((column) => ({ table, column }));
  if (measure.kind !== 'return') return columns;
  return [...columns, ...measure.within.map((one) => ({ table: one.table, column: one.at }))];
}
