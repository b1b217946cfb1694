import { mustGet } from '../../model/mustGet';
import { dimensionsOf } from '../../model/filterDimensions';
import { keyTypeOf } from '../../model/keyType';
import type { Registry } from '../../model/registry';
import { spanOf, type Interval } from '../../time/calendar';
import { finishScans } from '../finishScans';
import { usableIndexes } from '../indexes';
import { ANY_ROW, type Wanted } from '../kinds/kind';
import type { Plan } from '../plan';
import type { PlannedFor } from '../planQueries';
import { readAll } from '../readAll';
import type { KeptFrame } from './settling';

/** A reading without samples, as it is kept. */
export type KeptReading = Pick<Wanted, 'measure' | 'where' | 'grain'>;

/** The samples of a reading whose numbers are wanted: ascending and disjoint, at least one. */
export interface WantedCells {
  readonly reading: KeptReading;
  readonly samples: readonly Interval[];
}

/**
 * A plan without pages: the numbers of samples by group. Reading i has the id `r<i + 1>`, and its
 * sample j the slot j + 1. `asOf` is not before the end of any sample.
 */
export function planCells(
  registry: Registry,
  { indexes: known, capabilities }: PlannedFor,
  frame: KeptFrame & Pick<Plan, 'asOf'>,
  wanted: readonly WantedCells[],
): Plan {
  const indexes = usableIndexes(known, capabilities);
  const { groupBy, where, timeZone, policy, asOf } = frame;
  const readable = wanted.map(({ reading, samples }, index): Wanted => ({
    ...reading,
    id: `r${index + 1}`,
    timeZone,
    registry,
    indexes,
    rows: {
      samples: samples.map(({ start, end }, at) => ({ start, end, until: end, slot: at + 1 })),
      over: samples.map(() => 1),
      isMean: false,
      complete: samples.map(() => true),
      measured: spanOf(samples),
    },
    rangeTotal: null,
  }));
  const scope = { groupBy, filteredBy: dimensionsOf(where), person: null, longestName: capabilities.longestName };
  const { scans, readings } = readAll(registry, scope, readable);
  const buckets = wanted.map(({ samples }) => samples).reduce((a, b) => (b.length > a.length ? b : a), []);
  return {
    groupBy,
    where,
    timeZone,
    policy,
    asOf,
    having: ANY_ROW,
    top: null,
    fill: false,
    perEntity: false,
    scans: finishScans(registry, indexes, scans, readings),
    readings,
    keptCells: [],
    pricedScans: null,
    keyForms: groupBy.map((key) => mustGet(registry.dimensions, key).form),
    keyTypes: groupBy.map((key) => keyTypeOf(registry, mustGet(registry.dimensions, key))),
    range: spanOf(buckets)!,
    widenedFrom: null,
    comparedPeriod: null,
    comparedTo: null,
    oneBucket: false,
    buckets,
    personKeyIndex: null,
    begunCount: buckets.length,
    pages: [],
  };
}
