import type { AnswerMeta } from '../../answer/answer';
import type { ChangePart, Explanation, ExplainingDimension } from '../../answer/explain/explanation';
import { writeInstant } from '../../time/writing';
import { drawGrid, type GridCell, type GridColumn } from './grid';
import type { Style } from './style';
import { periodText } from './timeText';
import type { Wording } from './wording';

/** An explained change with its question. */
export interface PrintedParts {
  readonly metric: string;
  readonly explanation: Explanation;
  readonly meta: AnswerMeta;
}

interface Printed extends PrintedParts {
  readonly wording: Wording;
  readonly style: Style;
}

/** Terminal columns of a drawing. */
const WIDTH = 24;

/** Returns a change for people: the parts of each dimension, from the old number to the new one. */
export function waterfall(printed: Printed): string {
  const { metric, explanation, meta, wording, style } = printed;
  const { range, timeZone, asOf, comparedTo } = meta;
  const header = [periodText(range, timeZone), timeZone, `as of ${writeInstant(asOf, timeZone)}`];
  if (comparedTo !== null) header.push(`compared with ${periodText(comparedTo, timeZone)}`);
  const { overall, dimensions } = explanation;
  const before = wording.part(metric, overall.previous, 'value');
  const now = wording.number(metric, overall);
  const change = wording.part(metric, overall.difference, 'difference');
  const title = `${wording.metric(metric)}: ${before.text} → ${now.text} (${change.text})`;
  const charts = dimensions.map((one) => `${chart(printed, one)}`);
  return `${style.dim(header.join('  '))}\n${title}\n\n${charts.join('\n')}`;
}

function chart({ metric, explanation, wording, style }: Printed, { dimension, surprise, parts }: ExplainingDimension) {
  const name = wording.dimension(dimension);
  if (parts.length === 0) return `${name}: nothing to show.\n`;
  const isRatio = parts.some(({ mixEffect }) => mixEffect !== null);
  const right = (heading: string): GridColumn => ({ heading, align: 'right' });
  const columns: GridColumn[] = [
    { heading: name, align: 'left' },
    ...['before', 'now', '±', ...(isRatio ? ['by rate', 'by mix'] : [])].map(right),
    { heading: `surprise ${wording.rate(surprise)}`, align: 'left' },
  ];
  const bars = barsOf(Number(explanation.overall.previous), parts);
  const changeOf = (decimal: string | null) => wording.part(metric, decimal, 'difference');
  const lines = parts.map((part, index): GridCell[] => [
    part.others ? wording.others : wording.value(dimension, part.value),
    wording.part(metric, part.previous, 'value'),
    wording.part(metric, part.current, 'value'),
    changeOf(part.contribution),
    ...(isRatio ? [changeOf(part.rateEffect), changeOf(part.mixEffect)] : []),
    { text: bars[index]! },
  ]);
  return drawGrid(columns, lines, { style });
}

/** Each part from where the one before ends. Full blocks rise, light ones fall. */
function barsOf(before: number, parts: readonly Pick<ChangePart, 'contribution'>[]): string[] {
  const ends = [before];
  for (const { contribution } of parts) ends.push(ends.at(-1)! + Number(contribution));
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const column = (end: number) => (most === least ? 0 : Math.round(((end - least) / (most - least)) * WIDTH));
  return parts.map(({ contribution }, index) => {
    const [from, to] = [column(ends[index]!), column(ends[index + 1]!)];
    const size = Math.abs(to - from);
    const block = Number(contribution) < 0 ? '░' : '█';
    return ' '.repeat(Math.min(from, to)) + (size === 0 ? '|' : block.repeat(size));
  });
}
