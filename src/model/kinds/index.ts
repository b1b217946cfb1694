import { matchKind, type ByKind, type MemberOfKind } from '../byKind';
import type { Composite, Definition } from '../definition';
import type { Measure } from '../measure';
import { activity } from './activity';
import { count } from './count';
import { distinct } from './distinct';
import { first } from './first';
import type { MeasureKind } from './kind';
import { movement } from './movement';
import { returning } from './return';
import { rolling } from './rolling';
import { snapshot } from './snapshot';
import { statistic } from './statistic';
import { sum } from './sum';

/** The facts of each kind of measure. A new kind gets a file in this folder and a line here. */
export const MEASURE_KINDS: { readonly [K in Measure['kind']]: MeasureKind<MemberOfKind<Measure, K>> } = {
  count,
  sum,
  distinct,
  first,
  rolling,
  statistic,
  snapshot,
  movement,
  return: returning,
  activity,
};

/**
 * The facts of a measure's kind. No cast is needed, because TypeScript checks the parameters of
 * methods bivariantly.
 */
export function factsOf(measure: Measure): MeasureKind<Measure> {
  return MEASURE_KINDS[measure.kind];
}

/** Whether a definition takes its number from the rows of a table. */
export function isMeasure(definition: Definition): definition is Measure {
  return isMeasureKind(definition.kind);
}

function isMeasureKind(kind: Definition['kind']): kind is Measure['kind'] {
  return Object.hasOwn(MEASURE_KINDS, kind);
}

/** The ways to define a metric. Most layers treat all measures alike. */
export type DefinitionGroup = 'measure' | Composite['kind'];

export function groupOf(kind: Definition['kind']): DefinitionGroup {
  return isMeasureKind(kind) ? 'measure' : kind;
}

/** One function for each way to define a metric. */
export type ByDefinition<R> = ByKind<Composite, R> & { readonly measure: (measure: Measure) => R };

/** As {@link matchKind}, with one function for all kinds of measures. */
export function matchDefinition<R>(definition: Definition, cases: ByDefinition<R>): R {
  return isMeasure(definition) ? cases.measure(definition) : matchKind<Composite, R, []>(definition, cases);
}
