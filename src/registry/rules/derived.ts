import type { Derived, Expression } from '../registry';
import { currentKey, type FormerKeys } from './formerKeys';
import { checkShared, refuse, type Making } from './made';
import { mentionsOf } from './mentions';
import type { MetricDraft } from './metrics';
import { outlineOf } from './outlines';

/** The statement grows with it, and nobody can say any more what such a number means. */
const MOST_NUMBERS = 200;

/** Arithmetic over other metrics; null if there are problems with it. */
export function readDerived(draft: MetricDraft, making: Making): Derived | null {
  const { spot, fields, parsed } = draft;
  const { metrics, outlines, formerKeys, definitions, problems } = making;
  refuse(draft, ['grain', 'coarser'], 'follows from the metrics of the expression', problems);
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
  const parts = mentionsOf(draft, formerKeys).map((mention) => mention.key);
  const { size } = outlineOf(draft, formerKeys, outlines);
  if (size > MOST_NUMBERS) {
    const told = parts.some((part) => (outlines.get(part)?.size ?? 0) > MOST_NUMBERS);
    const wrong = `takes ${size} numbers when it is made one fraction and the expressions it names are written out`;
    if (!told) problems.add(spot.at('expression'), wrong, `at most ${MOST_NUMBERS}`);
    return null;
  }
  if (parts.some((part) => !definitions.has(part))) return null;
  checkShared(spot, parts, making);
  return { kind: 'derived', expression: underCurrentKeys(parsed.expression, formerKeys) };
}

function underCurrentKeys(expression: Expression, formerKeys: FormerKeys): Expression {
  if (expression.kind === 'number') return expression;
  if (expression.kind === 'metric') return { kind: 'metric', metric: currentKey(expression.metric, formerKeys) };
  const { left, right } = expression;
  return { ...expression, left: underCurrentKeys(left, formerKeys), right: underCurrentKeys(right, formerKeys) };
}
