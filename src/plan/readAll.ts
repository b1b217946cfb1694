import type { Registry } from '../model/registry';
import type { SharedScan } from './finishScans';
import type { Taken } from './kept/takeKept';
import { plannerOf } from './kinds';
import type { Wanted } from './kinds/kind';
import { measureReaches } from './paths';
import type { Reading } from './reading';
import { shareScans, type ScanScope } from './scans';

/** Readings, and the scans that they read. */
export interface ReadAll {
  readonly scans: readonly SharedScan[];
  readonly readings: readonly Reading[];
}

/** The scans that readings need, and the readings from them, in order. */
export function readAll(registry: Registry, scope: ScanScope, readable: readonly Wanted[]): ReadAll {
  const needs = readable.map((one) => plannerOf(one.measure).needs(one));
  const { scans, assignedScans } = shareScans(registry, scope, needs.flat());
  let next = 0;
  const readings = readable.map((one, index): Reading => {
    const own = assignedScans.slice(next, (next += needs[index]!.length));
    const people = scope.person !== null && measureReaches(registry, one.measure, scope.person);
    return { ...plannerOf(one.measure).reading(one, own), people, isKept: false };
  });
  return { scans, readings };
}

/** The same without the time of kept numbers. Whether readings add up does not depend on it. */
export function readLeft(registry: Registry, scope: ScanScope, whole: ReadAll, { readable, ids }: Taken): ReadAll {
  const { scans, readings } = readAll(registry, scope, readable);
  return {
    scans,
    readings: readings.map((reading, index) =>
      ids.has(reading.id) ? { ...reading, sumsUp: whole.readings[index]!.sumsUp, isKept: true } : reading,
    ),
  };
}
