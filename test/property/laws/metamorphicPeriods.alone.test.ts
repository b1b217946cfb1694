import { compared, group, title, totalsOf, uncompared } from './answerRows';
import { unfiltered } from '../evaluator/metrics';
import { EVERY_ROW, laws, registry } from './laws';

// What is compared is compared with what the other period has.

laws({
  'a comparison changes no number of now': async (asked, ask) => {
    const orderBy = asked.orderBy.filter(({ of }) => of === 'value');
    const query = { ...asked, top: null, orderBy };
    const [plain, beside] = [await ask({ ...query, compare: null }), await ask(query)];
    // The other period may have groups and rows of its own.
    const named = new Set(plain.rows.map(title));
    const now = beside.rows.filter((row) => named.has(title(row)));
    return [
      ...compared(now.map(uncompared), plain.rows),
      ...compared(totalsOf(beside).map(uncompared), totalsOf(plain)),
    ];
  },

  'what is complete is compared with what another question says of the other period': async (asked, ask) => {
    const query = { ...asked, having: EVERY_ROW, grain: null, overall: false, top: null };
    const { rows, totals, meta } = await ask({ ...query, totals: true });
    if (meta.comparedTo === null) return [];
    const { start, end } = meta.comparedTo;
    const range = { kind: 'to', from: { instant: start }, to: { instant: end } } as const;
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

  'by buckets the previous period is compared with as a question of its own says': async (asked, ask) => {
    const query = { ...asked, having: EVERY_ROW, orderBy: [], top: null, fill: true, totals: false, overall: false };
    if (query.grain === null) return [];
    const { rows, meta } = await ask({ ...query, compare: { kind: 'previousPeriod' } });
    const { start, end } = meta.comparedTo!;
    const range = { kind: 'to', from: { instant: start }, to: { instant: end } } as const;
    const then = await ask({ ...query, compare: null, range });
    const [buckets, earlier] = [rows, then.rows].map((all) => [...new Set(all.map(({ time }) => time.start))]);
    if (then.rows.length === 0) return [];
    const known = new Map(then.rows.map((row) => [title(row), row]));
    return rows.flatMap((row) =>
      Object.entries(row.cells).flatMap(([metric, { complete, previous }]) => {
        const counterpart = earlier![buckets!.indexOf(row.time.start)]!;
        const expected = known.get(title({ ...row, time: { ...row.time, start: counterpart } }))?.cells[metric]!
          .decimal;
        const isRight = expected === undefined ? isNothing(metric, previous) : previous === expected;
        return !complete || isRight ? [] : [`${title(row)} ${metric}: ${previous}, of its own ${expected}`];
      }),
    );
  },
});

/** A group that the other period does not know has 0 or nothing there; what is derived may make something of that. */
function isNothing(metric: string, previous: string | null): boolean {
  const { base } = unfiltered(registry, metric);
  return previous === null || previous === '0' || base.definition.kind === 'derived';
}
