import type { Registry } from '../../../src/model/registry';
import type { Data } from '../evaluator/data';
import { calendarOf } from '../evaluator/evaluate';
import { divide, parse, rounded, write } from '../evaluator/exact';
import { Dimensions } from '../evaluator/dimensions';
import { byKeys } from '../evaluator/order';
import { seesBy } from '../evaluator/policy';
import { resolveRange } from '../evaluator/range';
import { rowsOfTables } from '../evaluator/sources';
import type { FlatQuery } from '../flatQuery';
import { audienceEvents, audienceTable, type AudienceEvent } from '../audienceEvents';
import { crowdOf, hideCrowds } from '../crowd';
import { shareRows } from './shareRows';

export interface FunnelAsked {
  readonly steps: readonly string[];
  readonly withinMs: number;
  readonly query: FlatQuery;
}

/** An entry of a bucket, and the earliest instant of each step after it, in microseconds. */
interface Journey {
  readonly entry: AudienceEvent;
  /** By step; null: not reached. */
  readonly at: readonly (number | null)[];
}

/** Instants have fractions of a millisecond, which are not exact. */
const micros = (at: number) => Math.round(at * 1000);

/** The answer by docs/meaning.md#funnel, entry by entry. */
export function evaluateFunnel(registry: Registry, data: Data, { steps, withinMs, query }: FunnelAsked) {
  const { groupBy, asOf, policy, grain } = query;
  const calendar = calendarOf(query.timeZone);
  const seen = { calendar, asOf };
  const rows = rowsOfTables(registry, data, seen, seesBy(registry, rowsOfTables(registry, data, seen), policy));
  const dimensions = new Dimensions(registry, rows);
  const eventsOf = (metric: string, keys: readonly string[]) =>
    audienceEvents(registry, rows, dimensions, query, metric, keys);
  const events = steps.map((metric, index) => eventsOf(metric, index === 0 ? groupBy : []));
  const tables = steps.map((metric) => audienceTable(registry, metric));
  const mayCoincide = tables.map((table, index) =>
    tables.slice(0, index).every((earlier) => !shareRows(registry, table, earlier)),
  );

  /** The events of each step that some way from the entry leads to. */
  const journeyFrom = (entry: AudienceEvent): Journey => {
    const start = micros(entry.at);
    let reached: readonly number[] = [start];
    const at: (number | null)[] = [start];
    for (let step = 1; step < steps.length; step++) {
      reached = events[step]!.filter(({ entity }) => entity === entry.entity)
        .map((event) => micros(event.at))
        .filter((one) => one - start <= withinMs * 1000)
        .filter((one) => reached.some((before) => (mayCoincide[step]! ? before <= one : before < one)));
      at.push(reached.length === 0 ? null : Math.min(...reached));
    }
    return { entry, at };
  };

  const range = resolveRange(calendar, query);
  const buckets = grain === null ? [range] : calendar.overlapping(grain, range);
  const begun = buckets.filter(({ start }) => start <= asOf);
  const journeys = begun.map(({ start, end }) =>
    events[0]!.filter(({ at }) => at >= start && at < end).map(journeyFrom),
  );
  const groups = groupBy.length === 0 ? ['[]'] : [...new Set(journeys.flat().map(({ entry }) => entry.by))];
  const titled = (by: string) => ({
    by: Object.fromEntries(groupBy.map((key, index) => [key, (JSON.parse(by) as (string | null)[])[index]!])),
  });
  groups.sort((a, b) => byKeys(groupBy, dimensions)(titled(a), titled(b)));

  const found = begun.flatMap((bucket, index) => {
    const reaching = (by: string, step: number) =>
      journeys[index]!.filter(({ entry, at }) => entry.by === by && at[step] !== null);
    let hidden = groups.map(() => false);
    const byStep = steps.map((_, step) => {
      const crowds = groups.map((by) =>
        crowdOf(
          reaching(by, step).map(({ entry }) => entry),
          events[0]!,
          policy,
        ),
      );
      hidden = hideCrowds(crowds, { size: policy.smallestGroup?.size ?? 0, isGrouped: groupBy.length > 0 }, hidden);
      return crowds.map(({ entities }, at) => (hidden[at]! ? null : entities.size));
    });
    return groups.map((by, at) => ({
      time: { start: bucket.start, end: bucket.end, complete: bucket.end <= asOf },
      ...titled(by),
      steps: steps.map((_, step) => {
        const entities = byStep[step]![at]!;
        const median = step === 0 || entities === null ? null : medianOf(shortest(reaching(by, step), step));
        return {
          entities,
          status: entities === null ? 'SUPPRESSED' : 'OK',
          ofFirst: rateOf(entities, byStep[0]![at]!),
          ofPrevious: step === 0 ? null : rateOf(entities, byStep[step - 1]![at]!),
          medianSeconds: median,
        };
      }),
      complete: bucket.end + withinMs <= asOf,
    }));
  });
  return found;
}

/** Of each entity, the shortest time to a step, in microseconds. */
function shortest(journeys: readonly Journey[], step: number): number[] {
  const times = new Map<string, number>();
  for (const { entry, at } of journeys) {
    const time = at[step]! - at[0]!;
    times.set(entry.entity, Math.min(time, times.get(entry.entity) ?? Infinity));
  }
  return [...times.values()];
}

/** In seconds. */
function medianOf(times: readonly number[]): number | null {
  if (times.length === 0) return null;
  const sorted = [...times].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2 / 1_000_000;
}

function rateOf(part: number | null, whole: number | null): number | null {
  if (part === null || !whole) return null;
  return Number(write(rounded(divide(parse(String(part)), parse(String(whole))))));
}
