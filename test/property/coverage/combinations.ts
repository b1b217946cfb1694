import type { Metric, Registry } from '../../../src/model/registry';
import { capabilitiesMet, capabilitiesOf, isSomething } from './capabilities';
import type { Measure } from './coverage';
import { calendarOf } from '../evaluator/evaluate';
import { ruleOf } from './rules';

/**
 * Each combination of what decides how a number is made: the kind of metric, the rule for coarser buckets, whether a clock change lies in
 * the range, and whether the answer has a null group; also whether it has a number other than 0, and each kind of metric with everything
 * that can be asked of it beside its numbers.
 */
export const combinations: Measure = {
  of: (registry, metric) => [
    ...[false, true].flatMap((changes) =>
      (canHaveNullGroup(registry, metric) ? [false, true] : [false]).map((hasNull) =>
        named(registry, metric, changes, hasNull),
      ),
    ),
    something(registry, metric),
    ...capabilitiesOf(metric),
  ],
  met: (registry, query, expected) => {
    const changes = calendarOf(query.timeZone).changesIn(expected.range);
    const hasNull = expected.rows.some(({ by }) => Object.values(by).includes(null));
    const numbers = query.metrics.filter((key) => expected.rows.some(({ cells }) => isSomething(cells[key]!.decimal)));
    return [
      ...query.metrics.map((key) => named(registry, registry.metrics.get(key)!, changes, hasNull)),
      ...numbers.map((key) => something(registry, registry.metrics.get(key)!)),
      ...capabilitiesMet(registry, query, expected),
    ];
  },
  company: nullGroupMakers,
};

function named(registry: Registry, metric: Metric, changes: boolean, hasNull: boolean): string {
  return [ruleOf(registry, metric), (changes ? 'clock change' : '').padEnd(12), hasNull ? 'null group' : ''].join('  ');
}

/** Where it came to something in an answer. */
function something(registry: Registry, metric: Metric): string {
  return `${ruleOf(registry, metric)}  other than 0`;
}

function canHaveNullGroup(registry: Registry, metric: Metric): boolean {
  return nullGroupMakers(registry, metric).length > 0;
}

/**
 * A question with the metric can have a null group if some dimension of it has no word for null and is not the key of the
 * very table of every metric that has it. For each such dimension one metric of another table, whose rows may have none.
 */
function nullGroupMakers(registry: Registry, metric: Metric): readonly Metric[] {
  return metric.dimensions.flatMap((key) => {
    const dimension = registry.dimensions.get(key)!;
    if (dimension.empty !== null) return [];
    const maker = [...registry.metrics.values()].find((other) => {
      if (!other.dimensions.includes(key)) return false;
      const { definition } = other;
      if (definition.kind !== 'count' && definition.kind !== 'sum' && definition.kind !== 'snapshot') return false;
      const { table } = definition;
      return table !== dimension.table || !registry.tables.get(table)!.primaryKey.includes(dimension.column);
    });
    return maker === undefined ? [] : [maker];
  });
}
