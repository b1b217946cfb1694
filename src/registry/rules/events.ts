import type { EventGrammar } from '../grammar/table';
import { salvageFilters } from '../grammar/salvage';
import type { ProblemList } from '../problems';
import type { Event } from '../../model/table';
import { columnFor, IDENTITY, TIME } from './columns';
import { readFilters } from './conditions';
import type { TableDraft, TableDrafts } from './tableDraft';

/** Gives each event table the columns of its source table, before any check. */
export function withEventColumns(tables: TableDrafts): TableDrafts {
  const settled = new Map<string, TableDraft>();
  const settle = (table: TableDraft, trail: readonly string[]): TableDraft => {
    const { event } = table.fields;
    if (event === undefined) return table;
    const other = tables.get(tableOf(event));
    // Tables in a cycle have no columns; `tableCycles.ts` reports the cycle.
    if (other === undefined || trail.includes(other.key)) return table;
    const { columns, fields } = settled.get(other.key) ?? settle(other, [...trail, other.key]);
    const time = event.at ?? fields.time;
    // A computed column of the other table is one that the rows simply have here.
    const own = { ...table, columns: new Map(columns), computed: NOTHING_COMPUTED, primaryKey: [event.each] };
    return { ...own, fields: time === undefined ? table.fields : { ...table.fields, time } };
  };
  for (const [key, table] of tables) settled.set(key, settle(table, [key]));
  return settled;
}

const NOTHING_COMPUTED: TableDraft['computed'] = new Map();

/** The key of the table that an event table selects rows from. */
export function tableOf(event: EventGrammar): string {
  return 'first' in event ? event.first : event.last;
}

/** Reads the source of an event table; null if it has problems. */
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
      `no \`${word}\` here; it follows from the table that \`event\` names`,
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
    problems.add(spot, `no column dates the rows of "${of}"`, '`at:` with a column of times, or `time:` on the table');
  } else if (event.at !== undefined) columnFor(other, event.at, TIME, spot.at('at'), problems);
  const filters = salvageFilters(spot.at('filters').value);
  const filter = filters && readFilters(filters, spot.at('filters'), other, problems);
  if (!each || at === undefined || !filter) return null;
  return { kind: 'event', of, each: each.key, at, which, nth: event.nth ?? 1, filter };
}
