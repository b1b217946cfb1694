import type { SettlesGrammar } from '../grammar/table';
import type { ProblemList } from '../problems';
import type { Settles } from '../../model/table';
import { anyColumn } from './columns';
import type { TableDraft } from './tableDraft';

/**
 * Checks the promise about old rows. The age of a row needs a `time`, and the last event of an
 * entity is never old: a new row replaces it.
 */
export function checkSettles(table: TableDraft, problems: ProblemList): void {
  const { spot, fields } = table;
  if (!spot.keys.includes('settles')) return;
  const at = spot.at('settles');
  if (spot.keys.includes('event')) {
    const expected = 'no `settles` here: new rows of the other table can replace an event';
    problems.add(at, 'an event does not settle', expected);
    return;
  }
  if (!spot.keys.includes('time')) problems.add(at, `no column dates the rows of "${table.key}"`, '`time:` beside it');
  fields.settles?.columns?.forEach((key, index) => anyColumn(table, key, at.at('columns').at(index), problems));
}

/** The promise as the registry has it. */
export function finishSettles(settles: SettlesGrammar | undefined): Settles | null {
  if (settles === undefined) return null;
  return { after: settles.after, unit: settles.unit, columns: settles.columns ?? null };
}
