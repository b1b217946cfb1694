import { isDeepStrictEqual } from 'node:util';
import { matchKind } from '../../model/byKind';
import type { Registry } from '../../model/registry';
import type { TimeColumn } from '../../model/timeColumns';
import type { Plan } from '../../plan/plan';
import type { Reading } from '../../plan/reading';
import type { ScanRows } from '../../plan/scan';
import type { TimeSpan } from '../../sql/datesSql';
import { isOver, justAfter } from '../../time/asOf';

/**
 * The stretches of time whose rows count in one of two plans alone. The plans are for one query, as
 * of different moments. Null: the plans differ in more than the moments at which they cut.
 */
export function movements(registry: Registry, one: Plan, other: Plan): TimeSpan[] | null {
  if (!isDeepStrictEqual(withoutCuts(one), withoutCuts(other))) return null;
  const ofScans = one.scans.flatMap(({ rows, table, edges }, index) =>
    differing(edges, other.scans[index]!.edges, columnsOf(table, rows)),
  );
  const ofReadings = one.readings.flatMap((reading, index) => {
    const columns = lookedUp(reading);
    return differing(endsOf(reading), endsOf(other.readings[index]!), columns);
  });
  const cuts = [justAfter(one.asOf), justAfter(other.asOf)];
  const ofEvents = differing([cuts[0]!], [cuts[1]!], eventsOf(registry, one));
  return [...ofScans, ...ofReadings, ...ofEvents];
}

/**
 * A plan without the instants that `movements` compares, and without a fact of `meta` alone. The
 * answer says of each period whether it is over.
 */
function withoutCuts(plan: Plan): unknown {
  return {
    ...plan,
    asOf: null,
    comparedTo: null,
    over: [...plan.buckets, plan.range].map((period) => isOver(period, plan.asOf)),
    scans: plan.scans.map((scan) => ({ ...scan, edges: scan.edges.length })),
    readings: plan.readings.map((reading) => {
      if (reading.kind !== 'return') return reading;
      const { rows, rangeTotal } = reading;
      return { ...reading, rows: withoutEnds(rows), rangeTotal: rangeTotal === null ? null : withoutEnds(rangeTotal) };
    }),
  };
}

type Return = Extract<Reading, { kind: 'return' }>;

function withoutEnds(follow: Return['rows']): unknown {
  return { ...follow, samples: follow.samples.map(({ start }) => start) };
}

function endsOf(reading: Reading): number[] {
  if (reading.kind !== 'return') return [];
  return [reading.rows, reading.rangeTotal].flatMap((one) => one?.samples.map(({ end }) => end) ?? []);
}

/** The columns that date the rows which a reading looks up beside its scans. */
function lookedUp(reading: Reading): TimeColumn[] {
  if (reading.kind !== 'return') return [];
  return reading.presence.flatMap((one) => (one.kind === 'lookup' ? [{ table: one.table, at: one.at }] : []));
}

/** The columns whose values decide the cell of a row. */
function columnsOf(table: string, rows: ScanRows): TimeColumn[] {
  return matchKind<ScanRows, TimeColumn[], []>(rows, {
    dated: ({ at }) => [{ table, at }],
    first: ({ at }) => [{ table, at }],
    interval: ({ from, until }) => [
      { table, at: from },
      { table, at: until },
    ],
  });
}

function differing(ones: readonly number[], others: readonly number[], columns: readonly TimeColumn[]): TimeSpan[] {
  return ones.flatMap((one, index) => {
    const other = others[index]!;
    if (one === other) return [];
    const span = { start: Math.min(one, other), end: Math.max(one, other) };
    return columns.map((column) => ({ ...column, ...span }));
  });
}

/** The dates of the event tables that a plan may read: later events do not exist for asOf. */
function eventsOf({ tables }: Registry, plan: Plan): TimeColumn[] {
  const found = new Set<string>();
  const reach = (key: string): void => {
    if (found.has(key)) return;
    found.add(key);
    const { source, parents } = tables.get(key)!;
    for (const parent of parents.keys()) reach(parent);
    if (source.kind === 'union') source.of.forEach(reach);
    if (source.kind === 'event') reach(source.of);
  };
  for (const { table } of plan.scans) reach(table);
  for (const { table } of plan.readings.flatMap(lookedUp)) reach(table);
  return [...found].flatMap((key) => {
    const { source } = tables.get(key)!;
    return source.kind === 'event' ? [{ table: source.of, at: source.at }] : [];
  });
}
