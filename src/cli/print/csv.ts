import type { Answer } from '../../answer/answer';
import type { MetricQuery } from '../../query/query';
import { writeInstant } from '../../time/writing';

/**
 * An answer as CSV: where the bucket starts and ends and whether it is over, then dimensions and metrics by their keys, a metric
 * with its previous number, change and difference where it is compared; `top.others` tells the row of all other groups. Numbers are exact;
 * no number is an empty field, and so is the group without a value, while an empty text is `""`. Quoted as RFC 4180 has it; lines end with
 * a line feed, as they do for the tools of a shell.
 */
export function answerCsv({ metrics, groupBy, compare, top }: MetricQuery, { rows, meta }: Answer): string {
  const parts = compare === null ? [] : (['previous', 'change', 'difference'] as const);
  const written = new Map<number, string>();
  const instant = (at: number) => {
    let text = written.get(at);
    if (text === undefined) written.set(at, (text = writeInstant(at, meta.timeZone)));
    return text;
  };
  // Keys have no dots: no metric and no dimension is called so.
  const head = ['time.start', 'time.end', 'time.complete', ...groupBy];
  if (top?.others) head.push('top.others');
  for (const key of metrics) head.push(key, ...parts.map((part) => `${key}.${part}`));
  const lines = rows.map(({ time, by, others, cells }) => [
    instant(time.start),
    instant(time.end),
    String(time.complete),
    ...groupBy.map((key) => by[key]!),
    ...(top?.others ? [String(others)] : []),
    ...metrics.flatMap((key) => [cells[key]!.decimal, ...parts.map((part) => cells[key]![part])]),
  ]);
  return [head, ...lines].map((fields) => `${fields.map(quoted).join(',')}\n`).join('');
}

function quoted(field: string | null): string {
  if (field === null) return '';
  return field === '' || /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
