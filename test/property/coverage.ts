import type { Metric, Registry } from '../../src/registry/registry';
import type { MetricQuery } from '../../src/query/query';
import { capabilitiesMet, capabilitiesOf } from './capabilities';
import type { Evaluated } from './evaluator/evaluated';
import { calendarOf } from './evaluator/evaluate';

/**
 * Counts how many questions met each combination of what decides how a number is made: the kind of measure, how coarser
 * buckets follow, whether a clock change lies in the range, and whether the answer has a null group; and each kind of measure with
 * everything that can be asked of it beside its numbers.
 */
export class Coverage {
  private readonly counts = new Map<string, number>();
  private readonly rules: ReadonlySet<string>;

  constructor(private readonly registry: Registry) {
    for (const metric of registry.metrics.values())
      for (const changes of [false, true])
        for (const hasNull of canHaveNullGroup(registry, metric) ? [false, true] : [false])
          this.counts.set(named(metric, changes, hasNull), 0);
    this.rules = new Set([...this.counts.keys()].map(rule));
    for (const capability of capabilitiesOf(registry)) this.counts.set(capability, 0);
  }

  meet(query: MetricQuery, expected: Evaluated): void {
    const changes = calendarOf(query.timeZone).changesIn(expected.range);
    const hasNull = expected.rows.some(({ by }) => Object.values(by).includes(null));
    const met = query.metrics.map((key) => named(this.registry.metrics.get(key)!, changes, hasNull));
    const capabilities = capabilitiesMet(this.registry, query, expected);
    for (const combination of new Set([...met, ...capabilities]))
      this.counts.set(combination, (this.counts.get(combination) ?? 0) + 1);
  }

  /** Combinations that the registry allows and no question met. */
  get missed(): readonly string[] {
    return [...this.counts].filter(([, count]) => count === 0).map(([combination]) => combination);
  }

  /** Kinds of measure under a rule for coarser buckets that no question met at all. */
  get missedRules(): readonly string[] {
    const met = new Set([...this.counts].filter(([, count]) => count > 0).map(([combination]) => rule(combination)));
    return [...this.rules].filter((each) => !met.has(each));
  }

  get table(): string {
    const lines = [...this.counts].sort(([a], [b]) => (a < b ? -1 : 1));
    return lines.map(([combination, count]) => `${String(count).padStart(7)}  ${combination}`).join('\n');
  }
}

function named({ definition, coarser }: Metric, changes: boolean, hasNull: boolean): string {
  return [
    definition.kind.padEnd(8),
    coarser.padEnd(9),
    (changes ? 'clock change' : '').padEnd(12),
    hasNull ? 'null group' : '',
  ].join('  ');
}

function rule(combination: string): string {
  return combination.slice(0, 'distinct  recompute'.length).trimEnd();
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
      if (!other.dimensions.includes(key) || other.definition.kind === 'ratio') return false;
      const { kind, table } = other.definition;
      if (kind !== 'count' && kind !== 'sum' && kind !== 'snapshot') return false;
      return table !== dimension.table || !registry.tables.get(table)!.primaryKey.includes(dimension.column);
    });
  });
}
