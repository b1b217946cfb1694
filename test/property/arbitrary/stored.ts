import type { Registry } from '../../../src/model/registry';
import type { Column, Table } from '../../../src/model/table';
import type { Data, Row, Value } from '../evaluator/data';
import { calendarOf } from '../evaluator/evaluate';

const MINUTE = 60_000;
/** The largest distance between two readings of one local time. */
const REPEATED = 120 * MINUTE;

/**
 * The rows as a database stores them. A column of local times cannot store both hours of a repeated
 * hour; both become the later one, as PostgreSQL reads them. A column of dates keeps the UTC date.
 * In a column of uuids, ids become uuids.
 */
export function asStored(registry: Registry, data: Data): Data {
  const stored = (table: Table, row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]): [string, Value] => [key, asHeld(table.columns.get(key), value)]),
    );
  return Object.fromEntries(
    Object.entries(data).map(([key, rows]) => [key, rows.map((row) => stored(registry.tables.get(key)!, row))]),
  );
}

function asHeld(column: Column | undefined, value: Value): Value {
  if (column === undefined || value === null) return value;
  if (column.type === 'uuid') return uuidOf(String(value));
  if (typeof value !== 'number') return value;
  if (column.type === 'date') return new Date(value).toISOString().slice(0, 10);
  return column.timeZone === null ? value : laterReading(column.timeZone, value);
}

/** Equal ids give equal uuids, different ids different ones, in another order. */
function uuidOf(id: string): string {
  const digits = BigInt.asUintN(64, BigInt(id)).toString(16).padStart(16, '0');
  return `${digits.slice(-2)}000000-0000-4000-8${digits.slice(0, 3)}-${digits.slice(3, 15)}`;
}

function laterReading(timeZone: string, instant: number): number {
  const calendar = calendarOf(timeZone);
  const local = (at: number): number => at + calendar.offset(at);
  for (let later = instant + REPEATED; later > instant; later -= MINUTE)
    if (local(later) === local(instant)) return later;
  return instant;
}
