import { matchKind } from '../../model/byKind';
import type { Derived, Expression } from '../../model/definition';
import { currentKey, type FormerKeys } from './formerKeys';
import { checkShared, rejectFields, type CompositeContext } from './compositeMetrics';
import { referencesOf } from './metricReferences';
import type { MetricDraft } from './metrics';
import { summaryOf } from './metricSummaries';

/** The statement grows with this number, and nobody can explain a larger expression. */
const MOST_NUMBERS = 200;

/** Arithmetic over other metrics; null if there are problems with it. */
export function readDerived(draft: MetricDraft, context: CompositeContext): Derived | null {
  const { spot, fields, parsed } = draft;
  const { metrics, summaries, formerKeys, definitions, problems } = context;
  rejectFields(draft, ['grain', 'overTime'], 'follows from the metrics of the expression', problems);
  if (fields.filters !== undefined && fields.filters.length > 0) {
    const expected = 'filters at its metrics; or at a metric that names it by `metric`';
    problems.add(spot.at('filters'), 'an expression has no rows of its own', expected);
  }
  if (parsed === null) return null;
  for (const { text, at } of parsed.names) {
    const metric = currentKey(text, formerKeys);
    if (metrics.has(metric)) continue;
    problems.addUnknown(spot.at('expression'), 'metric', text, metrics.keys(), ` (character ${at})`);
  }
  const parts = referencesOf(draft, formerKeys).map((reference) => reference.key);
  const { size } = summaryOf(draft, formerKeys, summaries);
  if (size > MOST_NUMBERS) {
    const isReported = parts.some((part) => (summaries.get(part)?.size ?? 0) > MOST_NUMBERS);
    const wrong = `has ${size} numbers when all its expressions are expanded into one fraction`;
    if (!isReported) problems.add(spot.at('expression'), wrong, `at most ${MOST_NUMBERS}`);
    return null;
  }
  if (parts.some((part) => !definitions.has(part))) return null;
  checkShared(spot, parts, context);
  return { kind: 'derived', expression: underCurrentKeys(parsed.expression, formerKeys) };
}

function underCurrentKeys(expression: Expression, formerKeys: FormerKeys): Expression {
  const current = (one: Expression) => underCurrentKeys(one, formerKeys);
  return matchKind<Expression, Expression, []>(expression, {
    number: (one) => one,
    metric: ({ metric }) => ({ kind: 'metric', metric: currentKey(metric, formerKeys) }),
    operation: (one) => ({ ...one, left: current(one.left), right: current(one.right) }),
  });
}
