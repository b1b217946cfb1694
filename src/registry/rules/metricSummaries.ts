import { groupOf, type DefinitionGroup } from '../../model/kinds';
import { isFiner, type Grain } from '../../time/grain';
import { sizeOf } from '../expression/size';
import type { MetricGrammar } from '../grammar/metric';
import type { OverTime, Metric } from '../../model/registry';
import { overTimeOf, type OverTimeCategory } from './overTime';
import { currentKey, type FormerKeys } from './formerKeys';
import { referencesOf } from './metricReferences';
import type { MetricDraft } from './metrics';

/** The facts of a metric that decide what may be made of it. Null: unknown because of problems. */
export interface MetricSummary {
  /** For a filtered metric: the kind of the metric below all filters. */
  readonly kind: Exclude<Metric['definition']['kind'], 'filtered'> | null;
  readonly grain: Grain | null;
  readonly overTime: OverTime | null;
  readonly unit: MetricGrammar['unit'];
  /** How often its expression reads numbers of metrics in the SQL; 1 without an expression. */
  readonly size: number;
}

/** The summary of a metric, after those of its parts. */
export function summaryOf(
  draft: MetricDraft,
  formerKeys: FormerKeys,
  summaries: ReadonlyMap<string, MetricSummary>,
): MetricSummary {
  const { fields, kind } = draft;
  const { unit } = fields;
  const parts = referencesOf(draft, formerKeys).map(({ key }) => summaries.get(key));
  const declared = (): MetricSummary => {
    const category = overTimeCategoryOf(draft);
    const overTime = category === null ? (fields.overTime ?? null) : overTimeOf(category, fields.overTime);
    return { kind: kind === 'filtered' ? null : kind, grain: fields.grain ?? null, overTime, unit, size: 1 };
  };
  const summaryIn: { readonly [G in DefinitionGroup]: () => MetricSummary } = {
    measure: declared,
    ratio: declared,
    filtered: () => {
      const base = parts[0] ?? { kind: null, grain: null, overTime: null, unit, size: 1 };
      return { ...base, unit: unit ?? base.unit };
    },
    derived: () => {
      const ofMetric = (key: string) => summaries.get(currentKey(key, formerKeys))?.size ?? 1;
      const size = draft.parsed === null ? 1 : sizeOf(draft.parsed.expression, ofMetric);
      const grain = coarsest(parts.map((part) => part?.grain ?? null));
      return { kind: 'derived', grain, overTime: 'recompute', unit, size };
    },
  };
  return kind === null ? declared() : summaryIn[groupOf(kind)]();
}

/**
 * Null if there are problems, or if the metric takes `overTime` from another metric (a filtered
 * metric).
 */
export function overTimeCategoryOf({ kind, measure }: MetricDraft): OverTimeCategory | null {
  if (kind === 'filtered') return null;
  if (kind === 'movement')
    return measure !== null && 'movement' in measure && measure.movement === 'net' ? 'net' : kind;
  if (kind !== 'snapshot') return kind;
  return measure !== null && 'active' in measure && 'at' in measure.active ? (measure.active.at ?? 'close') : 'close';
}

function coarsest(grains: readonly (Grain | null)[]): Grain | null {
  if (grains.length === 0 || grains.includes(null)) return null;
  return (grains as readonly Grain[]).reduce((one, other) => (isFiner(one, other) ? other : one));
}
