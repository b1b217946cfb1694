import type { Registry, Table } from '../../../src/registry/registry';
import type { Data, Row, Value } from '../evaluator/data';
import { calendarOf } from '../evaluator/evaluate';

const MINUTE = 60_000;
/** How far apart two readings of one local time are, at most. */
const REPEATED = 120 * MINUTE;

/**
 * The rows as a database holds them. A column of local times cannot tell an hour that a clock change repeats from its
 * repetition: both are the later one, as PostgreSQL reads them.
 */
export function asStored(registry: Registry, data: Data): Data {
  const stored = (table: Table, row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]): [string, Value] => {
        const timeZone = table.columns.get(key)?.timeZone ?? null;
        return [key, timeZone === null || typeof value !== 'number' ? value : laterReading(timeZone, value)];
      }),
    );
  return Object.fromEntries(
    Object.entries(data).map(([key, rows]) => [key, rows.map((row) => stored(registry.tables.get(key)!, row))]),
  );
}

function laterReading(timeZone: string, instant: number): number {
  const calendar = calendarOf(timeZone);
  const local = (at: number): number => at + calendar.offset(at);
  for (let later = instant + REPEATED; later > instant; later -= MINUTE)
    if (local(later) === local(instant)) return later;
  return instant;
}
