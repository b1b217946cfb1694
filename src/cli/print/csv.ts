import type { Answer } from '../../answer/answer';
import type { MetricQuery } from '../../query/query';
import { writeInstant } from '../../time/writing';

/**
 * An answer as CSV: where the bucket starts and ends and whether it is over, then dimensions and metrics by their keys. Numbers are exact;
 * no number is an empty field, and so is the group without a value, while an empty text is `""`. Quoted as RFC 4180 has it; lines end with
 * a line feed, as they do for the tools of a shell.
 */
export function answerCsv({ metrics, groupBy }: MetricQuery, { rows, meta }: Answer): string {
  const written = new Map<number, string>();
  const instant = (at: number) => {
    let text = written.get(at);
    if (text === undefined) written.set(at, (text = writeInstant(at, meta.timeZone)));
    return text;
  };
  // Keys have no dots: no metric and no dimension is called so.
  const head = ['time.start', 'time.end', 'time.complete', ...groupBy, ...metrics];
  const lines = rows.map(({ time, by, cells }) => [
    instant(time.start),
    instant(time.end),
    String(time.complete),
    ...groupBy.map((key) => by[key]!),
    ...metrics.map((key) => cells[key]!.decimal),
  ]);
  return [head, ...lines].map((fields) => `${fields.map(quoted).join(',')}\n`).join('');
}

function quoted(field: string | null): string {
  if (field === null) return '';
  return field === '' || /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
