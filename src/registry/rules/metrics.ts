import { checkFields } from '../grammar/check';
import type { Filter } from '../grammar/filter';
import type { MeasureGrammar } from '../grammar/measure';
import { metricGrammar, NUMERATOR, type MetricGrammar } from '../grammar/metric';
import { salvageFilters, salvageMeasure } from '../grammar/salvage';
import { parseExpression, type Parsed } from '../expression/parse';
import { ExpressionProblem } from '../expression/tokens';
import { oneOf, type ProblemList } from '../problems';
import type { Metric } from '../../model/registry';
import { GRAINS } from '../../time/grain';
import type { Spot } from '../yaml/spot';
import { kindOf } from './measures';

/** A metric, as far as its declaration is valid. */
export interface MetricDraft {
  readonly key: string;
  readonly spot: Spot;
  readonly fields: Partial<MetricGrammar>;
  /** Null: the metric is not a measure, or the measure is unreadable. */
  readonly measure: MeasureGrammar | null;
  /** Null: the metric has no expression, or the expression has problems. */
  readonly parsed: Parsed | null;
  /** The result of {@link salvageFilters}. */
  readonly filters: readonly (Filter | null)[] | null;
  /** Null: the kind is unknown because of problems. */
  readonly kind: Metric['definition']['kind'] | null;
}

export function draftMetric(key: string, spot: Spot, problems: ProblemList): MetricDraft {
  const fields = checkFields(spot, metricGrammar, problems);
  const filters = salvageFilters(spot.at('filters').value);
  const nothing = { key, spot, fields, filters, measure: null, parsed: null, kind: null };
  const says = whatItSays(spot, problems);
  if (says === 'metric') return { ...nothing, kind: 'filtered' };
  if (says === 'expression') {
    const parsed = fields.expression === undefined ? null : readExpression(fields.expression, spot, problems);
    return { ...nothing, parsed, kind: 'derived' };
  }
  if (says === null) return nothing;
  if (spot.at('grain').value === undefined) problems.add(spot.at('grain'), 'is missing', oneOf(GRAINS));
  if (typeof fields.numerator === 'string') return { ...nothing, kind: 'ratio' };
  const measure = salvageMeasure(spot.at('numerator').value);
  return { ...nothing, measure, kind: measure && kindOf(measure) };
}

const SAYING = ['numerator', 'metric', 'expression'] as const;

/** The field that defines a metric; null if there is none, or more than one. */
function whatItSays(spot: Spot, problems: ProblemList): (typeof SAYING)[number] | null {
  const [first, second] = SAYING.filter((field) => spot.keys.includes(field));
  if (second !== undefined) problems.add(spot.at(second), `cannot be combined with \`${first}\``, oneOf(SAYING));
  else if (first !== undefined) return first;
  else if (spot.isMapping) {
    problems.add(spot.at('numerator'), 'is missing', `${NUMERATOR}; or \`metric\` or \`expression\` instead`);
  }
  return null;
}

function readExpression(text: string, spot: Spot, problems: ProblemList): Parsed | null {
  try {
    return parseExpression(text);
  } catch (error) {
    if (!(error instanceof ExpressionProblem)) throw error;
    problems.add(spot.at('expression'), error.wrong, error.expected, error.nearest);
    return null;
  }
}
