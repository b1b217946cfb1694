import type { EngineRow } from '../engine/engine';

/**
 * A row of `sql/datesSql.ts`: milliseconds since the epoch by column. Null: nothing is dated there,
 * or only by an infinity, which is no instant.
 */
export function decodeDates([row]: readonly EngineRow[]): (number | null)[] {
  return row!.map((text) => {
    const at = text === null ? null : Number(text);
    return at === null || !Number.isFinite(at) ? null : at;
  });
}
