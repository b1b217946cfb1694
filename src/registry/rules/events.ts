import type { EventGrammar } from '../grammar/table';
import { salvageFilters } from '../grammar/salvage';
import type { ProblemList } from '../problems';
import type { Event } from '../../model/registry';
import { columnFor, IDENTITY, TIME } from './columns';
import { readFilters } from './conditions';
import type { TableDraft, TableDrafts } from './tableDraft';

/** Event tables have the columns of the table they are taken from: this gives them to each, before anything is checked. */
export function withEventColumns(tables: TableDrafts): TableDrafts {
  const settled = new Map<string, TableDraft>();
  const settle = (table: TableDraft, trail: readonly string[]): TableDraft => {
    const { event } = table.fields;
    if (event === undefined) return table;
    const other = tables.get(tableOf(event));
    // Tables in a circle have no columns; the circle is told by a rule of its own.
    if (other === undefined || trail.includes(other.key)) return table;
    const { columns, fields } = settled.get(other.key) ?? settle(other, [...trail, other.key]);
    const time = event.at ?? fields.time;
    const own = { ...table, columns, primaryKey: [event.each] };
    return { ...own, fields: time === undefined ? table.fields : { ...table.fields, time } };
  };
  for (const [key, table] of tables) settled.set(key, settle(table, [key]));
  return settled;
}

/** The table whose rows are looked at. */
export function tableOf(event: EventGrammar): string {
  return 'first' in event ? event.first : event.last;
}

/** One row of each entity of another table; null if there are problems with it. */
export function readEvent(
  table: TableDraft,
  event: EventGrammar,
  tables: TableDrafts,
  problems: ProblemList,
): Event | null {
  const spot = table.spot.at('event');
  for (const word of ['primaryKey', 'time', 'columns']) {
    if (!table.spot.keys.includes(word)) continue;
    problems.add(
      table.spot.at(word),
      `an event has no \`${word}\` of its own`,
      'none: the entity, the time and the columns of the table it is taken from',
    );
  }
  const which = 'first' in event ? 'first' : 'last';
  const of = tableOf(event);
  const other = tables.get(of);
  if (!other) {
    problems.addUnknown(spot.at(which), 'table', of, tables.keys());
    return null;
  }
  const each = columnFor(other, event.each, IDENTITY, spot.at('each'), problems);
  const at = event.at ?? other.fields.time;
  if (at === undefined) {
    problems.add(
      spot,
      `nothing says what dates a row of "${of}"`,
      '`at:` and a column of times, or `time:` at the table',
    );
  } else if (event.at !== undefined) columnFor(other, event.at, TIME, spot.at('at'), problems);
  const filters = salvageFilters(spot.at('filters').value);
  const filter = filters && readFilters(filters, spot.at('filters'), other, problems);
  if (!each || at === undefined || !filter) return null;
  return { kind: 'event', of, each: each.key, at, which, nth: event.nth ?? 1, filter };
}
