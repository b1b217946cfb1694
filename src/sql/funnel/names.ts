import { name, type Sql } from '../fragment';

/** Columns by the number of a step, from 1. */
export const isStepName = (step: number): Sql => name(`is${step}`);
/** The earliest instant of a step after a row. */
export const atName = (step: number): Sql => name(`at${step}`);
/** The shortest time to a step, in microseconds. */
export const timeName = (step: number): Sql => name(`time${step}`);
