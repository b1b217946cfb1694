import { csvFields } from '../../answer/flat/csv';
import type { Warning } from '../../answer/warning';
import { writeInstant } from '../../time/writing';
import type { PrintedParts } from './waterfall';

/** Returns an explained change as CSV: a row for each part. Missing numbers are empty. */
export function partsCsv({ explanation }: PrintedParts): string {
  const heads = ['dimension', 'surprise', 'value', 'others', 'previous', 'current', 'contribution', 'share'];
  const lines = explanation.dimensions.flatMap(({ dimension, surprise, parts }) =>
    parts.map((part) => [
      ...[dimension, String(surprise), part.value, String(part.others)],
      ...[part.previous, part.current, part.contribution, part.share === null ? null : String(part.share)],
      ...[part.rateEffect, part.mixEffect, part.status],
    ]),
  );
  return [[...heads, 'rateEffect', 'mixEffect', 'status'], ...lines].map((fields) => `${csvFields(fields)}\n`).join('');
}

/** Returns an explained change as JSON for programs, as the API has it. */
export function partsJson(
  { metric, explanation, meta }: PrintedParts,
  messageOf: (warning: Warning) => string,
): string {
  const period = ({ start, end }: { readonly start: number; readonly end: number }) => ({
    start: writeInstant(start, meta.timeZone),
    end: writeInstant(end, meta.timeZone),
  });
  const { decimal, status, complete, previous, change, difference } = explanation.overall;
  const printed = {
    meta: {
      metric,
      range: period(meta.range),
      comparedTo: meta.comparedTo && period(meta.comparedTo),
      timeZone: meta.timeZone,
      asOf: writeInstant(meta.asOf, meta.timeZone),
      registryVersion: meta.registryVersion,
      warnings: meta.warnings.map((one) => ({ code: one.code, message: messageOf(one), metric: one.metric })),
    },
    overall: { decimal, status, complete, previous, change, difference },
    dimensions: explanation.dimensions,
  };
  return `${JSON.stringify(printed, null, 2)}\n`;
}
