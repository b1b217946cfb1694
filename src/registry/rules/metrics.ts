import { checkFields } from '../grammar/check';
import type { Filter } from '../grammar/filter';
import { kindOf, type MeasureGrammar } from '../grammar/measure';
import { metricGrammar, NUMERATOR, type MetricGrammar } from '../grammar/metric';
import { salvageFilters, salvageMeasure } from '../grammar/salvage';
import { parseExpression, type Parsed } from '../expression/parse';
import { ExpressionProblem } from '../expression/tokens';
import { oneOf, type ProblemList } from '../problems';
import type { Metric } from '../../model/registry';
import { GRAINS } from '../../time/grain';
import type { Spot } from '../yaml/spot';

/** A metric, as far as its declaration is valid. */
export interface MetricDraft {
  readonly key: string;
  readonly spot: Spot;
  readonly fields: Partial<MetricGrammar>;
  /** Null: it has no measure, or an unreadable one. */
  readonly measure: MeasureGrammar | null;
  /** Null: it has no expression, or one with problems. */
  readonly parsed: Parsed | null;
  /** The result of {@link salvageFilters}. */
  readonly filters: readonly (Filter | string | null)[] | null;
  /** Null: the definition has problems. */
  readonly kind: Metric['definition']['kind'] | null;
}

export function draftMetric(key: string, spot: Spot, problems: ProblemList): MetricDraft {
  const fields = checkFields(spot, metricGrammar, problems);
  const filters = salvageFilters(spot.at('filters').value);
  const nothing = { key, spot, fields, filters, measure: null, parsed: null, kind: null };
  switch (definingField(spot, problems)) {
    case null:
      return nothing;
    case 'metric':
      return { ...nothing, kind: 'filtered' };
    case 'expression': {
      const parsed = fields.expression === undefined ? null : readExpression(fields.expression, spot, problems);
      return { ...nothing, parsed, kind: 'derived' };
    }
    case 'numerator': {
      if (spot.at('grain').value === undefined) problems.add(spot.at('grain'), 'is missing', oneOf(GRAINS));
      if (typeof fields.numerator === 'string') return { ...nothing, kind: 'ratio' };
      const measure = salvageMeasure(spot.at('numerator').value);
      return { ...nothing, measure, kind: measure && kindOf(measure) };
    }
  }
}

const DEFINING_FIELDS = ['numerator', 'metric', 'expression'] as const;

/** The field that defines the metric; null if there is none, or more than one. */
function definingField(spot: Spot, problems: ProblemList): (typeof DEFINING_FIELDS)[number] | null {
  const [first, second] = DEFINING_FIELDS.filter((field) => spot.keys.includes(field));
  if (second !== undefined)
    problems.add(spot.at(second), `cannot be combined with \`${first}\``, oneOf(DEFINING_FIELDS));
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
