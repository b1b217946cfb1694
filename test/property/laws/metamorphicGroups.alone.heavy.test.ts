import type { Answer, AnswerRow } from '../../../src/answer/answer';
import { isAdditive } from './additive';
import { compared, group } from './answerRows';
import { parse, sum, write } from '../evaluator/exact';
import { EVERY_ROW, laws, registry } from './laws';

// Relations between answers with and without `top`, and between overall numbers and those of the
// range.

laws({
  'a top that keeps every group changes nothing': async (query, ask) => {
    if (query.top === null) return [];
    const [all, some] = [await ask({ ...query, top: null }), await ask({ ...query, top: { ...query.top, n: 1000 } })];
    return compared(some.rows, all.rows);
  },

  'a top shows all rows of its groups, and as many groups as it may': async (asked, ask) => {
    if (asked.top === null) return [];
    const { top } = asked;
    const query = { ...asked, having: EVERY_ROW, top: { ...top, others: false } };
    const [all, some] = [await ask({ ...query, top: null }), await ask(query)];
    const ranked = (row: AnswerRow): string => JSON.stringify(top.of.map((key) => row.by[key]));
    const kept = new Set(some.rows.map(ranked));
    const most = Math.min(top.n, new Set(all.rows.map(ranked)).size);
    const told = kept.size === most ? [] : [`${kept.size} groups are kept of ${most}`];
    const rows = all.rows.filter((row) => kept.has(ranked(row)));
    return [...told, ...compared(some.rows, rows)];
  },

  'a top keeps the groups with the first numbers over the range': async (asked, ask) => {
    if (asked.top === null) return [];
    const { by, direction, of, n } = asked.top;
    const query = { ...asked, having: EVERY_ROW, top: { ...asked.top, others: false } };
    const all = await ask({ ...query, top: null });
    const { start, end } = all.meta.range;
    const ranking = await ask({
      ...query,
      range: { kind: 'to', from: { instant: start }, to: { instant: end } },
      grain: null,
      groupBy: of,
      fill: true,
      top: null,
      orderBy: [{ key: by, of: 'value', direction, nulls: 'last' }],
      overall: false,
    });
    const ranked = (row: AnswerRow): string => JSON.stringify(of.map((key) => row.by[key]));
    const known = new Set(all.rows.map(ranked));
    const order = ranking.rows.map(ranked).filter((key) => known.has(key));
    // Without a grain a group may have no row, if its last bucket has none. Such a group has no
    // number to rank by.
    if (order.length < known.size) return [];
    const kept = [...new Set((await ask(query)).rows.map(ranked))].sort();
    const expected = order.slice(0, n).sort();
    return String(kept) === String(expected) ? [] : [`kept are ${kept.join(' ')}, not ${expected.join(' ')}`];
  },

  'others count the groups that top leaves out': async (asked, ask) => {
    const query = { ...asked, having: EVERY_ROW, orderBy: [] };
    const additive = query.metrics.filter((key) => isAdditive(registry, registry.metrics.get(key)!));
    if (query.top === null || additive.length === 0) return [];
    const [all, told] = [
      await ask({ ...query, top: null }),
      await ask({ ...query, top: { ...query.top, others: true } }),
    ];
    const total = (answer: Answer, start: number, metric: string, part: 'decimal' | 'previous'): string => {
      const rows = answer.rows.filter(({ time }) => time.start === start);
      return write(sum(rows.map(({ cells }) => parse(cells[metric]![part] ?? '0'))));
    };
    return [...new Set(all.rows.map(({ time }) => time.start))].flatMap((start) =>
      additive.flatMap((metric) =>
        (['decimal', 'previous'] as const).flatMap((part) => {
          const [expected, got] = [total(all, start, metric, part), total(told, start, metric, part)];
          return got === expected
            ? []
            : [`${new Date(start).toISOString()} ${metric}: ${got}, without top ${expected}`];
        }),
      ),
    );
  },

  'overall numbers are those of the range without grain, for the groups that have rows': async (asked, ask) => {
    if (asked.grain === null) return [];
    const query = { ...asked, having: EVERY_ROW, orderBy: [], fill: true, compare: null, top: null };
    const { rows, overall, meta } = await ask({ ...query, overall: true });
    const { start, end } = meta.range;
    const range = { kind: 'to', from: { instant: start }, to: { instant: end } } as const;
    const whole = await ask({ ...query, range, grain: null, overall: false });
    const known = new Map(whole.rows.map((row) => [group(row), row]));
    const named = new Set(rows.map(group));
    if (query.groupBy.length > 0 && overall!.some((row) => !named.has(group(row))))
      return ['overall has groups of its own'];
    const told = overall!.filter((row) => known.has(group(row)));
    const missing = [...named].filter((key) => !overall!.some((row) => group(row) === key));
    return [
      ...missing.map((key) => `overall lacks ${key}`),
      ...compared(
        told,
        told.map((row) => known.get(group(row))!),
      ),
    ];
  },

  'overall, totals and the order change no row of a series': async (asked, ask) => {
    const query = { ...asked, having: EVERY_ROW, orderBy: [], fill: true, totals: false, overall: false };
    if (query.grain === null) return [];
    const [plain, series] = [await ask(query), await ask({ ...query, overall: true, totals: true })];
    return compared(series.rows, plain.rows);
  },
});
