import { audienceOf, isAudience, type Audience } from '../model/audience';
import { mustGet } from '../model/mustGet';
import type { Registry } from '../model/registry';
import type { DimensionFilter } from '../query/query';
import type { Interval } from '../time/calendar';
import { edgesOf, mapCells, type Mapped } from './cells';
import { ANY_ROW, type AssignedScan, type ScanNeed } from './kinds/kind';
import type { Ints } from './reading';

/** The events of one audience: rows of a scan with `keep` > 0. */
export interface AudienceRead {
  readonly scan: string;
  readonly keep: string;
  /** By cell: the slot of its events; 0: none counts. */
  readonly slotOf: Ints;
}

/** The audience of a metric that a query has checked. */
export function audienceIn(registry: Registry, key: string): Audience {
  const found = audienceOf(registry, mustGet(registry.metrics, key));
  if (!isAudience(found)) throw new Error(`${key} is no audience`);
  return found;
}

/** The scan that an audience needs. `keys`: whether its rows have groups. */
export function needOfAudience(audience: Audience, keys: 'row' | 'none', intervals: readonly Interval[]): ScanNeed {
  const { table, at, column, filter, isFirst, where } = audience;
  const own: DimensionFilter = where.length === 0 ? ANY_ROW : { kind: 'all', of: where };
  return {
    table,
    rows: isFirst ? { kind: 'first', at, entity: column, filter } : { kind: 'dated', at },
    entity: column,
    keys,
    values: [{ fn: 'count', column: null, filter: isFirst ? ANY_ROW : filter, where: own }],
    edges: [edgesOf(intervals)],
  };
}

/** How the scan that the need was given is read. */
export function audienceRead({ id, edges, values }: AssignedScan, intervals: readonly Mapped[]): AudienceRead {
  return { scan: id, keep: values[0]!, slotOf: mapCells(edges, intervals) };
}
