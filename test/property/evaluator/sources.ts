import type { Event, Registry, Table } from '../../../src/model/registry';
import type { Calendar } from './calendar';
import type { Data, Row } from './data';
import { holds, instantOf, isNumeric, textOf, valueOf } from './data';
import { byCodePoint } from './dimensions';
import { compare, parse } from './exact';
import type { Sees } from './policy';

/** What a question knows that rows depend on: where dates are, and what has come. */
export interface Seen {
  readonly calendar: Calendar;
  readonly asOf: number;
}

/**
 * The rows of all tables as a question finds them (docs/meaning.md#tables): dates are instants, and what does not pass is not there. What a
 * select gives is among the data, as whoever wrote it knows best. What is made of other tables is made of the rows that are seen.
 */
export function rowsOfTables(registry: Registry, data: Data, seen: Seen, sees: Sees = () => true): Data {
  const found = new Map<string, readonly Row[]>();
  const rowsOf = (key: string): readonly Row[] => {
    const known = found.get(key);
    if (known !== undefined) return known;
    const table = registry.tables.get(key)!;
    const rows = sourced(table).filter((row) => holds(table.filter, table, row) && sees(key, row));
    found.set(key, rows);
    return rows;
  };
  const sourced = (table: Table): readonly Row[] => {
    const { source } = table;
    switch (source.kind) {
      case 'relation':
      case 'sql':
        return (data[table.key] ?? []).map((row) => withInstants(table, row, seen.calendar));
      case 'union':
        return source.of.flatMap((key) => rowsOf(key).map((row) => columnsOf(table, row)));
      case 'event':
        return events(registry.tables.get(source.of)!, rowsOf(source.of), source, seen.asOf);
    }
  };
  return Object.fromEntries([...registry.tables.keys()].map((key) => [key, rowsOf(key)]));
}

/** A date is the first instant that is not before it. */
function withInstants(table: Table, row: Row, calendar: Calendar): Row {
  const dates = [...table.columns.values()].filter(({ type }) => type === 'date');
  if (dates.length === 0) return row;
  const read = dates.map(({ key }) => {
    const date = textOf(row, key);
    return [key, date === null ? null : calendar.startOfDate(date)] as const;
  });
  return { ...row, ...Object.fromEntries(read) };
}

function columnsOf({ columns }: Table, row: Row): Row {
  return Object.fromEntries([...columns.keys()].map((key) => [key, valueOf(row, key)]));
}

/** Of each entity the row that so many others come before, or after. */
function events(table: Table, rows: readonly Row[], event: Event, asOf: number): Row[] {
  const own = new Map<string, Row[]>();
  for (const row of rows) {
    const entity = textOf(row, event.each);
    const date = instantOf(row, event.at);
    if (entity === null || date === null || date > asOf || !holds(event.filter, table, row)) continue;
    own.set(entity, [...(own.get(entity) ?? []), row]);
  }
  return [...own.values()].flatMap((all) => {
    const inOrder = all.sort((a, b) => instantOf(a, event.at)! - instantOf(b, event.at)! || byKey(table, a, b));
    const found = inOrder.at(event.which === 'first' ? event.nth - 1 : -event.nth);
    return found === undefined ? [] : [found];
  });
}

/** Rows in the order of their primary keys, column by column. */
export function byKey(table: Table, a: Row, b: Row): number {
  for (const key of table.primaryKey) {
    const [left, right] = [textOf(a, key) ?? '', textOf(b, key) ?? ''];
    const order = isNumeric(table, key) ? compare(parse(left), parse(right)) : byCodePoint(left, right);
    if (order !== 0) return order;
  }
  return 0;
}
