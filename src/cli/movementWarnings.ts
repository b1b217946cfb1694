import type { Condition } from '../model/condition';
import type { Definition, Expression } from '../model/definition';
import { matchDefinition } from '../model/kinds';
import type { Movement } from '../model/measure';
import { metricsOf, partIn } from '../model/parts';
import type { Metric, OverTime, Registry } from '../model/registry';

/**
 * A line for each quotient of movements that are added up over the number at the open, and for each
 * movement that follows over time by another rule than the movements beside it
 * (docs/meaning.md#movement). It begins with the source location.
 */
export function movementWarnings(registry: Registry): readonly string[] {
  // A former key has the definition of its metric, which comes before it.
  const metrics = [...new Map([...registry.metrics.values()].map((one) => [one.definition, one])).values()];
  return [...quotientWarnings(registry, metrics), ...ruleWarnings(metrics)].map(
    ({ metric: { sourceLocation }, words }) => `${sourceLocation.file}:${sourceLocation.line}: ${words}`,
  );
}

interface Warned {
  readonly metric: Metric;
  readonly words: string;
}

/** By month, all who left on any day over those of the first day: nobody means that. */
function quotientWarnings(registry: Registry, metrics: readonly Metric[]): readonly Warned[] {
  return metrics.flatMap((metric) =>
    quotientsOf(metric.definition).flatMap(([above, below]) => {
      const summed = measuredIn(registry, above).find(isSummedMovement);
      const opening = measuredIn(registry, below).find(isAtOpen);
      if (summed === undefined || opening === undefined) return [];
      const words =
        `"${metric.key}" by a grain coarser than ${summed.grain} divides "${summed.key}", which adds up its ${summed.grain}s, ` +
        `by "${opening.key}", which has its first value there. A movement with \`overTime: recompute\` compares the same two moments.`;
      return [{ metric, words }];
    }),
  );
}

/** The movements of the same rows and entities add up to the net only by one rule. */
function ruleWarnings(metrics: readonly Metric[]): readonly Warned[] {
  return [...familiesOf(metrics).values()].flatMap((family) => {
    const has = (movement: Movement['movement'], rule: OverTime) =>
      family.some((one) => one.definition.movement === movement && one.overTime === rule);
    const [first] = family;
    return family.flatMap((metric) => {
      const { overTime, definition, key } = metric;
      if (overTime === first!.overTime || has(definition.movement, first!.overTime)) return [];
      const words =
        `"${key}" has \`overTime: ${overTime}\` and "${first!.key}" has \`${first!.overTime}\`. ` +
        `They are movements of the same rows, and by a grain coarser than ${metric.grain} they do not add up.`;
      return [{ metric, words }];
    });
  });
}

type MovementMetric = Metric & { readonly definition: Movement };

function familiesOf(metrics: readonly Metric[]): ReadonlyMap<string, MovementMetric[]> {
  const families = new Map<string, MovementMetric[]>();
  for (const metric of metrics) {
    const { definition } = metric;
    // The net is equal by both rules.
    if (definition.kind !== 'movement' || definition.movement === 'net') continue;
    const { table, from, until, entity, column, counts, filter } = definition;
    const key = JSON.stringify([table, from, until, entity, column, counts, filter satisfies Condition]);
    families.set(key, [...(families.get(key) ?? []), { ...metric, definition }]);
  }
  return families;
}

/** The metrics above and below each division of a definition. */
function quotientsOf(definition: Definition): readonly (readonly [readonly string[], readonly string[]])[] {
  return matchDefinition<readonly (readonly [readonly string[], readonly string[]])[]>(definition, {
    measure: () => [],
    filtered: () => [],
    ratio: ({ numerator, denominator }) => [[[numerator], [denominator]]],
    derived: ({ expression }) => divisionsIn(expression),
  });
}

function divisionsIn(expression: Expression): readonly (readonly [readonly string[], readonly string[]])[] {
  if (expression.kind !== 'operation') return [];
  const { operator, left, right } = expression;
  const own = operator === '/' ? [[metricsOf(left), metricsOf(right)] as const] : [];
  return [...own, ...divisionsIn(left), ...divisionsIn(right)];
}

/** The metrics with a measure that metrics are made of. */
function measuredIn(registry: Registry, keys: readonly string[]): readonly Metric[] {
  return keys.flatMap((key) => {
    const metric = partIn(registry, key);
    return matchDefinition<readonly Metric[]>(metric.definition, {
      measure: () => [metric],
      filtered: (filtered) => measuredIn(registry, [filtered.metric]),
      ratio: ({ numerator, denominator }) => measuredIn(registry, [numerator, denominator]),
      derived: ({ expression }) => measuredIn(registry, metricsOf(expression)),
    });
  });
}

function isSummedMovement({ definition, overTime }: Metric): boolean {
  return definition.kind === 'movement' && overTime === 'sum';
}

function isAtOpen({ definition }: Metric): boolean {
  return definition.kind === 'snapshot' && definition.moment === 'open';
}
