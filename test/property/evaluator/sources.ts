import type { Registry } from '../../../src/model/registry';
import type { Event, Table } from '../../../src/model/table';
import type { Calendar } from './calendar';
import { withComputed } from './computed';
import type { Data, Row } from './data';
import { instantOf, isNumeric, textOf, valueOf } from './data';
import { holds } from './holds';
import { byCodePoint } from './dimensions';
import { compare, parse } from './exact';
import type { Sees } from './policy';

/** The parts of a query that rows depend on: the zone's calendar and asOf. */
export interface Seen {
  readonly calendar: Calendar;
  readonly asOf: number;
}

/**
 * The rows of all tables as a query sees them (docs/meaning.md#tables). Dates become instants, and
 * rows outside a table's filter are dropped. The rows of a select are given in the data. Tables
 * made of others use their visible rows.
 */
export function rowsOfTables(registry: Registry, data: Data, seen: Seen, sees: Sees = () => true): Data {
  const found = new Map<string, readonly Row[]>();
  const rowsOf = (key: string): readonly Row[] => {
    const known = found.get(key);
    if (known !== undefined) return known;
    const table = registry.tables.get(key)!;
    const rows = sourced(table)
      .map((row) => withComputed(table, row))
      .filter((row) => holds(table.filter, table, row) && sees(key, row));
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

/** A date becomes its first instant in the zone. */
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

/** For each entity, the nth row from the start or from the end. */
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

/** Compares rows by their primary keys, column by column. */
export function byKey(table: Table, a: Row, b: Row): number {
  for (const key of table.primaryKey) {
    const [left, right] = [textOf(a, key) ?? '', textOf(b, key) ?? ''];
    const order = isNumeric(table, key) ? compare(parse(left), parse(right)) : byCodePoint(left, right);
    if (order !== 0) return order;
  }
  return 0;
}
