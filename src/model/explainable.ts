import { matchKind, type ByKind } from './byKind';
import type { Expression } from './definition';
import { pathFromEntity, pathOfEntity } from './entityPath';
import { matchDefinition } from './kinds';
import type { Measure } from './measure';
import { partIn, partsOf } from './parts';
import { pathTo } from './reach';
import type { Metric, Registry } from './registry';

/** The parts of a registry that decide whether the numbers of groups add up. */
export type ExplainableRegistry = Pick<Registry, 'metrics' | 'hidden' | 'tables' | 'dimensions'>;

/** How the numbers of groups make up that of all: as their sum, or as one sum over another. */
export type ExplainedAs = 'sum' | 'ratio';

/**
 * How a metric can be explained, if its measures add up over a dimension; null if it cannot
 * (docs/meaning.md#metrics-that-can-be-explained).
 */
export function explainedAs(registry: ExplainableRegistry, { definition }: Metric): ExplainedAs | null {
  return matchDefinition<ExplainedAs | null>(definition, {
    measure: () => 'sum',
    ratio: () => 'ratio',
    filtered: ({ metric }) => explainedAs(registry, partIn(registry, metric)),
    derived: ({ expression }) => {
      const shape = shapeOf(registry, expression);
      return shape === 'constant' ? null : shape;
    },
  });
}

type Shape = ExplainedAs | 'constant' | null;

function shapeOf(registry: ExplainableRegistry, expression: Expression): Shape {
  return matchKind<Expression, Shape, []>(expression, {
    number: () => 'constant',
    metric: ({ metric }) => explainedAs(registry, partIn(registry, metric)),
    operation: ({ operator, left, right }) =>
      COMBINED[operator](shapeOf(registry, left), shapeOf(registry, right), left),
  });
}

type Combine = (left: Shape, right: Shape, first: Expression) => Shape;

const sameShape: Combine = (left, right) => (left === right && left !== 'ratio' ? left : null);
const COMBINED: { readonly [O in '+' | '-' | '*' | '/']: Combine } = {
  '+': sameShape,
  // `-a` is read as `0 - a`.
  '-': (left, right, first) => (isZero(first) && right === 'sum' ? 'sum' : sameShape(left, right, first)),
  '*': (left, right) => (left === 'constant' ? right : right === 'constant' ? left : null),
  '/': (left, right) => (right === 'constant' ? left : left === 'sum' && right === 'sum' ? 'ratio' : null),
};

function isZero(expression: Expression): boolean {
  return expression.kind === 'number' && expression.value === '0';
}

/** Whether every measure of a metric adds up over the groups of a dimension that it reaches. */
export function addsUpBy(registry: ExplainableRegistry, { definition }: Metric, dimension: string): boolean {
  const all = (keys: readonly string[]) => keys.every((key) => addsUpBy(registry, partIn(registry, key), dimension));
  const parts = () => all(partsOf(definition));
  return matchDefinition<boolean>(definition, {
    measure: (measure) => matchKind<Measure, boolean, [Grouping]>(measure, ADDS_UP_BY, { registry, dimension }),
    ratio: parts,
    filtered: parts,
    derived: parts,
  });
}

interface Grouping {
  readonly registry: ExplainableRegistry;
  readonly dimension: string;
}

const always = (): boolean => true;
const never = (): boolean => false;
/** An entity counts once, so it must be in one group only. */
const ofEntity = (
  { table, entity }: { readonly table: string; readonly entity: string | null },
  { registry, dimension }: Grouping,
): boolean => {
  if (entity === null) return true;
  const path = pathTo(registry.tables, table, registry.dimensions.get(dimension)!);
  return path !== null && pathFromEntity(registry, { table, entity }, path) !== null;
};

const ADDS_UP_BY: ByKind<Measure, boolean, [Grouping]> = {
  count: always,
  sum: always,
  first: always,
  distinct: ofEntity,
  movement: ofEntity,
  snapshot: ofEntity,
  rolling: ofEntity,
  activity: ofEntity,
  statistic: never,
  // A return has the dimensions of its entity.
  return: ({ table, entity }, { registry, dimension }) =>
    pathFromEntity(registry, { table, entity }, pathOfEntity(registry, table, entity, dimension)) !== null,
};
