import { matchKind, type ByKind } from './byKind';
import type { Definition, Filtered } from './definition';
import { unfiltered } from './parts';
import type { Metric, Registry } from './registry';

/**
 * Whether the numbers of a metric add up over groups. An entity can be in several groups, so
 * different entities do not. A filtered metric is as the metric that it filters.
 */
export function addsUp(registry: Pick<Registry, 'metrics' | 'hidden'>, metric: Metric): boolean {
  return matchKind<Exclude<Definition, Filtered>, boolean, []>(unfiltered(registry, metric).definition, ADDS_UP);
}

const yes = (): boolean => true;
const no = (): boolean => false;
const withoutEntity = ({ entity }: { readonly entity: string | null }): boolean => entity === null;
const ADDS_UP: ByKind<Exclude<Definition, Filtered>, boolean> = {
  count: yes,
  sum: yes,
  first: yes,
  return: yes,
  snapshot: withoutEntity,
  rolling: withoutEntity,
  distinct: no,
  activity: no,
  movement: no,
  statistic: no,
  ratio: no,
  derived: no,
};
