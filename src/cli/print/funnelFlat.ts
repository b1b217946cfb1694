import { csvFields } from '../../answer/flat/csv';
import type { Warning } from '../../answer/warning';
import { writeInstant } from '../../time/writing';
import type { PrintedFunnel } from './funnelBars';

const NUMBERS = ['entities', 'ofFirst', 'ofPrevious', 'medianSeconds'] as const;

/** Returns a funnel as CSV: a row for each step of a row. Missing numbers are empty. */
export function funnelCsv({ query, rows, meta }: PrintedFunnel): string {
  const { steps, frame } = query;
  const { groupBy } = frame;
  const heads = ['time.start', 'time.end', ...groupBy, 'step', 'metric', ...NUMBERS, 'status', 'complete'];
  const lines = rows.flatMap((row) =>
    row.steps.map((step, index) => [
      writeInstant(row.time.start, meta.timeZone),
      writeInstant(row.time.end, meta.timeZone),
      ...groupBy.map((key) => row.by[key]!),
      String(index + 1),
      steps[index]!,
      ...NUMBERS.map((name) => (step[name] === null ? null : String(step[name]))),
      step.status,
      String(row.complete),
    ]),
  );
  return [heads, ...lines].map((fields) => `${csvFields(fields)}\n`).join('');
}

/** Returns a funnel as JSON for programs, as the API has it. */
export function funnelJson({ query, rows, meta }: PrintedFunnel, messageOf: (warning: Warning) => string): string {
  const instant = (at: number) => writeInstant(at, meta.timeZone);
  const { steps, within, frame } = query;
  const printed = {
    meta: {
      ...{ steps, within, grain: frame.grain },
      range: { start: instant(meta.range.start), end: instant(meta.range.end) },
      timeZone: meta.timeZone,
      asOf: instant(meta.asOf),
      registryVersion: meta.registryVersion,
      warnings: meta.warnings.map((one) => ({ code: one.code, message: messageOf(one), metric: one.metric })),
    },
    rows: rows.map((row) => ({
      time: { start: instant(row.time.start), end: instant(row.time.end), complete: row.time.complete },
      by: row.by,
      steps: row.steps.map((step, index) => ({ metric: steps[index]!, ...step })),
      complete: row.complete,
    })),
  };
  return `${JSON.stringify(printed, null, 2)}\n`;
}
