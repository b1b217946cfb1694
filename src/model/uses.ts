import { partsOf } from './parts';
import type { Metric, Registry } from './registry';

/** The visible metrics that a definition names, each once, in order of appearance. */
export function usesOf({ metrics }: Pick<Registry, 'metrics'>, { definition }: Metric): readonly Metric[] {
  return partsOf(definition).flatMap((key) => metrics.get(key) ?? []);
}

/**
 * The visible metrics whose definitions name a metric, by key. Former keys of metrics are left out:
 * their definition is that of their successor.
 */
export function usedBy(registry: Pick<Registry, 'metrics'>, { key }: Metric): readonly Metric[] {
  return usersIn(registry).get(key) ?? [];
}

type Users = ReadonlyMap<string, readonly Metric[]>;

/** One index for each registry. */
const known = new WeakMap<Registry['metrics'], Users>();

function usersIn({ metrics }: Pick<Registry, 'metrics'>): Users {
  const users = known.get(metrics) ?? indexUsers(metrics);
  known.set(metrics, users);
  return users;
}

function indexUsers(metrics: Registry['metrics']): Users {
  const users = new Map<string, Metric[]>();
  const current = [...metrics.values()].filter(({ renamedTo }) => renamedTo === null);
  for (const metric of current.sort((one, other) => (one.key < other.key ? -1 : 1))) {
    for (const part of partsOf(metric.definition)) users.set(part, [...(users.get(part) ?? []), metric]);
  }
  return users;
}
