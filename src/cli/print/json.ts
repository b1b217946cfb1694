import type { Answer, Cell, Period, Totals } from '../../answer/answer';
import type { MetricQuery } from '../../query/query';
import type { Registry } from '../../registry/registry';
import { writeInstant } from '../../time/writing';

/** An answer for programs: instants with their offset, numbers as exact decimals in text, each with its status. */
export function answerJson(
  { metrics }: Registry,
  { grain }: MetricQuery,
  { meta, rows, totals, rowCount, hasMore }: Answer,
): string {
  const { timeZone } = meta;
  const period = ({ start, end }: Period) => ({
    start: writeInstant(start, timeZone),
    end: writeInstant(end, timeZone),
  });
  const row = ({ time, cells }: Totals) => ({
    time: { ...period(time), complete: time.complete },
    values: Object.fromEntries(Object.entries(cells).map(([key, cell]) => [key, shaped(cell, isRatio(key))])),
  });
  const isRatio = (key: string) => metrics.get(key)!.definition.kind === 'ratio';
  const told = {
    meta: {
      range: period(meta.range),
      grain,
      timeZone,
      asOf: writeInstant(meta.asOf, timeZone),
      registryVersion: meta.registryVersion,
      warnings: meta.warnings,
    },
    rows: rows.map((one) => {
      const { time, values } = row(one);
      return { time, by: one.by, values };
    }),
    totals: totals === null ? null : row(totals),
    rowCount,
    hasMore,
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}

function shaped({ decimal, status, complete, numerator, denominator }: Cell, isRatio: boolean): object {
  return { decimal, status, complete, ...(isRatio && { numerator, denominator }) };
}
