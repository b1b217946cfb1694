import type { Registry } from '../model/registry';
import { isIndexed, type Indexes } from './indexes';
import type { Ints, Reading, Scan } from './plan';

/** A scan before it is known which of its cells count, and how they are best read. */
export type SharedScan = Omit<Scan, 'counted' | 'indexScan'>;

/** Tells each scan which cells any reading counts, and whether to find their rows by an index. */
export function finishScans(
  registry: Registry,
  indexes: Indexes,
  scans: readonly SharedScan[],
  readings: readonly Reading[],
): Scan[] {
  return scans.map((scan) => {
    const maps = readings.flatMap((reading) => mapsOf(reading, scan.id));
    const cells = scan.edges.slice(0, -1);
    const counted = cells.map((_, cell) => maps.some((map) => map[cell]! > 0));
    return { ...scan, counted, indexScan: canIndexScan(registry, indexes, scan) };
  });
}

/**
 * By cell, what a reading counts it to, however it is placed, where it reads it from the scan.
 */
function mapsOf(reading: Reading, scan: string): Ints[] {
  const own = reading.scan === scan;
  switch (reading.kind) {
    case 'fold':
      return own ? mapsOfPlacements(reading, ({ slotOf }) => [slotOf]) : [];
    case 'distinct':
    case 'statistic':
      return own ? mapsOfPlacements(reading, ({ sampleOf }) => [sampleOf]) : [];
    case 'rolling':
      return own
        ? mapsOfPlacements(reading, ({ from, until }) => [from.map((first, cell) => (first < until[cell]! ? 1 : 0))])
        : [];
    case 'snapshot':
    case 'movement':
      return [];
    case 'return': {
      const present = mapsOfPlacements(reading, ({ sampleOf }) =>
        reading.presence.flatMap((one, index) => (one.kind === 'scan' && one.scan === scan ? [sampleOf[index]!] : [])),
      );
      return own ? [...present, ...mapsOfPlacements(reading, ({ dueOf }) => [dueOf])] : present;
    }
  }
}

function mapsOfPlacements<P>(
  { rows, rangeTotal }: { rows: P; rangeTotal: P | null },
  maps: (placement: P) => Ints[],
): Ints[] {
  return rangeTotal === null ? maps(rows) : [...maps(rows), ...maps(rangeTotal)];
}

/** A zoneless column is no instant until it is converted, and parents would be joined cell by cell: then every row is read. */
function canIndexScan(
  registry: Registry,
  indexes: Indexes,
  { table, rows, keys, filterPaths, values }: SharedScan,
): boolean {
  if (rows.kind !== 'dated' || !isIndexed(indexes, table, rows.at)) return false;
  if (registry.tables.get(table)!.columns.get(rows.at)!.type !== 'timestamptz') return false;
  const own = values.flatMap(({ where }) => [...(where?.paths.values() ?? [])]);
  const joined = [
    ...(filterPaths?.values() ?? []),
    ...own,
    ...keys.filter(({ joinedAfterReduce }) => !joinedAfterReduce).map(({ path }) => path),
  ];
  return joined.every(({ joins }) => joins.length === 0);
}
