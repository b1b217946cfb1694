import type { ProblemList } from '../problems';
import type { Spot } from '../yaml/spot';
import { orderOf } from './circles';
import { currentKey, type FormerKeys } from './formerKeys';
import type { MetricDraft } from './metrics';

/** A metric that another one names, by the key it has now, and where. */
interface Mention {
  readonly key: string;
  readonly spot: Spot;
}

/** The metrics that a metric is made of; whether there are such is not known here. */
export function mentionsOf({ spot, fields, kind, parsed }: MetricDraft, formerKeys: FormerKeys): readonly Mention[] {
  const mention = (key: unknown, at: Spot): Mention[] =>
    typeof key === 'string' ? [{ key: currentKey(key, formerKeys), spot: at }] : [];
  if (kind === 'filtered') return mention(fields.metric, spot.at('metric'));
  if (kind === 'derived') return (parsed?.names ?? []).flatMap(({ text }) => mention(text, spot.at('expression')));
  if (kind !== 'ratio') return [];
  return [...mention(fields.numerator, spot.at('numerator')), ...mention(fields.denominator, spot.at('denominator'))];
}

/** Metrics, each after those it is made of. None can be made of itself: each circle is told once, where it closes. */
export function orderMetrics(
  metrics: ReadonlyMap<string, MetricDraft>,
  formerKeys: FormerKeys,
  problems: ProblemList,
): readonly MetricDraft[] {
  const named = (key: string): Mention[] =>
    mentionsOf(metrics.get(key)!, formerKeys).filter((mention) => metrics.has(mention.key));
  const { order, circles } = orderOf(metrics.keys(), (key) => named(key).map((mention) => mention.key));
  for (const circle of circles) {
    const [last, first] = circle.slice(-2) as [string, string];
    const spot = named(last).find(({ key }) => key === first)!.spot;
    problems.add(spot, `makes it out of itself: ${circle.join(' → ')}`, 'metrics without a way back');
  }
  return order.map((key) => metrics.get(key)!);
}
