import { textOf } from './data';
import type { Exact } from './exact';
import { multiply, ONE, parse } from './exact';
import type { Fact } from './facts';
import type { Values } from './group';

/** One row (for a return: one entity) that counts for a measure in a bucket. */
export interface Contribution {
  /** Its value under each dimension of `groupBy`. */
  readonly values: Values;
  /** The entity that it belongs to; null for measures without an entity. */
  readonly entity: string | null;
  readonly amount: Exact;
}

/** The amount of a row: the value of a column times a factor, or 1 without a column. */
export interface Worth {
  readonly column: string | null;
  readonly factor: string;
}

/** Null if the row has no value. */
export function worthOf({ row }: Fact, { column, factor }: Worth): Exact | null {
  if (column === null) return ONE;
  const value = textOf(row, column);
  return value === null ? null : multiply(parse(value), parse(factor));
}

/** A row with its amount, without an entity; none if the value is null. */
export function counted(fact: Fact, worth: Worth): readonly Contribution[] {
  const amount = worthOf(fact, worth);
  return amount === null ? [] : [{ values: fact.values, entity: null, amount }];
}

/** A row with its amount, for its entity; none if the entity is null. */
export function belonging(fact: Fact, column: string, worth: Worth = EACH): readonly Contribution[] {
  const entity = textOf(fact.row, column);
  return entity === null ? [] : counted(fact, worth).map((one) => ({ ...one, entity }));
}

/** Every row has the amount 1. */
export const EACH: Worth = { column: null, factor: '1' };
