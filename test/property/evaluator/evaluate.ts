import type { Registry } from '../../../src/model/registry';
import type { FlatQuery } from '../flatQuery';
import { Calendar, type Bucket } from './calendar';
import { resolveComparison, type Comparison } from './comparison';
import type { Data } from './data';
import { Dimensions } from './dimensions';
import type { Evaluated, EvaluatedRow } from './evaluated';
import { Facts } from './facts';
import type { Group } from './group';
import { groupOf } from './group';
import { keepsNumbers } from './having';
import type { Setting } from './measured';
import { pairsOf, slotsBy, wholeOf } from './measured';
import { byKeys, oneAfterAnother, ordered, othersLast } from './order';
import { hiddenIn } from './people';
import { seesBy } from './policy';
import { requestedRange, resolveRange } from './range';
import type { Ranking } from './ranking';
import { rankingOf } from './ranking';
import { groupsOfAnswer, rowOf, rowsIn } from './rows';
import { rowsOfTables } from './sources';
import { stillRunning } from './stillRunning';
import { widerThan } from './widened';

/** Answers a query from plain arrays, literally by docs/meaning.md and by brute force. */
export function evaluate(registry: Registry, data: Data, query: FlatQuery): Evaluated {
  const calendar = calendarOf(query.timeZone);
  const range = resolveRange(calendar, query);
  const comparison = resolveComparison(calendar, query, range);
  const seen = { calendar, asOf: query.asOf };
  const rows = rowsOfTables(registry, data, seen, seesBy(registry, rowsOfTables(registry, data, seen), query.policy));
  const dimensions = new Dimensions(registry, rows);
  const facts = new Facts(registry, rows, query, dimensions);
  const person = query.policy.smallestGroup?.dimension ?? null;
  const ofPeople = person === null ? null : new Facts(registry, rows, query, dimensions, person);
  const setting: Setting = { registry, query, calendar, range, comparison, facts, ofPeople };
  const ranking = query.top === null ? null : rankingOf(setting, query.top, dimensions);
  const slotOf = slotsBy(setting, ranking?.grouping ?? groupOf);
  const slots = pairsOf(setting).map((pair) => slotOf(pair, query.grain));
  const groups = groupsOfAnswer(setting, slots, ranking);
  const kept = slots
    .flatMap((slot) => rowsIn(setting, slot, groups, dimensions))
    .filter(({ cells }) => keepsNumbers(query.having, cells));
  const all = ordered(kept, query, dimensions);
  const given = all.slice(query.offset, query.limit === null ? undefined : query.offset + query.limit);
  // A range that has not begun has no comparison period.
  const before = comparison?.period && range.start <= query.asOf ? [comparison.period] : [];
  return {
    rows: given,
    rowCount: all.length,
    hasMore: query.offset + given.length < all.length,
    totals: query.totals ? totalsOf(setting) : null,
    overall: query.overall ? overallOf(setting, groups, ranking, dimensions) : null,
    range,
    comparedTo: comparison === null ? null : countedIn(comparison, range, query.asOf),
    leftOut: ranking?.leftOut ?? 0,
    widened:
      query.grain === null
        ? [range, ...before].flatMap((period) => widerThan(setting, period))
        : isWidened(calendar, query, range),
    stillRunning: stillRunning(setting),
  };
}

/** One null if the buckets of the grain reach beyond whole units. */
function isWidened(calendar: Calendar, query: FlatQuery, range: Bucket): readonly null[] {
  const { start, end } = requestedRange(calendar, query);
  return query.range.kind === 'last' && (range.start < start || range.end > end) ? [null] : [];
}

/** The part of the comparison period that counts; null if the range has not begun. */
function countedIn({ period, asOf: moved }: Comparison, range: Bucket, asOf: number): Bucket | null {
  if (period === null || asOf < range.start) return null;
  if (asOf >= range.end || moved.instant >= period.end) return period;
  return { start: period.start, end: Math.max(period.start, moved.instant) };
}

/** Calendars cache look-ups, so each zone has one. */
export function calendarOf(timeZone: string): Calendar {
  const known = calendars.get(timeZone) ?? new Calendar(timeZone);
  calendars.set(timeZone, known);
  return known;
}
const calendars = new Map<string, Calendar>();

/** The single row of the same query without groups and grain, over the range of the answer. */
function totalsOf(setting: Setting): Pick<EvaluatedRow, 'time' | 'cells'> {
  const slot = slotsBy(setting, () => groupOf([]))(wholeOf(setting), null);
  const alone = { ...setting, query: { ...setting.query, groupBy: [] } };
  const { time, cells } = rowOf(alone, slot, groupOf([]), hiddenIn(alone, slot, [groupOf([])], null));
  return { time, cells };
}

/** Each group of the answer over the range as one bucket, by rank, then by keys. */
function overallOf(
  setting: Setting,
  groups: readonly Group[],
  ranking: Ranking | null,
  dimensions: Dimensions,
): readonly EvaluatedRow[] {
  const slot = slotsBy(setting, ranking?.grouping ?? groupOf)(wholeOf(setting), null);
  const place = (row: EvaluatedRow): number => ranking?.placeOf(row) ?? 0;
  const hidden = hiddenIn(setting, slot, groups, dimensions);
  return groups
    .map((group) => rowOf(setting, slot, group, hidden))
    .sort(
      oneAfterAnother<EvaluatedRow>([
        (a, b) => place(a) - place(b),
        byKeys(setting.query.groupBy, dimensions),
        othersLast,
      ]),
    );
}
