import { DECIMAL, exactFactor } from '../../model/factor';
import { FRACTION, type MeasureGrammarOf } from '../grammar/measure';
import type { Statistic } from '../../model/measure';
import { IDENTITY, NUMBER } from './columns';
import { readFactor } from './factors';
import { readAt, readColumn, type MeasureContext } from './measureContext';

type StatisticGrammar = MeasureGrammarOf<'statistic'>;

/**
 * Reads a statistic of a column: of its values in rows, or of their totals per entity and native
 * bucket. Null if there are problems.
 */
export function readStatistic(measure: StatisticGrammar, context: MeasureContext): Statistic | null {
  const { table, filter, spot } = context;
  const { verb, named } = verbOf(measure);
  const fn = 'discrete' in measure && measure.discrete ? 'discretePercentile' : FUNCTIONS[verb];
  const at = readAt(measure.at, context);
  const column = readColumn(named, NUMBER, spot.at(verb), context);
  const factor = readFactor(measure, context);
  const { each } = measure;
  const per = each === undefined ? null : readColumn(each, IDENTITY, spot.at('each'), context);
  const fraction = verb === 'percentile' ? readFraction(context) : verb === 'median' ? '0.5' : null;
  const isComplete = (each === undefined || per !== null) && (verb !== 'percentile' || fraction !== null);
  if (!filter || !at || !column || !factor || !isComplete) return null;
  return { kind: 'statistic', table: table.key, filter, at, fn, fraction, column, factor, per };
}

type Verb = Exclude<Statistic['fn'], 'discretePercentile'> | 'median';

/** The function of each verb. The median is a percentile. */
const FUNCTIONS: { readonly [V in Verb]: Statistic['fn'] } = {
  avg: 'avg',
  min: 'min',
  max: 'max',
  median: 'percentile',
  percentile: 'percentile',
};

function verbOf(measure: StatisticGrammar): { verb: Verb; named: string } {
  const named: Partial<Record<Verb, string>> = measure;
  const verb = (Object.keys(FUNCTIONS) as Verb[]).find((one) => named[one] !== undefined)!;
  return { verb, named: named[verb]! };
}

/** A fraction from 0 to 1, exact: read from the text, never through floating point. */
function readFraction({ spot, problems }: MeasureContext): string | null {
  const at = spot.at('fraction');
  const written = at.written ?? '';
  const fraction = DECIMAL.test(written) ? exactFactor(written, 1) : '';
  if (/^(0(\.\d+)?|1)$/.test(fraction)) return fraction;
  problems.add(at, `is ${written}`, `${FRACTION}, without an exponent`);
  return null;
}
