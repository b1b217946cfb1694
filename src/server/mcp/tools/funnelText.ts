import { periodText, warningLines, type ToolMeta } from './toolMeta';

/** The part of an answer of `funnel` that a tool reads. Rates and times are texts. */
export interface FunnelTable {
  readonly rows: readonly Row[];
  readonly meta: ToolMeta;
}

interface Row {
  readonly time: { readonly label: string };
  readonly label: string;
  readonly complete: boolean;
  readonly steps: readonly Step[];
}

interface Step {
  readonly metric: {
    readonly key: string;
    readonly deprecated: string | null;
    /** Null if a role does not see it. */
    readonly entity: { readonly key: string; readonly label: string } | null;
  };
  readonly entities: number | null;
  readonly status: string;
  readonly ofFirst: string | null;
  readonly ofPrevious: string | null;
  readonly median: string | null;
}

/** Most lines of numbers. A model reads each of them. */
const MOST_LINES = 200;

interface Columns {
  readonly groupBy: readonly string[];
  readonly hasTime: boolean;
}

/** An answer as lines: a line for each step of a bucket and group, and warnings. */
export function funnelText({ rows, meta }: FunnelTable, columns: Columns): string {
  const { groupBy, hasTime } = columns;
  const [first] = rows;
  if (first === undefined) return [periodText(meta), 'No entry in the range.', ...warningLines(meta)].join('\n');
  const entity = first.steps[0]?.metric.entity ?? null;
  const heads = [
    ...(hasTime ? ['time'] : []),
    ...(groupBy.length > 0 ? [groupBy.join(' · ')] : []),
    ...['step', 'reached', 'of the first step', 'of the previous step', 'median time from entry'],
  ];
  const shown = (hasTime ? rows : largestFirst(rows)).slice(0, Math.floor(MOST_LINES / first.steps.length));
  const open = new Set(rows.filter(({ complete }) => !complete).map(({ time }) => time.label));
  return [
    periodText(meta),
    ...(entity === null ? [] : [`counts ${entity.key} (${entity.label}), each once in a bucket`]),
    heads.join(' | '),
    ...shown.flatMap((row) => linesOf(row, columns)),
    ...(shown.length < rows.length
      ? [`… ${rows.length - shown.length} more funnels. Ask for a coarser grain, fewer groups or a shorter range.`]
      : []),
    ...(open.size > 0
      ? [`entries can still reach later steps, so the numbers will change: ${[...open].join(', ')}`]
      : []),
    ...warningLines(meta),
  ].join('\n');
}

/** By entries. Groups of one number keep their order. */
function largestFirst(rows: readonly Row[]): readonly Row[] {
  const entriesOf = ({ steps }: Row) => steps[0]?.entities ?? -1;
  return rows.toSorted((one, other) => entriesOf(other) - entriesOf(one));
}

function linesOf({ time, label, steps }: Row, { groupBy, hasTime }: Columns): readonly string[] {
  return steps.map(({ metric, entities, status, ofFirst, ofPrevious, median }, index) =>
    [
      ...(hasTime ? [time.label] : []),
      ...(groupBy.length > 0 ? [label] : []),
      ...[`${index + 1}. ${metric.key}`, entities ?? status, ofFirst ?? '–', ofPrevious ?? '–', median ?? '–'],
    ].join(' | '),
  );
}
