import type { Definition } from '../../../src/model/definition';
import type { Metric, Registry } from '../../../src/model/registry';

/**
 * True if numbers add up over groups as they are written: every row or entity counts in one group
 * only, and no mean is rounded.
 */
export function isAdditive(registry: Registry, metric: Metric): boolean {
  return isShared(registry, metric) && metric.overTime !== 'average';
}

export function isShared(registry: Registry, { definition }: Metric): boolean {
  switch (definition.kind) {
    case 'count':
    case 'sum':
    case 'first':
    case 'return':
      return true;
    case 'filtered':
      return isShared(registry, registry.metrics.get(definition.metric)!);
    default:
      return (definition.kind === 'rolling' || definition.kind === 'snapshot') && definition.entity === null;
  }
}

/** True of a number of distinct entities, each of which counts once. */
export function countsEntities(registry: Registry, { definition }: { readonly definition: Definition }): boolean {
  if (definition.kind === 'filtered') return countsEntities(registry, registry.metrics.get(definition.metric)!);
  if (definition.kind === 'rolling' || definition.kind === 'snapshot') return definition.entity !== null;
  return definition.kind === 'distinct';
}
