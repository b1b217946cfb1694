import type { Condition, DimensionRule } from '../../../src/model/condition';
import type { Definition } from '../../../src/model/definition';
import type { Registry } from '../../../src/model/registry';
import { unfiltered } from '../evaluator/metrics';
import { inEach } from './expressionParts';
import type { Fault } from './fault';
import { inRegistry } from './fault';
import { namedIn } from '../kinds/named';

const EVERYTHING: DimensionRule = { kind: 'all', of: [] };

/** Faults in filtered metrics. */
export const FILTER_FAULTS: readonly Fault[] = [
  inFiltered('the filter of a filtered metric is dropped', () => EVERYTHING),
  inFiltered('a filter keeps the rows that it should leave out', (where) => ({ kind: 'not', of: where })),
  inFiltered('a filter that excludes some values keeps no null', (where) =>
    where.kind === 'not' && where.of.kind === 'in'
      ? { kind: 'all', of: [where, { kind: 'not', of: { kind: 'null', dimension: where.of.dimension } }] }
      : where,
  ),
  inRegistry('the outer of two filters is dropped', {
    definition: (definition, registry) =>
      definition.kind === 'filtered' && registry.metrics.get(definition.metric)!.definition.kind === 'filtered'
        ? { ...definition, where: EVERYTHING }
        : definition,
  }),
  inRegistry('the inner of two filters is dropped', {
    definition: (definition, registry) =>
      definition.kind === 'filtered'
        ? { ...definition, metric: unfiltered(registry, definition.metric).base.key }
        : definition,
  }),
  inRegistry('a side of a ratio is not filtered', {
    definition: (definition, registry) =>
      definition.kind === 'ratio'
        ? {
            kind: 'ratio',
            numerator: unfiltered(registry, definition.numerator).base.key,
            denominator: unfiltered(registry, definition.denominator).base.key,
          }
        : definition,
  }),
  inRegistry('a filter over several metrics applies to the first only', { definition: withFirstFiltered }),
  inRegistry('a filter decides which event is the first', { definition: withFilterOfItsOwn }),
];

function inFiltered(name: string, change: (where: DimensionRule) => DimensionRule): Fault {
  return inRegistry(name, {
    definition: (definition) =>
      definition.kind === 'filtered' ? { ...definition, where: change(definition.where) } : definition,
  });
}

/**
 * Of a filter over several metrics, applies it to the first of them only, if the registry has that
 * filtered metric.
 */
function withFirstFiltered(definition: Definition, registry: Registry): Definition {
  if (definition.kind !== 'filtered') return definition;
  const base = registry.metrics.get(definition.metric)!.definition;
  const [first] = namedIn(base);
  const where = JSON.stringify(definition.where);
  const alone = [...registry.metrics.values()].find(
    ({ definition: one }) => one.kind === 'filtered' && one.metric === first && JSON.stringify(one.where) === where,
  );
  if (alone === undefined) return definition;
  if (base.kind === 'ratio') return { ...base, numerator: alone.key };
  return inEach(base, (one) => (one.kind === 'metric' && one.metric === first ? { ...one, metric: alone.key } : one));
}

/**
 * Makes filtered first events the first of the matching rows, if the filter is on a column of their
 * own table.
 */
function withFilterOfItsOwn(definition: Definition, registry: Registry): Definition {
  if (definition.kind !== 'filtered') return definition;
  const base = registry.metrics.get(definition.metric)!.definition;
  const where = base.kind === 'first' ? asCondition(definition.where, registry, base.table) : null;
  if (base.kind !== 'first' || where === null) return definition;
  return { ...base, filter: { kind: 'all', of: [base.filter, where] } };
}

function asCondition(rule: DimensionRule, registry: Registry, table: string): Condition | null {
  if (rule.kind !== 'in') return null;
  const dimension = registry.dimensions.get(rule.dimension)!;
  return dimension.table === table ? { kind: 'in', column: dimension.column, values: rule.values } : null;
}
