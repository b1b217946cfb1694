import type { Metric, Registry } from '../../src/registry/registry';
import type { MetricQuery } from '../../src/query/query';
import { capabilitiesMet, capabilitiesOf, isSomething } from './capabilities';
import type { Evaluated } from './evaluator/evaluated';
import { calendarOf } from './evaluator/evaluate';
import { KIND_WIDTH, variantOf } from './kindName';

/**
 * Counts how many questions met each combination of what decides how a number is made: the kind of metric, how coarser
 * buckets follow, whether a clock change lies in the range, and whether the answer has a null group, and whether it has a number other than 0; and each kind of metric with
 * everything that can be asked of it beside its numbers.
 */
export class Coverage {
  private readonly counts = new Map<string, number>();
  private readonly rules: ReadonlySet<string>;

  constructor(private readonly registry: Registry) {
    for (const metric of registry.metrics.values())
      for (const changes of [false, true])
        for (const hasNull of canHaveNullGroup(registry, metric) ? [false, true] : [false])
          this.counts.set(named(registry, metric, changes, hasNull), 0);
    for (const metric of registry.metrics.values()) this.counts.set(something(registry, metric), 0);
    this.rules = new Set([...registry.metrics.values()].map((metric) => rule(registry, metric)));
    for (const capability of capabilitiesOf(registry)) this.counts.set(capability, 0);
  }

  meet(query: MetricQuery, expected: Evaluated): void {
    const changes = calendarOf(query.timeZone).changesIn(expected.range);
    const hasNull = expected.rows.some(({ by }) => Object.values(by).includes(null));
    const met = query.metrics.map((key) => named(this.registry, this.registry.metrics.get(key)!, changes, hasNull));
    const numbers = query.metrics
      .filter((key) => expected.rows.some(({ cells }) => isSomething(cells[key]!.decimal)))
      .map((key) => something(this.registry, this.registry.metrics.get(key)!));
    const capabilities = capabilitiesMet(this.registry, query, expected);
    for (const combination of new Set([...met, ...numbers, ...capabilities]))
      this.counts.set(combination, (this.counts.get(combination) ?? 0) + 1);
  }

  /** Combinations that the registry allows and no question met. */
  get missed(): readonly string[] {
    return [...this.counts].filter(([, count]) => count === 0).map(([combination]) => combination);
  }

  /** Kinds of metric under a rule for coarser buckets that no question met at all. */
  get missedRules(): readonly string[] {
    const met = [...this.counts].filter(([, count]) => count > 0).map(([combination]) => combination);
    return [...this.rules].filter((each) => !met.some((combination) => combination.startsWith(each)));
  }

  get table(): string {
    const lines = [...this.counts].sort(([a], [b]) => (a < b ? -1 : 1));
    return lines.map(([combination, count]) => `${String(count).padStart(7)}  ${combination}`).join('\n');
  }
}

function named(registry: Registry, metric: Metric, changes: boolean, hasNull: boolean): string {
  return [rule(registry, metric), (changes ? 'clock change' : '').padEnd(12), hasNull ? 'null group' : ''].join('  ');
}

/** Where it came to something in an answer. */
function something(registry: Registry, metric: Metric): string {
  return `${rule(registry, metric)}  other than 0`;
}

/** How its numbers are made, in coarser buckets too. */
function rule(registry: Registry, metric: Metric): string {
  return `${variantOf(registry, metric).padEnd(KIND_WIDTH)}  ${metric.coarser.padEnd(9)}`;
}

/**
 * A question with the metric can have a null group if some dimension of it has no word for null and is not the key of the
 * very table of every metric that has it.
 */
function canHaveNullGroup(registry: Registry, metric: Metric): boolean {
  return metric.dimensions.some((key) => {
    const dimension = registry.dimensions.get(key)!;
    if (dimension.empty !== null) return false;
    return [...registry.metrics.values()].some((other) => {
      if (!other.dimensions.includes(key)) return false;
      const { definition } = other;
      if (definition.kind !== 'count' && definition.kind !== 'sum' && definition.kind !== 'snapshot') return false;
      const { table } = definition;
      return table !== dimension.table || !registry.tables.get(table)!.primaryKey.includes(dimension.column);
    });
  });
}
