import { groupOf, type DefinitionGroup } from '../../model/kinds';
import type { ProblemList } from '../problems';
import type { Spot } from '../yaml/spot';
import { topologicalOrder } from './topologicalOrder';
import { currentKey, type FormerKeys } from './formerKeys';
import type { MetricDraft } from './metrics';

/** A reference to a metric by its current key, and the spot of the reference. */
interface MetricReference {
  readonly key: string;
  readonly spot: Spot;
}

/** The metrics that a metric names. They may not exist. */
export function referencesOf(draft: MetricDraft, formerKeys: FormerKeys): readonly MetricReference[] {
  const { spot, fields, kind, parsed } = draft;
  const referenceTo = (key: unknown, at: Spot): MetricReference[] =>
    typeof key === 'string' ? [{ key: currentKey(key, formerKeys), spot: at }] : [];
  const references: { readonly [G in DefinitionGroup]: () => readonly MetricReference[] } = {
    measure: () => [],
    ratio: () => [
      ...referenceTo(fields.numerator, spot.at('numerator')),
      ...referenceTo(fields.denominator, spot.at('denominator')),
    ],
    filtered: () => referenceTo(fields.metric, spot.at('metric')),
    derived: () => (parsed?.names ?? []).flatMap(({ text }) => referenceTo(text, spot.at('expression'))),
  };
  return kind === null ? [] : references[groupOf(kind)]();
}

/**
 * Orders metrics so that each comes after those it depends on. Reports each cycle once, at the
 * reference that closes it.
 */
export function orderMetrics(
  metrics: ReadonlyMap<string, MetricDraft>,
  formerKeys: FormerKeys,
  problems: ProblemList,
): readonly MetricDraft[] {
  const knownReferences = (key: string): MetricReference[] =>
    referencesOf(metrics.get(key)!, formerKeys).filter((reference) => metrics.has(reference.key));
  const { order, cycles } = topologicalOrder(metrics.keys(), (key) =>
    knownReferences(key).map((reference) => reference.key),
  );
  for (const cycle of cycles) {
    const [last, first] = cycle.slice(-2) as [string, string];
    const spot = knownReferences(last).find(({ key }) => key === first)!.spot;
    problems.add(spot, `depends on itself: ${cycle.join(' → ')}`, 'references without a cycle');
  }
  return order.map((key) => metrics.get(key)!);
}
