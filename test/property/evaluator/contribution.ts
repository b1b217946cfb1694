import { textOf } from './data';
import type { Exact } from './exact';
import { multiply, ONE, parse } from './exact';
import type { Fact } from './facts';
import type { Values } from './group';

/** One row (of a return: one entity) that a measure counts in a bucket. */
export interface Contribution {
  /** What it is under each dimension of `groupBy`. */
  readonly values: Values;
  /** Whom it belongs to; of measures that ask for no entity null. */
  readonly entity: string | null;
  readonly amount: Exact;
}

/** What a row is worth: the value of a column times a factor, or, where no column is named, one. */
export interface Worth {
  readonly column: string | null;
  readonly factor: string;
}

/** Null where the row has no value. */
export function worthOf({ row }: Fact, { column, factor }: Worth): Exact | null {
  if (column === null) return ONE;
  const value = textOf(row, column);
  return value === null ? null : multiply(parse(value), parse(factor));
}

/** A row counts for nobody, with what it is worth; a null value does not contribute. */
export function counted(fact: Fact, worth: Worth): readonly Contribution[] {
  const amount = worthOf(fact, worth);
  return amount === null ? [] : [{ values: fact.values, entity: null, amount }];
}

/** A row counts for an entity, with what it is worth. A null entity is nobody. */
export function belonging(fact: Fact, column: string, worth: Worth = EACH): readonly Contribution[] {
  const entity = textOf(fact.row, column);
  return entity === null ? [] : counted(fact, worth).map((one) => ({ ...one, entity }));
}

/** Every row is worth one. */
export const EACH: Worth = { column: null, factor: '1' };
