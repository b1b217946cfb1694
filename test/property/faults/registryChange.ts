import type { Definition } from '../../../src/model/definition';
import type { Measure } from '../../../src/model/measure';
import type { Dimension, Metric, Registry } from '../../../src/model/registry';
import type { Table } from '../../../src/model/table';
import { coarsestOf, namedIn } from '../kinds/named';

/** The change that a fault makes in the registry. */
export interface RegistryChange {
  /** Changes metrics that are measured directly; metrics on them follow. */
  readonly metric?: (metric: Metric) => Metric;
  readonly measure?: (measure: Measure) => Measure;
  /** Changes metrics that are defined on others. */
  readonly definition?: (definition: Definition, registry: Registry) => Definition;
  readonly dimension?: (dimension: Dimension) => Dimension;
  readonly table?: (table: Table) => Table;
}

export function changed(registry: Registry, change: RegistryChange): Registry {
  const metrics = new Map<string, Metric>();
  const metricOf = (key: string): Metric => {
    const metric = metrics.get(key) ?? changedMetric(registry, registry.metrics.get(key)!, change, metricOf);
    metrics.set(key, metric);
    return metric;
  };
  return {
    ...registry,
    metrics: new Map([...registry.metrics.keys()].map((key) => [key, metricOf(key)])),
    dimensions: mapped(registry.dimensions, (one) => change.dimension?.(one) ?? one),
    tables: mapped(registry.tables, (one) => change.table?.(one) ?? one),
  };
}

/** A metric on others takes its grain and its rule for coarser buckets from them. */
function changedMetric(
  registry: Registry,
  metric: Metric,
  change: RegistryChange,
  metricOf: (key: string) => Metric,
): Metric {
  const { definition } = metric;
  if (definition.kind === 'ratio' || definition.kind === 'filtered' || definition.kind === 'derived') {
    const other = change.definition?.(definition, registry) ?? definition;
    const on = namedIn(other).map(metricOf);
    if (other.kind === 'filtered')
      return { ...metric, definition: other, grain: on[0]!.grain, overTime: on[0]!.overTime };
    if (other.kind === 'derived') return { ...metric, definition: other, grain: coarsestOf(on) };
    return { ...metric, definition: other };
  }
  const measured = { ...metric, definition: change.measure?.(definition) ?? definition };
  return change.metric?.(measured) ?? measured;
}

function mapped<Value>(map: ReadonlyMap<string, Value>, to: (value: Value) => Value): ReadonlyMap<string, Value> {
  return new Map([...map].map(([key, value]) => [key, to(value)]));
}
