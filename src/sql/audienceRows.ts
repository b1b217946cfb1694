import type { AudienceRead } from '../plan/audienceRead';
import type { Scan } from '../plan/scan';
import { counts } from './arrays';
import { join, name, sql, type Sql } from './fragment';
import { alwaysKeeps } from './scan/values';

/** `from …` with the events of an audience, as `s`. */
export function audienceRows(scan: Scan, read: AudienceRead): Sql {
  return sql`
    from ${name(scan.id)} as s
    where ${join([sql`s.entity is not null`, ...eventConditions(scan, read)], ' and ')}
  `;
}

/** What makes a row `s` of the scan an event of the audience. */
export function eventConditions(scan: Scan, { keep, slotOf }: AudienceRead): Sql[] {
  const counted = counts(slotOf, sql`s.cell`);
  return [...(counted === null ? [] : [counted]), ...(alwaysKeeps(scan, keep) ? [] : [sql`s.${name(keep)} > 0`])];
}

export function scanById(scans: readonly Scan[], { scan: id }: AudienceRead): Scan {
  return scans.find((scan) => scan.id === id)!;
}
