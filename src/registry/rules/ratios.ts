import { isFiner } from '../../time/grain';
import type { ProblemList } from '../problems';
import { reachOf } from '../reach';
import type { Measure, Ratio } from '../registry';
import type { Spot } from '../yaml/spot';
import type { DimensionDraft } from './dimensions';
import { currentKey, type FormerKeys } from './formerKeys';
import type { MetricDraft } from './metrics';
import type { TableDraft } from './tables';

export interface Declared {
  readonly tables: ReadonlyMap<string, TableDraft>;
  readonly dimensions: ReadonlyMap<string, DimensionDraft>;
  readonly metrics: ReadonlyMap<string, MetricDraft>;
  readonly formerKeys: FormerKeys;
  /** Of the metrics that are no ratios, as far as they are sound. */
  readonly measures: ReadonlyMap<string, Measure>;
}

/** A ratio of two other metrics; null for what is none, or has not both parts. */
export function readRatio(draft: MetricDraft, declared: Declared, problems: ProblemList): Ratio | null {
  const { spot, fields } = draft;
  if (typeof fields.numerator !== 'string') return null;
  const numerator = currentKey(fields.numerator, declared.formerKeys);
  const denominator = fields.denominator && currentKey(fields.denominator, declared.formerKeys);
  if (spot.at('denominator').value === undefined) {
    const wrong = 'is missing, and a `numerator` that is a metric makes a ratio';
    problems.add(spot.at('denominator'), wrong, 'the key of a metric; or a measure as `numerator`');
  }
  if (fields.filters !== undefined && fields.filters.length > 0) {
    problems.add(spot.at('filters'), 'a ratio has no rows of its own', 'filters at the metrics it is made of');
  }
  const above = readPart(numerator, spot.at('numerator'), draft, declared, problems);
  if (denominator === undefined) return null;
  const below = readPart(denominator, spot.at('denominator'), draft, declared, problems);
  if (above && below) checkShared(spot, [numerator, above], [denominator, below], declared, problems);
  return { kind: 'ratio', numerator, denominator };
}

/** A part must be a measure, and be measurable in the ratio's own native buckets (docs/meaning.md#ratio). */
function readPart(
  key: string,
  spot: Spot,
  ratio: MetricDraft,
  declared: Declared,
  problems: ProblemList,
): Measure | null {
  const part = declared.metrics.get(key);
  if (!part) problems.addUnknown(spot, 'metric', key, declared.metrics.keys());
  if (part?.kind === 'ratio') {
    problems.add(spot, `"${key}" is a ratio itself`, 'a metric that is none: the parts of a ratio must be measures');
  }
  const [grain, finest] = [ratio.fields.grain, part?.fields.grain];
  if (part && part.kind !== 'ratio' && grain !== undefined && finest !== undefined) {
    if (isFiner(grain, finest)) {
      problems.add(
        spot,
        `"${key}" means nothing by ${grain}, its grain is ${finest}`,
        `the ratio at grain ${finest} or coarser`,
      );
    } else if (isFiner(finest, grain) && part.fields.coarser === 'average') {
      const wrong = `"${key}" is averaged over the ${finest}s of a ${grain}, which makes a ratio of means`;
      problems.add(spot, wrong, `the ratio declared at grain ${finest}`);
    }
  }
  return declared.measures.get(key) ?? null;
}

type Part = readonly [key: string, measure: Measure];

/** Parts that can be split, but never by the same dimension, were hardly meant for each other. */
function checkShared(spot: Spot, above: Part, below: Part, declared: Declared, problems: ProblemList): void {
  const dimensions = new Map(
    [...declared.dimensions].map(([key, { fields }]) => [key, { table: fields.of ?? '', column: fields.column ?? '' }]),
  );
  const [one, other] = [above, below].map(([, measure]) =>
    reachOf(measure, { tables: declared.tables, dimensions, definitions: new Map() }),
  );
  if (!one?.length || !other?.length || one.some((key) => other.includes(key))) return;
  const wrong = `"${above[0]}" reaches ${one.join(', ')}, "${below[0]}" reaches ${other.join(', ')}: no dimension is shared`;
  problems.add(spot, wrong, 'parts that share a dimension, or have none');
}
