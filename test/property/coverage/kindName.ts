import type { Definition } from '../../../src/model/definition';
import type { Metric, Registry } from '../../../src/model/registry';

/**
 * The kind of a metric. Kinds are split where numbers are made differently: `rolling sum`,
 * `statistic per entity`.
 */
export function kindOf({ definition }: Pick<Metric, 'definition'>): string {
  switch (definition.kind) {
    case 'rolling':
      return `rolling ${looked(definition)}`;
    case 'snapshot':
      return definition.entity === null ? 'snapshot' : 'snapshot entities';
    case 'statistic':
      return definition.per === null ? 'statistic' : 'statistic per entity';
    case 'movement':
      return definition.counts === 'amounts' ? 'movement' : 'movement entities';
    default:
      return definition.kind;
  }
}

/**
 * The kind and its variant: the window, the statistic, the movement, or the kind of the filtered
 * metric.
 */
export function variantOf(registry: Registry, metric: Pick<Metric, 'definition'>): string {
  const { definition } = metric;
  switch (definition.kind) {
    case 'rolling':
      return `${kindOf(metric)} ${definition.window.kind}`;
    case 'snapshot':
      return `${kindOf(metric)} ${definition.moment}`;
    case 'statistic':
      return `${kindOf(metric)} ${definition.fn}`;
    case 'movement':
      return `${kindOf(metric)} ${definition.movement}`;
    case 'activity':
      return `activity ${definition.is}`;
    case 'distinct':
      return definition.lag > 0 ? 'distinct with lag' : 'distinct';
    case 'filtered':
      return `filtered ${kindOf(registry.metrics.get(definition.metric)!)}`;
    case 'derived':
      return divides(definition.expression) ? 'derived quotient' : 'derived';
    case 'ratio':
      return [definition.numerator, definition.denominator].some((key) => isFiltered(registry, key))
        ? 'ratio of filtered'
        : 'ratio';
    default:
      return definition.kind;
  }
}

/** The width of the longest name above. */
export const KIND_WIDTH = 32;

function looked({ entity, column }: Extract<Definition, { kind: 'rolling' }>): string {
  if (entity !== null) return 'entities';
  return column === null ? 'rows' : 'sum';
}

function divides(expression: Extract<Definition, { kind: 'derived' }>['expression']): boolean {
  if (expression.kind !== 'operation') return false;
  return expression.operator === '/' || divides(expression.left) || divides(expression.right);
}

function isFiltered(registry: Registry, key: string): boolean {
  return registry.metrics.get(key)!.definition.kind === 'filtered';
}
