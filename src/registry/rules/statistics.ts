import { DECIMAL, exactFactor } from '../../model/factor';
import { FRACTION, type MeasureGrammar } from '../grammar/measure';
import type { Statistic } from '../../model/registry';
import { IDENTITY, NUMBER } from './columns';
import { readFactor } from './factors';
import { readAt, readColumn, type MeasureContext } from './measureContext';

type StatisticGrammar = Extract<
  MeasureGrammar,
  { avg: string } | { min: string } | { max: string } | { median: string } | { percentile: string }
>;

/**
 * Reads a statistic of a column: of its values in rows, or of their totals per entity and native
 * bucket. Null if there are problems.
 */
export function readStatistic(measure: StatisticGrammar, context: MeasureContext): Statistic | null {
  const { table, filter, spot } = context;
  const { verb, fn, named } = verbOf(measure);
  const at = readAt(measure.at, context);
  const column = readColumn(named, NUMBER, spot.at(verb), context);
  const factor = readFactor(measure, context);
  const { each } = measure;
  const per = each === undefined ? null : readColumn(each, IDENTITY, spot.at('each'), context);
  const fraction = verb === 'percentile' ? readFraction(context) : verb === 'median' ? '0.5' : null;
  const isComplete = (each === undefined || per !== null) && (fn !== 'percentile' || fraction !== null);
  if (!filter || !at || !column || !factor || !isComplete) return null;
  return { kind: 'statistic', table: table.key, filter, at, fn, fraction, column, factor, per };
}

type Verb = Statistic['fn'] | 'median';

function verbOf(measure: StatisticGrammar): { verb: Verb; fn: Statistic['fn']; named: string } {
  if ('avg' in measure) return { verb: 'avg', fn: 'avg', named: measure.avg };
  if ('min' in measure) return { verb: 'min', fn: 'min', named: measure.min };
  if ('max' in measure) return { verb: 'max', fn: 'max', named: measure.max };
  if ('median' in measure) return { verb: 'median', fn: 'percentile', named: measure.median };
  return { verb: 'percentile', fn: 'percentile', named: measure.percentile };
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
