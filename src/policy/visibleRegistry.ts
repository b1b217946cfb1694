import { partsOf } from '../model/parts';
import type { Metric, Registry } from '../model/registry';
import type { Role } from '../model/role';

/** One view per role, because each view leads to a schema. */
const known = new WeakMap<Registry, Map<string, Registry>>();

/**
 * The registry as visible to a role: without all other names. Metrics that a visible metric depends
 * on stay in `hidden`; they are never listed.
 */
export function visibleTo(registry: Registry, role: Role): Registry {
  const views = known.get(registry) ?? new Map<string, Registry>();
  known.set(registry, views);
  const view = views.get(role.key) ?? narrowed(registry, role);
  views.set(role.key, view);
  return view;
}

function narrowed(registry: Registry, role: Role): Registry {
  const [mayAsk, mayGroup] = [new Set(role.metrics), new Set(role.dimensions)];
  const reached = (metric: Metric): Metric => ({
    ...metric,
    dimensions: metric.dimensions.filter((key) => mayGroup.has(key)),
  });
  const metrics = new Map(
    [...registry.metrics].filter(([key]) => mayAsk.has(key)).map(([key, one]) => [key, reached(one)]),
  );
  const hidden = new Map<string, Metric>();
  const hide = (key: string): void => {
    if (metrics.has(key) || hidden.has(key)) return;
    const metric = reached(registry.metrics.get(key)!);
    hidden.set(key, metric);
    partsOf(metric.definition).forEach(hide);
  };
  for (const { definition } of metrics.values()) partsOf(definition).forEach(hide);
  const groups = new Set([...metrics.values()].map(({ group }) => group));
  return {
    ...registry,
    groups: new Map([...registry.groups].filter(([key]) => groups.has(key))),
    dimensions: new Map([...registry.dimensions].filter(([key]) => mayGroup.has(key))),
    metrics,
    hidden,
    // Callers must not learn about other roles.
    roles: new Map(),
  };
}
