import type { Answer, AnswerRow, Cell } from '../../../src/answer/answer';
import type { MetricQuery, NumberFilter } from '../../../src/query/query';
import type { Metric } from '../../../src/model/registry';
import { isAdditive, isShared } from './additive';
import { compared, title, unshared } from './answerRows';
import { add, compare, isZero, parse, sum, write, ZERO } from '../evaluator/exact';
import { keepsNumbers } from '../evaluator/having';
import { EVERY_ROW, laws, registry } from './laws';

// Nothing here evaluates a number.

laws({
  'a bucket does not depend on the range of its query': async (asked, ask) => {
    // Both the previous period and the groups of a top depend on the range.
    const query = { ...asked, top: null, compare: shiftOf(asked) };
    const answer = await ask(query);
    if (query.grain === null || answer.rows.length === 0) return [];
    const { time } = answer.rows[Math.floor(answer.rows.length / 2)]!;
    const range = { kind: 'to', from: { instant: time.start }, to: { instant: time.end } } as const;
    const alone = await ask({ ...query, range });
    // With fill, a group that has rows elsewhere in the range has zeros here.
    const together = answer.rows.filter((row) => row.time.start === time.start);
    const named = new Set(alone.rows.map(title));
    return compared(alone.rows, query.fill ? together.filter((row) => named.has(title(row))) : together);
  },

  'a metric does not depend on the other metrics of its query': async (asked, ask) => {
    const query = { ...asked, having: EVERY_ROW, top: null };
    const metric = query.metrics.at(-1)!;
    const orderBy = query.orderBy.filter(({ key }) => key === metric || !query.metrics.includes(key));
    const together = await ask({ ...query, orderBy });
    const alone = await ask({ ...query, orderBy, metrics: [metric] });
    const only = (row: AnswerRow): AnswerRow => ({ ...row, cells: { [metric]: row.cells[metric]! } });
    const named = new Set(alone.rows.map(title));
    return compared(alone.rows, together.rows.filter((row) => named.has(title(row))).map(only));
  },

  'the groups of an additive metric add up to the number without groups': async (asked, ask) => {
    const query = { ...asked, having: EVERY_ROW, top: null };
    const additive = query.metrics.filter((key) => isAdditive(registry, registry.metrics.get(key)!));
    if (query.groupBy.length === 0 || additive.length === 0) return [];
    const answer = await ask(query);
    const whole = await ask({ ...query, metrics: additive, groupBy: [], orderBy: [], fill: true });
    return whole.rows.flatMap((row) =>
      additive.flatMap((key) => {
        const parts = answer.rows.filter(({ time }) => time.start === row.time.start).map(({ cells }) => cells[key]!);
        const total = parts.reduce((sum, { decimal }) => add(sum, parse(decimal ?? '0')), ZERO);
        const expected = row.cells[key]!.decimal ?? '0';
        return write(total) === expected
          ? []
          : [`${title(row)} ${key}: ${expected}, its groups add up to ${write(total)}`];
      }),
    );
  },

  'the rows filtered by a value are those of its group': async (asked, ask) => {
    const query = { ...asked, top: null };
    const answer = await ask(query);
    const [dimension] = query.groupBy;
    const value = answer.rows.find(({ by }) => dimension !== undefined && by[dimension] !== null)?.by[dimension!];
    if (dimension === undefined || value === undefined || value === null) return [];
    const where = { kind: 'all', of: [query.where, { kind: 'in', dimension, values: [value] }] } as const;
    const filtered = await ask({ ...query, where });
    return compared(filtered.rows.map(unshared), answer.rows.filter(({ by }) => by[dimension] === value).map(unshared));
  },

  'the rows filtered by null are those of the null group': async (asked, ask) => {
    const query = { ...asked, top: null };
    const answer = await ask(query);
    const dimension = query.groupBy.find((key) => answer.rows.some(({ by }) => by[key] === null));
    if (dimension === undefined) return [];
    const filtered = await ask({
      ...query,
      where: { kind: 'all', of: [query.where, { kind: 'null', dimension }] },
    });
    return compared(filtered.rows.map(unshared), answer.rows.filter(({ by }) => by[dimension] === null).map(unshared));
  },

  'totals equal the row of the same query without groups and grain': async (asked, ask) => {
    // With a grain, the range may have another previous period than without one.
    const query = { ...asked, top: null, compare: shiftOf(asked), overall: false };
    const { totals, meta } = await ask({ ...query, totals: true });
    const range = { kind: 'to', from: { instant: meta.range.start }, to: { instant: meta.range.end } } as const;
    const other = { groupBy: [], grain: null, having: EVERY_ROW, orderBy: [], totals: false };
    const alone = await ask({ ...query, ...other, range });
    return compared(alone.rows, [{ ...totals!, by: {}, others: false }]);
  },

  'totals, shares and the number of rows never change the rows': async (query, ask) => {
    const answer = await ask(query);
    const beside = { totals: !query.totals, rowCount: !query.rowCount, shares: !query.shares };
    const other = await ask({ ...query, ...beside });
    return compared(other.rows.map(unshared), answer.rows.map(unshared));
  },

  'the pages together contain all rows': async (query, ask) => {
    const answer = await ask(query);
    const size = Math.max(1, Math.ceil(answer.rows.length / 3));
    const pages: AnswerRow[] = [];
    for (let offset = 0; offset < answer.rows.length; offset += size) {
      const page = await ask({ ...query, limit: size, offset });
      pages.push(...page.rows);
      if (page.hasMore !== offset + size < answer.rows.length) return [`hasMore is ${page.hasMore} at ${offset}`];
    }
    return compared(pages, answer.rows);
  },

  'having keeps exactly the rows whose numbers match': async (asked, ask) => {
    const query = { ...asked, overall: false };
    const all = await ask({ ...query, having: EVERY_ROW });
    const problems: string[] = [];
    for (const having of [query.having, ...conditionsOn(all, query.metrics[0]!)]) {
      const answer = await ask({ ...query, having, rowCount: true });
      const kept = all.rows.filter(({ cells }) => keepsNumbers(having, cells));
      problems.push(...compared(answer.rows, kept));
      if (answer.rowCount !== kept.length) problems.push(`rowCount is ${answer.rowCount}, not ${kept.length}`);
    }
    return problems;
  },

  'the shares of a bucket add up to 1, whatever rows the answer shows': async (asked, ask) => {
    const query = { ...asked, top: asked.top && { ...asked.top, others: true }, overall: false };
    const all = await ask({ ...query, having: EVERY_ROW, shares: true });
    const some = await ask({ ...query, shares: true, limit: 2 });
    const known = new Map(all.rows.map((row) => [title(row), row]));
    const given = compared(
      some.rows,
      some.rows.flatMap((row) => known.get(title(row)) ?? []),
    );
    const buckets = [...new Set(all.rows.map(({ time }) => time.start))];
    const wrong = buckets.flatMap((start) =>
      query.metrics.flatMap((key) => {
        const cells = all.rows.filter(({ time }) => time.start === start).map((row) => row.cells[key]!);
        const problem = wrongShares(cells, registry.metrics.get(key)!);
        return problem === null ? [] : [`${new Date(start).toISOString()} ${key}: ${problem}`];
      }),
    );
    return [...given, ...wrong];
  },
});

