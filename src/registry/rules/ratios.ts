import { isFiner } from '../../time/grain';
import type { Definition, Ratio } from '../../model/definition';
import type { Spot } from '../yaml/spot';
import { currentKey } from './formerKeys';
import { checkShared, type CompositeContext } from './compositeMetrics';
import type { MetricDraft } from './metrics';

/** A ratio of two other metrics; null if a part is missing or has problems. */
export function readRatio(draft: MetricDraft, context: CompositeContext): Ratio | null {
  const { spot, fields } = draft;
  const { formerKeys, problems } = context;
  if (typeof fields.numerator !== 'string') return null;
  const numerator = currentKey(fields.numerator, formerKeys);
  const denominator = fields.denominator && currentKey(fields.denominator, formerKeys);
  if (spot.at('denominator').value === undefined) {
    const wrong = 'is missing, and a `numerator` that is a metric makes a ratio';
    problems.add(spot.at('denominator'), wrong, 'the key of a metric; or a measure as `numerator`');
  }
  if (fields.filters !== undefined && fields.filters.length > 0) {
    const expected = 'filters at the metrics it is made of; or at a metric that names it by `metric`';
    problems.add(spot.at('filters'), 'a ratio has no rows of its own', expected);
  }
  const quotient = `\`expression: ${numerator} / ${denominator ?? '…'}\``;
  const above = readPart(numerator, spot.at('numerator'), draft, quotient, context);
  if (denominator === undefined) return null;
  const below = readPart(denominator, spot.at('denominator'), draft, quotient, context);
  if (!above || !below) return null;
  checkShared(spot, [numerator, denominator], context);
  return { kind: 'ratio', numerator, denominator };
}

/**
 * The words for each kind that cannot be part of a ratio, because its buckets do not add up to
 * those of the ratio; null: the kind fits.
 */
const UNFIT: { readonly [K in Exclude<Definition['kind'], 'filtered'>]: string | null } = {
  count: null,
  sum: null,
  distinct: null,
  first: null,
  rolling: null,
  snapshot: null,
  movement: null,
  return: null,
  activity: null,
  statistic: 'a statistic',
  ratio: 'a ratio',
  derived: 'an expression',
};

/**
 * Whether a part can be measured in the native buckets of the ratio (docs/meaning.md#ratio). False
 * if it has problems, all of which are listed.
 */
function readPart(key: string, spot: Spot, ratio: MetricDraft, quotient: string, context: CompositeContext): boolean {
  const { metrics, summaries, definitions, problems } = context;
  if (!metrics.has(key)) problems.addUnknown(spot, 'metric', key, metrics.keys());
  const part = summaries.get(key);
  if (!part) return false;
  const unfit = part.kind === null ? null : UNFIT[part.kind];
  if (unfit !== null) {
    const called = metrics.get(key)!.kind === 'filtered' ? `${unfit} under filters` : unfit;
    problems.add(spot, `"${key}" is ${called}`, `a count, a sum or another measure of rows; or ${quotient} instead`);
    return false;
  }
  const [grain, finest] = [ratio.fields.grain, part.grain];
  if (grain !== undefined && finest !== null) {
    if (isFiner(grain, finest)) {
      const wrong = `"${key}" means nothing by ${grain}, its grain is ${finest}`;
      problems.add(spot, wrong, `the ratio at grain ${finest} or coarser`);
    } else if (isFiner(finest, grain) && part.overTime === 'average') {
      const wrong = `"${key}" is averaged over the ${finest}s of a ${grain}, which makes a ratio of means`;
      problems.add(spot, wrong, `the ratio declared at grain ${finest}`);
    }
  }
  return definitions.has(key);
}
