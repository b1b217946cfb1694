import type { Cell, Status } from '../answer';

/** Why a number changed (docs/meaning.md#explained-change). */
export interface Explanation {
  /** The whole number, with its comparison. */
  readonly overall: Cell;
  /** The most telling first. */
  readonly dimensions: readonly ExplainingDimension[];
}

/** The parts that the groups of one dimension make of the change. */
export interface ExplainingDimension {
  readonly dimension: string;
  /** From 0 to 1: how far the parts are from what their size would predict. */
  readonly surprise: number;
  /** The largest first, the others last. None if there is no change to explain. */
  readonly parts: readonly ChangePart[];
}

/** Decimals are exact, without exponent and trailing zeros. */
export interface ChangePart {
  /** Null is the null group, or the others. */
  readonly value: string | null;
  readonly others: boolean;
  readonly current: string | null;
  readonly previous: string | null;
  readonly contribution: string;
  /** The status of `current`. */
  readonly status: Status;
  /** The part of the whole difference; null if that is 0. */
  readonly share: number | null;
  /** The two parts of a ratio's contribution; null for other metrics. */
  readonly rateEffect: string | null;
  readonly mixEffect: string | null;
}
