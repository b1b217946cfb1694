import type { Definition, Metric, Registry } from '../../../src/model/registry';

/** Numbers that add up over groups as they are written: every row or entity counts in one of them, and no mean is rounded. */
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

/** Numbers of different entities, each of which counts once. */
export function countsEntities(registry: Registry, { definition }: { readonly definition: Definition }): boolean {
  if (definition.kind === 'filtered') return countsEntities(registry, registry.metrics.get(definition.metric)!);
  if (definition.kind === 'rolling' || definition.kind === 'snapshot') return definition.entity !== null;
  return definition.kind === 'distinct';
}
