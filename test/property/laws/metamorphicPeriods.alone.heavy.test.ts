import { compared, group, title, totalsOf, uncompared } from './answerRows';
import type { Interval } from '../../../src/time/calendar';
import { unfiltered } from '../evaluator/metrics';
import type { FlatQuery } from '../flatQuery';
import { EVERY_ROW, laws, registry } from './laws';

// Numbers of the comparison period equal the numbers of a query for that period.

laws({
  'a comparison changes no number of the range itself': async (asked, ask) => {
    const orderBy = asked.orderBy.filter(({ of }) => of === 'value');
    const query = { ...asked, top: null, orderBy };
    const [plain, beside] = [await ask({ ...query, compare: null }), await ask(query)];
    // The comparison period may have groups and rows of its own.
    const named = new Set(plain.rows.map(title));
    const now = beside.rows.filter((row) => named.has(title(row)));
    return [
      ...compared(now.map(uncompared), plain.rows),
      ...compared(totalsOf(beside).map(uncompared), totalsOf(plain)),
    ];
  },

  'without a grain, the number before is that of a query for the comparison period': async (asked, ask) => {
    const query = { ...asked, having: EVERY_ROW, grain: null, overall: false, top: null };
    const { rows, totals, meta } = await ask({ ...query, totals: true });
    const range = rangeOf(meta.comparedTo);
    if (range === null) return [];
    const then = await ask({ ...query, compare: null, range, totals: true });
    const known = new Map([...then.rows, ...totalsOf(then)].map((row) => [group(row), row]));
    return [...rows, { time: totals!.time, cells: totals!.cells, by: { totals: null }, others: false }].flatMap((row) =>
      Object.entries(row.cells).flatMap(([metric, { complete, previous }]) => {
        const expected = known.get(group(row))?.cells[metric]!.decimal;
        const isRight = expected === undefined ? isNothing(metric, previous) : previous === expected;
        return !complete || isRight ? [] : [`${title(row)} ${metric}: ${previous}, of its own ${expected}`];
      }),
    );
  },

  'with a grain, the number before is that of a query for the previous period': async (asked, ask) => {
    const query = { ...asked, having: EVERY_ROW, orderBy: [], top: null, fill: true, totals: false, overall: false };
    if (query.grain === null) return [];
    const { rows, meta } = await ask({ ...query, compare: { kind: 'previousPeriod' } });
    const range = rangeOf(meta.comparedTo);
    if (range === null) return [];
    const then = await ask({ ...query, compare: null, range });
    const [buckets, earlier] = [rows, then.rows].map((all) => [...new Set(all.map(({ time }) => time.start))]);
    if (then.rows.length === 0) return [];
    const known = new Map(then.rows.map((row) => [title(row), row]));
    return rows.flatMap((row) =>
      Object.entries(row.cells).flatMap(([metric, { complete, previous }]) => {
        // A period that stops where a bucket begins has no such bucket.
        const start = earlier![buckets!.indexOf(row.time.start)];
        const counterpart = start === undefined ? undefined : { ...row, time: { ...row.time, start } };
        const expected = counterpart && known.get(title(counterpart))?.cells[metric]!.decimal;
        const isRight = expected === undefined ? isNothing(metric, previous) : previous === expected;
        return !complete || isRight ? [] : [`${title(row)} ${metric}: ${previous}, of its own ${expected}`];
      }),
    );
  },
});

/** The comparison period as a range; null if there is none, or if it ends as it begins. */
function rangeOf(comparedTo: Interval | null): FlatQuery['range'] | null {
  if (comparedTo === null || comparedTo.start >= comparedTo.end) return null;
  return { kind: 'to', from: { instant: comparedTo.start }, to: { instant: comparedTo.end } };
}

/**
 * A group without rows in the comparison period has 0 or no number there. An expression may make
 * another number of that.
 */
function isNothing(metric: string, previous: string | null): boolean {
  const { base } = unfiltered(registry, metric);
  return previous === null || previous === '0' || base.definition.kind === 'derived';
}
