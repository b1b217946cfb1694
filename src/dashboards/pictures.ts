import { addsUp } from '../model/addsUp';
import type { Metric, Registry } from '../model/registry';
import type { Picture } from '../query/dashboard';
import { oneOf, type ProblemList } from '../registry/problems';
import type { Spot } from '../registry/yaml/spot';

/** A tile as far as it is known: metrics that exist, and dimensions. */
export interface Pictured {
  readonly metrics: readonly Metric[];
  readonly groupBy: readonly string[];
}

interface Rule {
  /** The tile has exactly one metric. */
  readonly oneMetric: boolean;
  /** The least and the most dimensions of `groupBy`. */
  readonly groups: readonly [least: number, most: number];
  /** The numbers are parts of a whole: they must add up over groups. */
  readonly parts: boolean;
}

/** By picture: what fits it. */
const RULES: { readonly [P in Picture]: Rule } = {
  number: { oneMetric: false, groups: [0, 0], parts: false },
  line: { oneMetric: false, groups: [0, Infinity], parts: false },
  area: { oneMetric: false, groups: [0, Infinity], parts: false },
  bars: { oneMetric: false, groups: [0, Infinity], parts: false },
  stacked: { oneMetric: true, groups: [1, Infinity], parts: true },
  share: { oneMetric: true, groups: [1, 1], parts: true },
  table: { oneMetric: false, groups: [0, Infinity], parts: false },
};

/** Returns the fields of `top` that a picture sets: parts of a whole need all groups. */
export function wholeOf(picture: Picture): { readonly others?: true } {
  return picture === 'share' ? { others: true } : {};
}

/** Reports a tile that its picture cannot show, or would show wrongly. */
export function checkPicture(
  picture: Picture,
  { metrics, groupBy }: Pictured,
  tile: Spot,
  registry: Registry,
  problems: ProblemList,
): void {
  const { oneMetric, groups, parts } = RULES[picture];
  const [least, most] = groups;
  const spotOf = (field: string): Spot => (tile.keys.includes(field) ? tile.at(field) : tile.at('picture'));
  if (oneMetric && metrics.length > 1) {
    problems.add(tile.at('metrics'), `a picture \`${picture}\` shows one metric, not ${metrics.length}`, 'one metric');
  }
  if (groupBy.length > most) {
    const shows = most === 0 ? 'no groups' : `groups of one dimension, not of ${groupBy.length}`;
    const expected = most === 0 ? 'no `groupBy`, or another picture' : 'one dimension';
    problems.add(spotOf('groupBy'), `a picture \`${picture}\` shows ${shows}`, expected);
  }
  if (groupBy.length < least) {
    const dimensions = metrics[0]?.dimensions ?? [];
    problems.add(
      spotOf('groupBy'),
      `a picture \`${picture}\` shows groups, and the tile has none`,
      `\`groupBy\` with ${oneOf(dimensions, 'dimension')}`,
    );
  }
  const others = tile.at('top').at('others');
  if (others.value === false && wholeOf(picture).others) {
    problems.add(
      others,
      `a picture \`${picture}\` would show parts of the groups in \`top\`, not of all`,
      '`others: true`',
    );
  }
  if (!parts) return;
  metrics.forEach((metric, index) => {
    if (addsUp(registry, metric)) return;
    problems.add(
      tile.at('metrics').at(index),
      `"${metric.key}" does not add up over groups, so \`${picture}\` would show parts of no whole`,
      'a count or a sum of rows, or another picture, such as `line` or `bars`',
    );
  });
}
