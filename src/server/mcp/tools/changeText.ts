import { formatRate } from '../../../answer/format';
import { periodText, warningLines, type ToolMeta } from './toolMeta';

/** The part of an answer of `explainChange` that a tool reads. Its numbers are texts with units. */
export interface ChangeAnswer {
  readonly metric: { readonly key: string; readonly deprecated: string | null };
  readonly overall: {
    readonly formatted: string | null;
    readonly status: string;
    readonly complete: boolean;
    readonly previous: string | null;
    readonly change: string | null;
    readonly difference: string | null;
  };
  readonly dimensions: readonly ExplainedDimension[];
  readonly meta: ToolMeta;
}

interface ExplainedDimension {
  readonly dimension: { readonly key: string; readonly label: string; readonly type: string };
  readonly surprise: number;
  readonly parts: readonly Part[];
}

interface Part {
  readonly label: string;
  readonly status: string;
  readonly share: number | null;
  readonly current: string | null;
  readonly previous: string | null;
  readonly contribution: string | null;
  readonly rate: string | null;
  readonly mix: string | null;
}

/** Most lines of parts. A model reads each of them. */
const MOST_LINES = 200;

/** An answer as lines: the change, a table for each dimension, and warnings. */
export function changeText({ metric, overall, dimensions, meta }: ChangeAnswer): string {
  const explaining = dimensions.filter(({ parts }) => parts.length > 0);
  const shown = firstOf(explaining);
  const { formatted, status, previous, difference, change, complete } = overall;
  return [
    periodText(meta),
    'metric | value | previous | difference | change',
    [metric.key, formatted ?? status, previous ?? '–', difference ?? '–', change ?? '–'].join(' | '),
    ...shown.flatMap(linesOf),
    ...(shown.length < explaining.length
      ? [`… ${explaining.length - shown.length} more dimensions. Ask for fewer of them by \`by\`, or a lower \`top\`.`]
      : []),
    ...(complete ? [] : ['not over yet, so the numbers will change']),
    ...warningLines(meta),
  ].join('\n');
}

/** The first dimensions, as many as fit. The most telling one is always shown. */
function firstOf(dimensions: readonly ExplainedDimension[]): readonly ExplainedDimension[] {
  const linesUpTo = (index: number) => dimensions.slice(0, index + 1).reduce((sum, { parts }) => sum + parts.length, 0);
  return dimensions.filter((_, index) => index === 0 || linesUpTo(index) <= MOST_LINES);
}

function linesOf({ dimension, surprise, parts }: ExplainedDimension): readonly string[] {
  const hasEffects = parts.some(({ rate }) => rate !== null);
  const effects = hasEffects ? ['from its rate', 'from its weight'] : [];
  return [
    `by ${dimension.key} (${dimension.label}); surprise ${surprise.toFixed(2)} of 1`,
    [dimension.key, 'value', 'previous', 'contribution', 'share of the difference', ...effects].join(' | '),
    ...parts.map((part) => lineOf(part, hasEffects)),
  ];
}

function lineOf({ label, current, status, previous, contribution, share, rate, mix }: Part, hasEffects: boolean) {
  return [
    ...[label, current ?? status, previous ?? '–', contribution ?? '–'],
    share === null ? '–' : formatRate(share, 'en'),
    ...(hasEffects ? [rate ?? '–', mix ?? '–'] : []),
  ].join(' | ');
}
