import type { EngineRow } from '../engine/engine';

/**
 * The row of a statement of `sql/datesSql.ts`: milliseconds since the epoch by column. Null: no row
 * has a date, or only an infinite one.
 */
export function decodeDates([row]: readonly EngineRow[]): (number | null)[] {
  return row!.map((text) => {
    const at = text === null ? null : Number(text);
    return at === null || !Number.isFinite(at) ? null : at;
  });
}
