import { matchKind, type ByKind } from '../model/byKind';
import type { Registry } from '../model/registry';
import { findsTime, type Indexes } from './indexes';
import type { Ints, Presence, Reading } from './reading';
import type { Scan, ScanRows } from './scan';

/** A scan without its counted cells and its way of reading. */
export type SharedScan = Omit<Scan, 'counted' | 'indexScan' | 'keepsRows'>;

/** Adds to each scan the cells that a reading counts, and whether an index finds their rows. */
export function finishScans(
  registry: Registry,
  indexes: Indexes,
  scans: readonly SharedScan[],
  readings: readonly Reading[],
): Scan[] {
  return scans.map((scan) =>
    finishScan(
      registry,
      indexes,
      scan,
      readings.flatMap((reading) => mapsOf(reading, scan.id)),
    ),
  );
}

/** The same for one scan, by the maps from its cells to slots or samples. */
export function finishScan(registry: Registry, indexes: Indexes, scan: SharedScan, maps: readonly Ints[]): Scan {
  const counted = scan.edges.slice(0, -1).map((_, cell) => maps.some((map) => map[cell]! > 0));
  return { ...scan, counted, indexScan: canIndexScan(registry, indexes, scan), keepsRows: false };
}

/**
 * The maps from cells to slots or samples that a reading has over a scan, for all its placements.
 */
function mapsOf(reading: Reading, scan: string): readonly Ints[] {
  return [
    ...(reading.scan === scan ? matchKind<Reading, readonly Ints[], []>(reading, OWN_MAPS) : []),
    ...matchKind<Reading, readonly Ints[], [string]>(reading, OTHER_MAPS, scan),
  ];
}

/**
 * By kind of reading: the maps over its own scan. Snapshots and movements have none: the cells of
 * their scans are moments, not stretches of time.
 */
const OWN_MAPS: ByKind<Reading, readonly Ints[]> = {
  fold: (reading) => mapsOfPlacements(reading, ({ slotOf }) => [slotOf]),
  distinct: (reading) => mapsOfPlacements(reading, ({ sampleOf }) => [sampleOf]),
  statistic: (reading) => mapsOfPlacements(reading, ({ sampleOf }) => [sampleOf]),
  rolling: (reading) =>
    mapsOfPlacements(reading, ({ from, until }) => [from.map((first, cell) => (first < until[cell]! ? 1 : 0))]),
  snapshot: () => [],
  movement: () => [],
  return: (reading) => mapsOfPlacements(reading, ({ dueOf }) => [dueOf]),
  activity: (reading) => mapsOfPlacements(reading, ({ numberOf }) => [numberOf]),
};

const none = (): readonly Ints[] => [];
/** By kind of reading: the maps over scans beside its own. */
const OTHER_MAPS: ByKind<Reading, readonly Ints[], [scan: string]> = {
  fold: none,
  distinct: none,
  statistic: none,
  rolling: none,
  snapshot: none,
  movement: none,
  activity: none,
  return: (reading, scan) =>
    mapsOfPlacements(reading, ({ sampleOf }) =>
      reading.presence.flatMap((presence, index) =>
        matchKind<Presence, readonly Ints[], []>(presence, {
          scan: (one) => (one.scan === scan ? [sampleOf[index]!] : []),
          lookup: none,
        }),
      ),
    ),
};

function mapsOfPlacements<P>(
  { rows, rangeTotal }: { rows: P; rangeTotal: P | null },
  maps: (placement: P) => Ints[],
): Ints[] {
  return rangeTotal === null ? maps(rows) : [...maps(rows), ...maps(rangeTotal)];
}

/** The column whose index finds the rows of a cell; null: a cell needs rows from all of time. */
function indexedColumn(scanRows: ScanRows): string | null {
  return matchKind<ScanRows, string | null, []>(scanRows, {
    dated: ({ at }) => at,
    first: () => null,
    interval: () => null,
  });
}

/** Joins to parents would run once per cell, so a scan with joins reads every row. */
function canIndexScan(
  registry: Registry,
  indexes: Indexes,
  { table, rows, keys, filterPaths, values }: SharedScan,
): boolean {
  const at = indexedColumn(rows);
  if (at === null || !findsTime(indexes, registry, { table, at })) return false;
  const own = values.flatMap(({ where }) => [...(where?.paths.values() ?? [])]);
  const joined = [
    ...(filterPaths?.values() ?? []),
    ...own,
    ...keys.filter(({ joinedAfterReduce }) => !joinedAfterReduce).map(({ path }) => path),
  ];
  return joined.every(({ joins }) => joins.length === 0);
}