/** Describes what is wrong with the shares of all groups in one bucket. */
function wrongShares(cells: readonly Cell[], metric: Metric): string | null {
  const shares = cells.flatMap(({ share }) => (share === null ? [] : [parse(share)]));
  if (shares.length === 0) {
    const total = sum(cells.map(({ decimal }) => parse(decimal ?? '0')));
    return isAdditive(registry, metric) && !isZero(total) ? `no shares of ${write(total)}` : null;
  }
  if (!isShared(registry, metric)) return 'it has shares';
  if (shares.length < cells.length) return 'some groups have no share';
  const total = sum(shares);
  const isOne = compare(total, parse('0.999999999')) > 0 && compare(total, parse('1.000000001')) < 0;
  return isOne ? null : `the shares add up to ${write(total)}`;
}

/** The comparison, if it is a shift. */
function shiftOf({ compare }: MetricQuery): MetricQuery['compare'] {
  return compare?.kind === 'shift' ? compare : null;
}

/** Conditions that split the rows of the answer at a number from its middle, and at null. */
function conditionsOn(answer: Answer, metric: string): readonly NumberFilter[] {
  const present = answer.rows.map(({ cells }) => cells[metric]!.decimal).filter((decimal) => decimal !== null);
  const value = present[Math.floor(present.length / 2)] ?? '0';
  return [
    ...(['less', 'equal', 'greater'] as const).map((kind): NumberFilter => ({ kind, metric, value })),
    { kind: 'not', of: { kind: 'equal', metric, value } },
    { kind: 'null', metric },
  ];
}
