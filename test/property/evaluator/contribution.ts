import type { Row } from './data';
import { textOf } from './data';
import type { Exact } from './exact';
import { multiply, ONE, parse } from './exact';

/** One row (of a return: one entity) that a measure counts in a bucket. */
export interface Contribution {
  /** The values of `groupBy`, in its order, as JSON. */
  readonly group: string;
  /** Whom it belongs to; of measures that count no entities null. */
  readonly entity: string | null;
  readonly amount: Exact;
}

/** A row of a measure's table that passes the metric's own filter. */
export interface Fact {
  readonly row: Row;
  readonly group: string;
  /** Whether the query's `where` keeps it. */
  readonly kept: boolean;
}

/** A row counts with an amount and for nobody. */
export function counted(fact: Fact, amount: Exact): Contribution {
  return { group: fact.group, entity: null, amount };
}

/** A null value does not contribute. */
export function weighed(fact: Fact, column: string, factor: string): readonly Contribution[] {
  const value = textOf(fact.row, column);
  return value === null ? [] : [counted(fact, multiply(parse(value), parse(factor)))];
}

/** A null entity is nobody. */
export function belonging(fact: Fact, column: string): readonly Contribution[] {
  const entity = textOf(fact.row, column);
  return entity === null ? [] : [{ group: fact.group, entity, amount: ONE }];
}
