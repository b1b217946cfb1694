import { textOf } from './data';
import type { Exact } from './exact';
import { multiply, ONE, parse } from './exact';
import type { Fact } from './facts';
import type { Values } from './group';

/** One row (of a return: one entity) that a measure counts in a bucket. */
export interface Contribution {
  /** What it is under each dimension of `groupBy`. */
  readonly values: Values;
  /** Whom it belongs to; of measures that count no entities null. */
  readonly entity: string | null;
  readonly amount: Exact;
}

/** A row counts with an amount and for nobody. */
export function counted({ values }: Fact, amount: Exact): Contribution {
  return { values, entity: null, amount };
}

/** A null value does not contribute. */
export function weighed(fact: Fact, column: string, factor: string): readonly Contribution[] {
  const value = textOf(fact.row, column);
  return value === null ? [] : [counted(fact, multiply(parse(value), parse(factor)))];
}

/** A null entity is nobody. */
export function belonging({ row, values }: Fact, column: string): readonly Contribution[] {
  const entity = textOf(row, column);
  return entity === null ? [] : [{ values, entity, amount: ONE }];
}
