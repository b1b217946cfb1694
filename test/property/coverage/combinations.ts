import { emptyOf } from '../../../src/model/dimensionForm';
import type { Metric, Registry } from '../../../src/model/registry';
import { capabilitiesMet, capabilitiesOf, isSomething } from './capabilities';
import type { Measure } from './coverage';
import { calendarOf } from '../evaluator/evaluate';
import { ruleOf } from './rules';

/**
 * All combinations of conditions that decide how a number is made: the kind of metric, the rule for
 * coarser buckets, a clock change in the range, and a null group in the answer. Also whether a
 * number other than 0 occurs, and each kind of metric with every feature that it allows.
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

/** The case that an answer has a number other than 0. */
function something(registry: Registry, metric: Metric): string {
  return `${ruleOf(registry, metric)}  other than 0`;
}

function canHaveNullGroup(registry: Registry, metric: Metric): boolean {
  return nullGroupMakers(registry, metric).length > 0;
}

/**
 * The metrics that can add a null group to a query with this metric. The group needs a dimension
 * that has no word for null and is not the primary key of the metric's own table. For each such
 * dimension, returns one metric of another table, whose rows may have no value there.
 */
function nullGroupMakers(registry: Registry, metric: Metric): readonly Metric[] {
  return metric.dimensions.flatMap((key) => {
    const dimension = registry.dimensions.get(key)!;
    if (emptyOf(dimension.form) !== null) return [];
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
