import type { Gateway } from '../src/answer/gateway';
import { prepare } from '../src/answer/prepare';
import { checkQuery } from '../src/query/checkQuery';
import type { Metric, Registry } from '../src/model/registry';
import { NOW } from './data';
import { run, type Comparison } from './experiments';
import { requestOf, WEEKLY_USERS_OF_A_YEAR } from './questions';
import { medians } from './timing';

/**
 * Measures the cost of a window's width: weekly active users of a year by day, and the same with
 * more days.
 */
export async function compareWindows(gateway: Gateway): Promise<Comparison[]> {
  const widths = [7, 28, 90];
  const statements = widths.map((days) => {
    const registry = withWindow(gateway.registry, days);
    const query = checkQuery(registry, requestOf(WEEKLY_USERS_OF_A_YEAR), NOW);
    return prepare({ ...gateway, registry }, [query]).statement;
  });
  const [week, ...wider] = await medians(...statements.map((statement) => () => run(gateway, statement)));
  return wider.map((gateway, index) => ({ name: `${widths[index + 1]} days`, gateway, other: week!, overhead: 0 }));
}

/** Returns the registry with another window for weekly active users. */
function withWindow(registry: Registry, last: number): Registry {
  const [key] = WEEKLY_USERS_OF_A_YEAR.metrics;
  const metric = registry.metrics.get(key!)!;
  if (metric.definition.kind !== 'rolling') throw new Error(`${key} has no window`);
  const wider: Metric = {
    ...metric,
    definition: { ...metric.definition, window: { kind: 'last', last, unit: 'day' } },
  };
  return { ...registry, metrics: new Map([...registry.metrics, [metric.key, wider]]) };
}
