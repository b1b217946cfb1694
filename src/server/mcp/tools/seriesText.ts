import { periodText, warningLines, type ToolMeta } from './toolMeta';

/** The part of an answer of `metricSeries` that a tool reads. Lists of numbers are by bucket. */
export interface SeriesAnswer {
  readonly buckets: readonly { readonly label: string; readonly complete: boolean }[];
  readonly series: readonly SeriesRow[];
  readonly meta: ToolMeta;
}

interface SeriesRow {
  readonly metric: { readonly key: string };
  readonly group: readonly { readonly label: string }[];
  readonly others: boolean;
  readonly formatted: readonly (string | null)[];
  readonly statuses: readonly string[];
  readonly previousFormatted: readonly (string | null)[] | null;
  readonly changesFormatted: readonly (string | null)[] | null;
  readonly overall: {
    readonly formatted: string | null;
    readonly status: string;
    readonly complete: boolean;
    readonly previous: string | null;
    readonly change: string | null;
  };
}

/** Most lines of numbers. A model reads each of them. */
const MOST_LINES = 200;

/** An answer as lines: the range, a table, what is not over yet, and warnings. */
export function seriesText({ buckets, series, meta }: SeriesAnswer, groupBy: readonly string[]): string {
  const { comparedTo } = meta;
  const hasTime = buckets.length > 1;
  const heads = [
    ...(hasTime ? ['time'] : []),
    ...groupBy,
    'metric',
    'value',
    ...(comparedTo === null ? [] : ['previous', 'change']),
  ];
  const lines = series.flatMap((one) => linesOf(one, buckets, hasTime, comparedTo !== null));
  const running = buckets.filter(({ complete }) => !complete).map(({ label }) => label);
  return [
    periodText(meta),
    heads.join(' | '),
    ...lines.slice(0, MOST_LINES),
    ...(lines.length > MOST_LINES
      ? [`… ${lines.length - MOST_LINES} more lines. Ask for a coarser grain, fewer groups or a shorter range.`]
      : []),
    ...(running.length > 0 ? [`not over yet, so the number will change: ${running.join(', ')}`] : []),
    ...warningLines(meta),
  ].join('\n');
}

function linesOf(
  one: SeriesRow,
  buckets: SeriesAnswer['buckets'],
  hasTime: boolean,
  isCompared: boolean,
): readonly string[] {
  const group = one.others ? one.group.map(() => 'all others') : one.group.map(({ label }) => label);
  const { overall } = one;
  const line = (time: string | null, value: string, previous: string | null, change: string | null) =>
    [
      ...(time === null ? [] : [time]),
      ...group,
      one.metric.key,
      value,
      ...(isCompared ? [previous ?? '–', change ?? '–'] : []),
    ].join(' | ');
  const whole = line(
    hasTime ? 'whole range' : null,
    shown(overall.formatted, overall.status),
    overall.previous,
    overall.change,
  );
  if (!hasTime) return [whole];
  const parts = buckets.map(({ label }, index) =>
    line(
      label,
      shown(one.formatted[index] ?? null, one.statuses[index] ?? 'OK'),
      one.previousFormatted?.[index] ?? null,
      one.changesFormatted?.[index] ?? null,
    ),
  );
  return [...parts, whole];
}

/** A number, or why there is none. */
function shown(formatted: string | null, status: string): string {
  if (formatted === null) return status === 'OK' ? '–' : status;
  return status === 'OK' ? formatted : `${formatted} (${status})`;
}
