import type { Grain } from '../../../time/grain';
import type { MemberOfKind } from '../../byKind';
import type { Measure } from '../../measure';

/** The words of definitions in one language. Names of tables and columns are code: they stay. */
export interface Phrases {
  /** Each kind of measure, without its filter. `grain` is the native grain of the metric. */
  readonly measures: { readonly [K in Measure['kind']]: (measure: MemberOfKind<Measure, K>, grain: Grain) => string };
  readonly conditions: ConditionPhrases;
  /** A measure, and the condition of its rows. */
  measureWhere(measure: string, condition: string): string;
  /** Another metric, and the condition that filters it. */
  metricWhere(metric: string, condition: string): string;
  /** The reason why a former key is deprecated. */
  renamedTo(key: string): string;
}

/** Conditions in one language. Subjects, values and nested conditions are texts already. */
export interface ConditionPhrases {
  in(subject: string, values: readonly string[]): string;
  notIn(subject: string, values: readonly string[]): string;
  null(subject: string): string;
  notNull(subject: string): string;
  gt(subject: string, value: string): string;
  gte(subject: string, value: string): string;
  lt(subject: string, value: string): string;
  lte(subject: string, value: string): string;
  contains(subject: string, text: string): string;
  startsWith(subject: string, text: string): string;
  endsWith(subject: string, text: string): string;
  /** A condition that takes capital and small letters for the same. */
  ignoringCase(condition: string): string;
  not(condition: string): string;
  /** All of them hold; always, if there are none. */
  all(conditions: readonly string[]): string;
  /** At least one of them holds; never, if there are none. */
  any(conditions: readonly string[]): string;
  /** A condition among others. */
  group(condition: string): string;
}
