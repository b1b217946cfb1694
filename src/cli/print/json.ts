import type { Answer, Cell, Period, Totals } from '../../answer/answer';
import { warningText } from '../../answer/warningWords';
import type { MetricQuery } from '../../query/query';
import { unfiltered } from '../../model/parts';
import type { Registry } from '../../model/registry';
import type { Locale } from '../../time/locale';
import { writeInstant } from '../../time/writing';

/**
 * Returns an answer as JSON for programs. Instants have an offset. Numbers are exact decimals as
 * strings, each with its status.
 */
export function answerJson(
  registry: Registry,
  { frame: { grain, compare, top } }: MetricQuery,
  { meta, rows, totals, rowCount, hasMore }: Answer,
  locale: Locale | null,
): string {
  const { timeZone } = meta;
  const period = ({ start, end }: Period) => ({
    start: writeInstant(start, timeZone),
    end: writeInstant(end, timeZone),
  });
  const row = ({ time, cells }: Totals) => ({
    time: { ...period(time), complete: time.complete },
    values: Object.fromEntries(
      Object.entries(cells).map(([key, cell]) => [key, shaped(cell, isRatio(key), compare !== null)]),
    ),
  });
  const isRatio = (key: string) => unfiltered(registry, registry.metrics.get(key)!).definition.kind === 'ratio';
  const printed = {
    meta: {
      range: period(meta.range),
      ...(compare !== null && { comparedTo: meta.comparedTo && period(meta.comparedTo) }),
      grain,
      timeZone,
      asOf: writeInstant(meta.asOf, timeZone),
      registryVersion: meta.registryVersion,
      warnings: meta.warnings.map((warning) => ({
        code: warning.code,
        message: warningText(warning, registry, locale),
        metric: warning.metric,
      })),
    },
    rows: rows.map((one) => {
      const { time, values } = row(one);
      return { time, by: one.by, ...(top?.others && { others: one.others }), values };
    }),
    totals: totals === null ? null : row(totals),
    rowCount,
    hasMore,
  };
  return `${JSON.stringify(printed, null, 2)}\n`;
}

function shaped(cell: Cell, isRatio: boolean, isCompared: boolean): object {
  const { decimal, status, complete, previous, change, difference, numerator, denominator } = cell;
  return {
    decimal,
    status,
    complete,
    ...(isCompared && { previous, change, difference }),
    ...(isRatio && { numerator, denominator }),
  };
}
